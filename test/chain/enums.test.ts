import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { EPOCH_KINDS, REGIMES, STATUSES } from "@sheaf/sdk/chain/enums";

/** The names of an enum as an interface declares them, as words in lower case. */
async function declared(file: string, name: string): Promise<string[]> {
  const source = await readFile(`contracts/interfaces/${file}.sol`, "utf8");
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? "";
  return body.split(",").map((word) =>
    word
      .trim()
      .replaceAll(/\B[A-Z]/g, " $&")
      .toLowerCase(),
  );
}

const words = (names: readonly string[]): string[] =>
  names.map((name) => name.replaceAll("-", " "));

describe("the sdk's names of the contracts' enums", () => {
  it("are those that the interfaces declare, in their order", async () => {
    expect(words(REGIMES)).to.deep.equal(await declared("IIndexVault", "Regime"));
    expect(words(EPOCH_KINDS)).to.deep.equal(await declared("IIndexVault", "EpochKind"));
    expect(words(STATUSES)).to.deep.equal(await declared("IComponentRegistry", "Status"));
  });
});
