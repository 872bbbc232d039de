import { expect } from "chai";
import { getAddress } from "viem";
import type { Address } from "viem";
import { executePlan } from "@sheaf/keeper/execution/executePlan";
import { settleClaims } from "@sheaf/keeper/execution/settleClaims";
import type { ExecutionReport } from "@sheaf/keeper/execution/executePlan";

import type { OddERC20 } from "../../types/index.js";
import { WAD } from "../fixtures/indexFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { addStrangers, startEpochOf } from "./strangeComponents.ts";
import { weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

const CAP = 2n ** 24n; // {gas} EIP-7825
const ALL = 2n ** 128n - 1n; // every position
const FIFTH = WAD / 5n;
const TENTH = WAD / 10n;

describe("executePlan, with claims on the index", () => {
  let fixture: WeekFixture;
  let strangers: OddERC20[];
  beforeEach(async () => {
    fixture = await weekFixture();
    strangers = [];
    for (let i = 0; i < 3; i += 1)
      strangers.push(await fixture.ethers.deployContract("OddERC20", [18]));
    const additions = strangers.map((token, i) => ({ id: `stranger${i}`, token }));
    fixture.inputs = { ...fixture.inputs, ...(await addStrangers(fixture, additions)) };
    const tokens = await Promise.all(strangers.map(addressOf));
    await startEpochOf(
      fixture,
      { alpha: FIFTH, beta: FIFTH },
      { tokens: Object.fromEntries(tokens.map((token) => [token, TENTH])) },
    );
    for (const token of strangers) await token.mint(fixture.vault, 100n * WAD);
    for (const id of ["alpha", "beta"]) {
      const { token } = fixture.market.names.get(id)!;
      const component = await fixture.ethers.getContractAt("MockERC20", token);
      await component.mint(fixture.vault, 1_000_000n); // so that a part is worth something
    }
  });

  const addressOf = async (token: OddERC20): Promise<Address> =>
    getAddress(await token.getAddress());
  const context = () => {
    const { client, chainId, vault, keeper } = fixture.inputs;
    return { client, chainId, vault, signer: keeper };
  };
  const run = async (): Promise<ExecutionReport> => {
    const { executor, lens, routes } = fixture.inputs;
    return executePlan(context(), { executor, lens, routes });
  };

  /** Alice redeems and skips, for a claimant. */
  async function leaveClaims(claimant: string, positions: bigint): Promise<void> {
    const { vault, signers } = fixture;
    const { alice, stranger } = signers;
    await vault.connect(alice).redeemWith({
      ...{ shares: WAD / 100n, receiver: stranger, owner: alice, claimant },
      ...{ basketId: 1n, minAmounts: [], skip: positions },
    });
  }

  it("L-6 settles them before the first trade, which costs what it costs without claims", async () => {
    const { vault, networkHelpers, signers } = fixture;
    const start = await networkHelpers.takeSnapshot();
    const [without] = (await run()).trades;
    await start.restore();
    await leaveClaims(signers.bob.address, ALL);
    const { trades, settlements, warnings } = await run();
    expect(settlements.length).to.equal(1);
    expect(await vault.claimedPositions()).to.equal(0n);
    expect(await strangers[0].balanceOf(signers.bob)).to.be.greaterThan(0n);
    expect([trades.length > 0, warnings]).to.deep.equal([true, []]);
    const dearer = trades[0].gasUsed - without.gasUsed;
    expect(dearer).to.be.within(-5_000n, 5_000n);
  });

  it("L-6 names no position whose claims would stay, and trades", async () => {
    const { vault, signers } = fixture;
    const [blocked, other] = strangers;
    const skipped = await Promise.all(
      [blocked, other].map(async (token) => 1n << BigInt(await positionOf(vault, token))),
    );
    await blocked.setRefused(signers.bob);
    await blocked.setTransferFault(TRANSFER.refuseReceiver);
    await leaveClaims(signers.bob.address, skipped[0] | skipped[1]);
    const first = await run();
    expect([first.settlements.length, first.trades.length > 0]).to.deep.equal([1, true]);
    expect(await vault.claimedPositions()).to.equal(skipped[0]);
    expect((await run()).settlements).to.deep.equal([]);
  });

  it("L-6 settles them in as many transactions as they need, each under the cap", async () => {
    const { vault, ethers } = fixture;
    const bits = await Promise.all(
      strangers.map(async (token) => 1n << BigInt(await positionOf(vault, token))),
    );
    const skipped = bits.reduce((sum, bit) => sum | bit, 0n);
    const claimants = Array.from({ length: 30 }, () => ethers.Wallet.createRandom().address);
    for (const claimant of claimants) await leaveClaims(claimant, skipped);
    for (const token of strangers) await token.setCosts(140_000n, 40_000n);
    const { sent, left, failure } = await settleClaims(context());
    expect([sent.length, left, failure]).to.deep.equal([2, 0n, undefined]);
    for (const { gasUsed } of sent) expect(gasUsed).to.be.lessThan(CAP);
    for (const token of strangers) await token.setCosts(0n, 0n);
    for (const claimant of claimants)
      expect(await strangers[2].balanceOf(claimant)).to.be.greaterThan(0n);
  });
});
