import { createRequire } from "node:module";
import { join } from "node:path";

import { expect } from "chai";

import { readShippedContract } from "../../deploy/bytecode/readShippedContract.ts";
import type { StandardInput } from "../../deploy/verification/standardInput.ts";
import { standardInput } from "../../deploy/verification/standardInput.ts";
import { isWholeBuild } from "../../tools/build/isWholeBuild.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
type Compiled = {
  readonly contracts: Readonly<
    Record<string, Readonly<Record<string, { evm: { bytecode: { object: string } } }>>>
  >;
};

describe("standardInput", function () {
  this.timeout(120_000);

  /** A build in parts may give other metadata: then there is nothing to send. */
  const inputOf = async (contract: string): Promise<StandardInput | string> =>
    standardInput(ROOT, contract).catch((error: Error) => error.message);

  for (const contract of ["PermitSignatures", "TimelockController"])
    it(`compiles to the shipped bytes of ${contract}, its metadata too, from the sources that it imports`, async () => {
      const input = await inputOf(contract);
      if (typeof input === "string") {
        expect(await isWholeBuild(ROOT), input).to.equal(false);
        expect(input).to.include("the build gave other bytes than the shipped ones");
        return;
      }
      const [source, name] = input.contractIdentifier.split(":");
      const sources = Object.keys(input.stdJsonInput.sources);
      expect(sources).to.include(source);
      expect(sources.length < 30, sources.join()).to.equal(true);
      expect(sources.join()).not.to.include("mocks");
      const output = JSON.parse(solc.compile(JSON.stringify(input.stdJsonInput))) as Compiled;
      const { bytecode } = await readShippedContract(contract);
      const { object } = output.contracts[source][name].evm.bytecode;
      expect(`0x${object}` === bytecode, contract).to.equal(true);
    });

  it("names the sources of the libraries that are linked", async () => {
    const input = await inputOf("IndexVault");
    if (typeof input === "string") expect(input).to.include("the build gave other bytes");
    else
      expect(input.librarySources).to.include({
        FeeAccrual: "project/contracts/libraries/FeeAccrual.sol",
      });
  });

  it("refuses where nothing was compiled", async () => {
    const refused = await standardInput(join(ROOT, "nowhere"), "Roles").catch(
      (error: Error) => error.message,
    );
    expect(refused).to.include("they were not compiled").and.include("npm run build");
  });
});
