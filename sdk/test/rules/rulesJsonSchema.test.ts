import { expect } from "chai";
import { RULES_JSON_SCHEMA } from "../../src/rules/rulesJsonSchema.ts";

describe("RULES_JSON_SCHEMA", () => {
  it("is a schema of documents as they are written, with decimals as texts", () => {
    const schema = RULES_JSON_SCHEMA as {
      readonly $id: string;
      readonly title: string;
      readonly description: string;
      readonly type: string;
      readonly required: readonly string[];
      readonly properties: Readonly<Record<string, { readonly type: string }>>;
    };
    expect([schema.$id, schema.title, schema.type]).to.deep.equal([
      "rules.schema.json",
      "Sheaf rules, version 1",
      "object",
    ]);
    expect(schema.description).to.match(/Decimals are texts/);
    expect(schema.properties["maximumWeight"]?.type).to.equal("string");
    expect(schema.required).to.include.members(["settlement", "regime"]);
    expect(schema.required).to.not.include("universe");
  });
});
