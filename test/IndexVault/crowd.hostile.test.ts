import { expect } from "chai";

import { crowdFixture, HELD } from "../fixtures/crowdFixture.ts";
import { feeTerms, raiseFees } from "../fixtures/feeTerms.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { ODD_KINDS } from "../fixtures/leaving/oddKinds.ts";
import { openClock } from "../fixtures/leaving/openClock.ts";
import { prepareOddities } from "../fixtures/leaving/prepareOddities.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const CAP = 2n ** 24n; // {gas} EIP-7825
const SHARES = 100n * WAD;
const HOSTILE = 10;

describe("Leaving an IndexVault of 128 components, ten of them hostile", function () {
  const use = useFixture(hostileFixture);
  this.timeout(300_000);

  /** Alice leaves by herself, or by a contract that takes a part of everything in its callback. */
  async function hostileFixture() {
    const fixture = await crowdFixture();
    const redeemer = await fixture.ethers.deployContract("PartRedeemer");
    await fixture.vault.connect(fixture.signers.alice).approve(redeemer, SHARES);
    const hostile = fixture.odd.slice(0, HOSTILE).map(({ target }) => target as string);
    return { ...fixture, ...(await prepareOddities(fixture, hostile)), redeemer, hostile };
  }

  /** {gas} Of Alice's redemption to a stranger, by callback where a percentage is given. */
  async function redeem(percent?: bigint, skip = 0n): Promise<bigint> {
    const { vault, redeemer, signers } = use();
    const { alice, stranger } = signers;
    const [minAmounts, claimant] = [[], stranger];
    const part = { shares: SHARES, receiver: stranger, owner: alice, claimant, minAmounts, skip };
    const terms = { ...part, basketId: 1n };
    const options = { gasLimit: CAP };
    const sent =
      percent === undefined
        ? vault.connect(alice).redeemWith(terms, options)
        : redeemer.connect(alice).redeem(vault, terms, percent, options);
    return (await (await sent).wait())!.gasUsed;
  }

  /** The dearest there is: burns all that a transfer gets, and nearly all that a reading does. */
  async function becomeWorst(): Promise<void> {
    for (const token of use().odd.slice(0, HOSTILE)) {
      await token.setTransferFault(TRANSFER.burnGas);
      await token.setCosts(0n, 40_000n);
    }
  }

  for (const [how, percent] of [
    ["by redemption", undefined],
    ["by a callback that takes nothing", 0n],
    ["by a callback that takes all", 100n],
  ] as const) {
    it(`L-3 stays under the transaction's cap ${how}, whatever kind the ten are of`, async () => {
      const { networkHelpers, hostile, odd, signers } = use();
      const tooDear: string[] = [];
      const used: bigint[] = [];
      for (const kind of ODD_KINDS) {
        const snapshot = await networkHelpers.takeSnapshot();
        for (const token of hostile)
          await kind.set({ fixture: use(), token, receiver: signers.stranger.address });
        const gas = await redeem(percent).catch(() => CAP);
        used.push(gas);
        if (gas >= CAP) tooDear.push(kind.name);
        else expect(await odd[HOSTILE].balanceOf(signers.stranger), kind.name).to.equal(HELD / 10n);
        await snapshot.restore();
      }
      expect(tooDear).to.deep.equal([]);
      expect(new Set(used).size).to.be.greaterThan(ODD_KINDS.length / 2); // they are not all alike
    });

    it(`L-3 stays under it ${how}, where the ten burn all gas while fees stream`, async () => {
      const { vault, odd, signers } = use();
      await raiseFees(use(), feeTerms([signers.keeper, signers.guardian]));
      await becomeWorst();
      const supply = await (await openClock(use()))();
      const gas = await redeem(percent);
      expect(gas).to.be.lessThan(CAP);
      const due = floorPart(HELD, SHARES, supply);
      expect(due).to.be.lessThan(HELD / 10n);
      expect(await vault.claimOf(odd[0], signers.stranger)).to.deep.equal([due, 0n]);
      expect(await odd[HOSTILE].balanceOf(signers.stranger)).to.equal(due);
    });

    it(`L-3 stays under it ${how}, where all 128 are hostile and skipped`, async () => {
      const { vault, components, networkHelpers, signers } = use();
      await raiseFees(use(), feeTerms([signers.keeper, signers.guardian]));
      for (const component of components) await networkHelpers.setCode(component, "0xfe");
      const gas = await redeem(percent, (1n << BigInt(components.length)) - 1n);
      expect(gas).to.be.lessThan(CAP);
      for (const component of components)
        expect(await vault.claimOf(component, signers.stranger)).to.deep.equal([0n, SHARES]);
    });
  }

  it("L-3 stays under it where ten burn whatever any call of theirs gets", async () => {
    for (const token of use().odd.slice(0, HOSTILE)) {
      await token.setTransferFault(TRANSFER.burnGas);
      await token.setReadFault(READ.burnGas);
    }
    for (const percent of [undefined, 0n, 100n]) {
      const snapshot = await use().networkHelpers.takeSnapshot();
      expect(await redeem(percent), `${percent}`).to.be.lessThan(CAP);
      await snapshot.restore();
    }
  });

  it("L-3 stays under it by the dearest way, where somebody waits for every component", async () => {
    const { vault, components, signers, odd } = use();
    const { alice, bob } = signers;
    await raiseFees(use(), feeTerms([signers.keeper, signers.guardian]));
    const skip = (1n << BigInt(components.length)) - 1n;
    const terms = { receiver: bob, owner: alice, claimant: bob, minAmounts: [], basketId: 1n };
    await vault.connect(alice).redeemWith({ ...terms, shares: 1n, skip });
    await becomeWorst();
    expect(await redeem(100n)).to.be.lessThan(CAP);
    expect((await vault.claimOf(odd[0], signers.stranger))[0]).to.be.greaterThan(0n);
  });
});
