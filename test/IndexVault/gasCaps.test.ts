import { expect } from "chai";
import { toBigInt } from "ethers";

import { WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, TRANSFER } from "../fixtures/oddFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const READ_GAS = 50_000n;
const TRANSFER_GAS = 150_000n;
const COMPONENT_GAS = 390_000n;
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

  it("L-1 L-4 is refused, with all else, where 390,000 gas are not left for it", async () => {
    const { vault, signers } = use();
    const { bob } = signers;
    const redeem = vault.connect(bob).redeem(WAD, bob, bob, { gasLimit: 430_000n });
    await expect(redeem)
      .to.be.revertedWithCustomError(vault, "InsufficientGas")
      .withArgs((left: bigint) => left < COMPONENT_GAS, COMPONENT_GAS);
  });

  it("L-1 L-4 suffices for the last component's reads, transfer and credit, though it burns all that it is given", async () => {
    const { vault, signers, components, ethers, networkHelpers } = use();
    const { bob } = signers;
    const last = components.at(-1)!;
    const odd = await ethers.deployContract("OddERC20", [18]);
    await networkHelpers.setCode(last, await ethers.provider.getCode(odd));
    const token = await ethers.getContractAt("OddERC20", last);
    await token.setTransferFault(TRANSFER.burnGas);
    await token.setCosts(0n, 47_000n);
    const redeem = async (gasLimit: bigint): Promise<void> => {
      await vault.connect(bob).redeem(WAD, bob, bob, { gasLimit });
    };
    let gas = 500_000n;
    for (; ; gas += 2_000n) {
      try {
        await redeem(gas);
        break;
      } catch (error) {
        expect(String(error)).to.contain("InsufficientGas");
      }
    }
    expect((await vault.claimOf(last, bob)).amount).to.be.greaterThan(0n);
  });
});
