import { expect } from "chai";
import { toBigInt } from "ethers";

import { WAD } from "../fixtures/indexFixture.ts";
import { oddFixture } from "../fixtures/oddFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const READ_GAS = 50_000n;
const TRANSFER_GAS = 150_000n;
const COMPONENT_GAS = 360_000n;
const GAS_OPCODE = 2n; // {gas} what it costs to ask

/** Code of a token that answers a read with the gas it was given, logs the gas of a transfer, and says it succeeded. */
const GAS_TELLER = "0x5a5f5236604414600e5760205ff35b60205fa060015f5260205ff3";

describe("What an IndexVault gives a component", () => {
  const use = useFixture(oddFixture);

  it("L-1 L-3 is 50,000 gas for a read and 150,000 for a transfer, to the unit", async () => {
    const { vault, odd, at, signers, networkHelpers } = use();
    const { bob } = signers;
    await networkHelpers.setCode(odd.target as string, GAS_TELLER);
    expect((await vault.holdings())[at.odd]).to.equal(READ_GAS - GAS_OPCODE);
    const receipt = await (await vault.connect(bob).redeem(WAD, bob, bob)).wait();
    const told = receipt!.logs.filter(
      ({ address, topics }) => address === odd.target && topics.length === 0,
    );
    expect(told.map(({ data }) => toBigInt(data))).to.deep.equal([TRANSFER_GAS - GAS_OPCODE]);
  });

  it("L-1 L-4 is refused, with all else, where 360,000 gas are not left for it", async () => {
    const { vault, signers } = use();
    const { bob } = signers;
    const redeem = vault.connect(bob).redeem(WAD, bob, bob, { gasLimit: 400_000n });
    await expect(redeem)
      .to.be.revertedWithCustomError(vault, "InsufficientGas")
      .withArgs((left: bigint) => left < COMPONENT_GAS, COMPONENT_GAS);
  });
});
