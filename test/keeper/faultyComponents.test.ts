import { expect } from "chai";
import { getAddress } from "viem";
import type { Address } from "viem";
import { executePlan } from "@sheaf/keeper/execution/executePlan";
import type { ExecutionReport } from "@sheaf/keeper/execution/executePlan";

import type { OddERC20 } from "../../types/index.js";
import { WAD } from "../fixtures/indexFixture.ts";
import { interceptedClient } from "./interceptedClient.ts";
import type { Interceptor } from "./interceptedClient.ts";
import { addStrangers, startEpochOf } from "./strangeComponents.ts";
import type { Stranger } from "./strangeComponents.ts";
import { weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

const FIFTEEN = (WAD * 15n) / 100n;
const OTHERS = {
  alpha: FIFTEEN,
  beta: FIFTEEN,
  gamma: FIFTEEN,
  delta: FIFTEEN,
  omega: FIFTEEN,
};
const READ_FAULT = { none: 0, revert: 1, burnGas: 2, inflate: 6 };
const TRANSFER_FAULT = { none: 0, burnGas: 7 };

describe("executePlan, with components that fail", () => {
  let fixture: WeekFixture;
  beforeEach(async () => {
    fixture = await weekFixture();
  });

  /** An epoch of five components at 15 % and these strangers at `weight` each, and what trades it. */
  async function epochWith(strangers: readonly Stranger[], weight: bigint) {
    const { routes } = await addStrangers(fixture, strangers);
    const tokens = await Promise.all(
      strangers.map(async ({ token }) => getAddress(await token.getAddress())),
    );
    await startEpochOf(fixture, OTHERS, {
      tokens: Object.fromEntries(tokens.map((token) => [token, weight])),
    });
    const { client, chainId, vault, keeper, executor, lens } = fixture.inputs;
    const run = (changes: object = {}, limits = {}): Promise<ExecutionReport> =>
      executePlan(
        { client, chainId, vault, signer: keeper, ...changes },
        { executor, lens, routes, limits },
      );
    return { tokens, run };
  }

  const legsOf = ({ trades }: ExecutionReport): number =>
    trades.reduce((sum, { legs }) => sum + legs, 0);
  const setAsideIn = ({ setAside }: ExecutionReport): [Address, string][] =>
    setAside.map(({ token, reason }) => [token, reason.replace(/0x[0-9a-f]{64}/, "HASH")]);
  /** Changes the chain in front of each transaction, and back behind it, so that simulations see nothing of it. */
  const whileSent =
    (change: (sent: boolean) => Promise<unknown>): Interceptor =>
    async ({ method }) => {
      if (method === "eth_sendTransaction") await change(true);
      if (method === "eth_getTransactionReceipt") await change(false);
    };
  /** {usd} */
  const cash = async (): Promise<bigint> =>
    (await fixture.usdc.balanceOf(fixture.vault)) / 10n ** 6n;

  it("trades all others if one cannot be read, and that one once it can", async () => {
    const odd: OddERC20 = await fixture.ethers.deployContract("OddERC20", [18]);
    const { tokens, run } = await epochWith([{ id: "odd", token: odd }], WAD / 100n);
    await odd.setReadFault(READ_FAULT.revert);
    const ill = await run();
    expect([legsOf(ill), ill.stopped]).to.deep.equal([5, "planned out"]);
    expect(setAsideIn(ill)).to.deep.equal([
      [tokens[0], "it stopped a trade with ComponentUnreadable"],
    ]);
    await odd.setReadFault(0);
    const well = await run();
    expect([legsOf(well), well.setAside]).to.deep.equal([1, []]);
  });

  it("trades all others if one shows more than there can be", async () => {
    const odd: OddERC20 = await fixture.ethers.deployContract("OddERC20", [18]);
    const { run } = await epochWith([{ id: "odd", token: odd }], WAD / 100n);
    await odd.setReadFault(READ_FAULT.inflate);
    expect(legsOf(await run())).to.equal(5);
    expect(await cash()).to.be.lessThan(2_600n);
  });

  it("trades all others if several show more than there can be", async () => {
    const odds: OddERC20[] = [
      await fixture.ethers.deployContract("OddERC20", [18]),
      await fixture.ethers.deployContract("OddERC20", [18]),
    ];
    const { run } = await epochWith(
      odds.map((token, i) => ({ id: `odd ${i}`, token })),
      WAD / 100n,
    );
    for (const odd of odds) await odd.setReadFault(READ_FAULT.inflate);
    expect(legsOf(await run())).to.equal(5);
  });

  for (const count of [1, 2, 3])
    it(`trades all others if ${count} burn their gas once they are sent`, async () => {
      const burners: OddERC20[] = [];
      for (let i = 0; i < count; i += 1)
        burners.push(await fixture.ethers.deployContract("OddERC20", [18]));
      const strangers = burners.map((token, i) => ({ id: `burner ${i}`, token }));
      const { tokens, run } = await epochWith(strangers, WAD / 50n);
      const client = interceptedClient(
        fixture,
        whileSent(async (sent) => {
          for (const burner of burners)
            await burner.setTransferFault(sent ? TRANSFER_FAULT.burnGas : TRANSFER_FAULT.none);
        }),
      );
      const report = await run({ client });
      expect([legsOf(report), report.stopped]).to.deep.equal([5, "planned out"]);
      expect(report.trades[0].failed.length).to.equal(count);
      expect(setAsideIn(report).sort()).to.deep.equal(
        tokens.map((token) => [token, "its leg failed in HASH"]).sort(),
      );
    });

  it("finds the one that makes whole transactions fail, at a bounded number of them", async () => {
    const odd: OddERC20 = await fixture.ethers.deployContract("OddERC20", [18]);
    const { tokens, run } = await epochWith([{ id: "odd", token: odd }], WAD / 50n);
    await odd.setBurnedAt(fixture.vault);
    const client = interceptedClient(
      fixture,
      whileSent((sent) => odd.setReadFault(sent ? READ_FAULT.burnGas : READ_FAULT.none)),
    );
    const report = await run({ client });
    expect(legsOf(report)).to.equal(5);
    expect(report.failedTrades.length).to.be.within(1, 5);
    expect(setAsideIn(report)).to.deep.equal([[tokens[0], "its leg failed in HASH"]]);
  });

  const GAS_PER_LEG = { "all at once": 155_000n, "one by one": 11_000_000n };
  for (const [how, gasPerLeg] of Object.entries(GAS_PER_LEG))
    it(`buys one that vanishes no second time, ${how}`, async () => {
      const eva = await fixture.ethers.deployContract("EvaporatingERC20");
      const { tokens, run } = await epochWith([{ id: "eva", token: eva }], WAD / 4n);
      await eva.watch(fixture.vault);
      const client = interceptedClient(fixture, async ({ method }) => {
        if (method === "eth_getTransactionReceipt") await fixture.networkHelpers.mine();
      });
      const report = await run({ client }, { gasPerLeg });
      expect(legsOf(report)).to.equal(6);
      expect(setAsideIn(report)).to.deep.equal([[tokens[0], "its balance did not stay"]]);
      expect(await cash()).to.be.lessThan(100n);
    });
});
