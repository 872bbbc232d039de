import { expect } from "chai";
import { splitMix64 } from "@sheaf/lab/market/splitMix64";

import { everybodyLeaves } from "../fixtures/leaving/everybodyLeaves.ts";
import type { LeavingCase } from "../fixtures/leaving/leavingCases.ts";
import { leavingCases } from "../fixtures/leaving/leavingCases.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { STATES } from "../fixtures/leaving/states.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

/** {cases} of a family in an ordinary run; all of them, and thousands of sets, in the nightly one. */
const SAMPLE = 40;
const NIGHTLY_SETS = 5_000;

const seed = Number(process.env.SHEAF_SEED ?? "1");
const nightly = process.env.SHEAF_NIGHTLY === "true";

/** A seeded part of the cases, in their order. */
function sample(cases: readonly LeavingCase[], size: number): [number, LeavingCase][] {
  const random = splitMix64(seed, 1);
  const numbered = [...cases.entries()];
  if (nightly || cases.length <= size) return numbered;
  const chosen = new Set<number>();
  while (chosen.size < size) chosen.add(Number(random.between(0n, BigInt(cases.length) - 1n)));
  return numbered.filter(([number]) => chosen.has(number));
}

describe("Everybody leaves, and is paid or credited floor((B-O)*s/S) of each component", function () {
  const use = useFixture(leavingFixture);
  this.timeout(nightly ? 6 * 3_600_000 : 300_000);

  const enter = async (name: string): Promise<void> => {
    await STATES.find((state) => state.name === name)!.set(use());
  };

  it("P-1 the states of the sequencer are what they say: the oracle has no price in any of them", async () => {
    const { oracle, usdc, networkHelpers } = use();
    const ask = () => oracle.getQuote(1n, usdc, US_DOLLAR);
    await ask();
    for (const [name, error] of [
      ["the sequencer is down", "SequencerDown"],
      ["the sequencer has just come back", "SequencerRecovering"],
      ["the sequencer's feed reverts", "SequencerUnreadable"],
    ]) {
      const snapshot = await networkHelpers.takeSnapshot();
      await enter(name);
      await expect(ask(), name).to.be.revertedWithCustomError(oracle, error);
      await snapshot.restore();
    }
  });

  it("F-2 the states of fees are what they say: shares are due, or are with recipients that revert", async () => {
    const { vault, networkHelpers, signers, ethers } = use();
    const due = async (): Promise<bigint> => (await vault.feeState()).undistributed;
    const snapshot = await networkHelpers.takeSnapshot();
    await enter("issuance has a fee, which nobody has distributed, and nothing streams");
    expect(await due()).to.be.greaterThan(0n);
    await snapshot.restore();
    await enter("fees stream, and nobody has distributed them, to recipients that revert");
    const [supply, owing] = [await vault.totalSupply(), await due()];
    await networkHelpers.mine();
    expect(await vault.totalSupply()).to.be.greaterThan(supply);
    expect(owing).to.be.greaterThan(0n);
    await enter("fees stream and have been distributed, to recipients that revert");
    expect(await due()).to.equal(0n);
    for (const { account } of (await vault.feeTerms()).recipients) {
      expect(await vault.balanceOf(account)).to.be.greaterThan(0n);
      await expect(signers.bob.sendTransaction({ to: account })).to.revert(ethers);
    }
    await enter("a raise of the fees is announced");
    expect((await vault.feeState()).announced).to.not.equal(ethers.ZeroHash);
  });

  it("E-12 V-6 the states of what ends are what they say: a stranger's trade, a write-off, a wind-down", async () => {
    const { vault, networkHelpers, signers, first, second } = use();
    const snapshot = await networkHelpers.takeSnapshot();
    await enter("a stranger has made one trade of an epoch, and not the rest");
    const trades = await vault.queryFilter(vault.filters.TradeExecuted());
    expect(trades.at(-1)!.args.caller).to.equal(signers.stranger.address);
    expect((await vault.epoch()).fallbackLoss).to.be.greaterThan(0n);
    await expect(vault.closeEpoch()).to.be.revertedWithCustomError(vault, "EpochNotSettled");
    await snapshot.restore();
    await enter("a component has been written off, and Bob has a claim on it, in units");
    await enter(
      "a component that nobody could read has been written off, and Bob has a claim on it, in shares",
    );
    const [listed] = await vault.basket(await vault.basketId());
    for (const [token, unit] of [
      [first, 0],
      [second, 1],
    ] as const) {
      expect(listed).to.not.include(await token.getAddress());
      const claim = await vault.claimOf(token, signers.bob);
      expect([claim[unit] > 0n, claim[1 - unit]]).to.deep.equal([true, 0n]);
    }
    expect(listed.length).to.equal(3);
    await enter("the index has been wound down in the middle of an epoch");
    expect([await vault.windingDown(), (await vault.epoch()).open]).to.deep.equal([true, false]);
    await enter("an epoch is open");
    expect((await vault.epoch()).kind).to.equal(3n);
  });

  for (const { name, cases } of leavingCases(seed, nightly ? NIGHTLY_SETS : SAMPLE)) {
    const chosen = sample(cases, SAMPLE);
    it(`L-1 L-2 L-4 V-1 V-3 in ${name}: ${chosen.length} of ${cases.length}, seed ${seed}`, async () => {
      const failures: string[] = [];
      for (const [number, { states, kinds, skip, way }] of chosen) {
        const snapshot = await use().networkHelpers.takeSnapshot();
        for (const { set } of states) await set(use());
        const wrong = await everybodyLeaves(use(), kinds, skip, way);
        const odd = [...kinds].map(([seat, kind]) => `${seat} ${kind.name}`);
        const circumstances = [
          ...states.map((state) => state.name),
          ...odd,
          `skip ${skip}`,
          way.name,
        ];
        if (wrong.length > 0)
          failures.push(`${number}: ${[...circumstances, "", ...wrong].join("\n  ")}`);
        await snapshot.restore();
      }
      expect(failures.join("\n")).to.equal("");
    });
  }
});
