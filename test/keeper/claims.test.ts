import { expect } from "chai";
import { getAddress } from "viem";
import type { Address } from "viem";
import { executePlan } from "@sheaf/keeper/execution/executePlan";
import { settleClaims } from "@sheaf/keeper/execution/settleClaims";
import type { ExecutionReport } from "@sheaf/keeper/execution/executePlan";

import type { OddERC20 } from "../../types/index.js";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { interceptedClient } from "./interceptedClient.ts";
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
  const run = async (client = fixture.inputs.client): Promise<ExecutionReport> => {
    const { executor, lens, routes } = fixture.inputs;
    return executePlan({ ...context(), client }, { executor, lens, routes });
  };

  /** Bit of each strange component's position. */
  const bitsOf = async (): Promise<bigint[]> =>
    Promise.all(
      strangers.map(async (token) => 1n << BigInt(await positionOf(fixture.vault, token))),
    );

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
    const { settlements, warnings } = await run();
    expect(settlements).to.deep.equal([]);
    const position = await positionOf(vault, blocked);
    expect(warnings.join()).to.include(`changes anything at the basket positions ${position}.`);
  });

  it("L-6 settles all others where the claims on one component burn the gas of a whole transaction", async () => {
    const { vault, ethers } = fixture;
    const bits = await bitsOf();
    const [first] = bits.toSorted((a, b) => (a < b ? -1 : 1));
    const burner = strangers[bits.indexOf(first)];
    for (let i = 0; i < 75; i += 1)
      await leaveClaims(ethers.Wallet.createRandom().address, i === 0 ? ALL : first);
    await burner.setCosts(0n, 40_000n);
    await burner.setTransferFault(TRANSFER.burnGas);
    const { sent, left, failure } = await settleClaims(context());
    expect([sent.length, left]).to.deep.equal([1, first]);
    expect(failure).to.include(`basket positions ${await positionOf(vault, burner)}.`);
    expect(sent[0].gasUsed).to.be.lessThan(CAP / 8n); // the burner is not named
  });

  it("L-6 pays very many claims on one component in one transaction a run, and names what it clears first", async () => {
    const { vault, ethers } = fixture;
    const bits = await bitsOf();
    const claimants = Array.from({ length: 100 }, () => ethers.Wallet.createRandom().address);
    for (const claimant of claimants) await leaveClaims(claimant, bits[0]);
    await leaveClaims(claimants[0], bits[1]);
    await strangers[0].setCosts(140_000n, 40_000n);
    const first = await settleClaims(context());
    expect([first.sent.length, first.left, first.failure]).to.deep.equal([2, bits[0], undefined]);
    const second = await settleClaims(context());
    expect([second.sent.length, second.left]).to.deep.equal([1, 0n]);
    await strangers[0].setCosts(0n, 0n);
    for (const claimant of claimants)
      expect(await strangers[0].balanceOf(claimant)).to.be.greaterThan(0n);
    expect(await vault.claimedPositions()).to.equal(0n);
  });

  it("L-6 sends what it simulated with all the gas a transaction may use, whatever the endpoint estimates", async () => {
    await leaveClaims(fixture.signers.bob.address, ALL);
    const client = interceptedClient(fixture, async ({ method }) =>
      method === "eth_estimateGas" ? "0x2000000" : undefined,
    );
    const { sent, left } = await settleClaims({ ...context(), client });
    expect([sent.length, left]).to.deep.equal([1, 0n]);
  });

  it("L-6 warns and trades where the simulation of settleClaims reverts", async () => {
    await leaveClaims(fixture.signers.bob.address, ALL);
    const { selector } = fixture.vault.interface.getFunction("settleClaims");
    const client = interceptedClient(fixture, async ({ method, params = [] }) => {
      const [{ data = "" } = {}] = params as readonly { data?: string }[];
      if (method === "eth_call" && data.startsWith(selector))
        throw Object.assign(new Error("execution reverted"), { code: 3, data: "0x" });
      return undefined;
    });
    const { trades, warnings } = await run(client);
    expect(trades.length).to.be.greaterThan(0);
    expect(warnings.join()).to.include("Claims were not settled. settleClaims reverts");
  });

  it("L-6 makes both calls that forfeit shares worth nothing, the second a day later", async () => {
    const { signers, networkHelpers } = fixture;
    const [bit] = await bitsOf();
    await leaveClaims(signers.bob.address, bit);
    await strangers[0].setReadFault(READ.nothing);
    const first = await settleClaims(context());
    expect([first.sent.length, first.left, first.failure]).to.deep.equal([1, bit, undefined]);
    const early = await settleClaims(context());
    expect([early.sent.length, early.left]).to.deep.equal([0, bit]);
    await networkHelpers.time.increase(DAY);
    const second = await settleClaims(context());
    expect([second.sent.length, second.left, second.failure]).to.deep.equal([1, 0n, undefined]);
  });

  it("L-6 settles them in as many transactions as they need, each under the cap", async () => {
    const { ethers } = fixture;
    const bits = await bitsOf();
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
