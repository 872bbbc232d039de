import { z } from "zod";
import { RULES_SCHEMA } from "./rulesSchema.ts";

/** The JSON Schema (draft 2020-12) of a rules document, published as docs/rules.schema.json. */
export const RULES_JSON_SCHEMA = {
  ...z.toJSONSchema(RULES_SCHEMA, { io: "input" }),
  $id: "rules.schema.json",
  title: "Sheaf rules, version 1",
  description:
    "How readings become weights. Decimals are texts and read exactly; parseRules also refuses documents that contradict themselves.",
};
