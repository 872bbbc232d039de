import { expect } from "chai";
import { HeadBehindError } from "@sheaf/keeper/execution/errors";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import { interceptedClient } from "./interceptedClient.ts";
import { CAPS, FIRST_MONDAY, signalsOf, weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

describe("runWeek, when an endpoint answers with an older block", () => {
  let fixture: WeekFixture;
  beforeEach(async () => {
    fixture = await weekFixture();
  });

  /** After each receipt, the next `times` requests for the latest block get the block before that of the receipt. */
  async function weekBehind(times: number): Promise<WeekSummary> {
    const { provider, inputs } = fixture;
    let behind = 0;
    let mined = "0x0";
    const client = interceptedClient(fixture, async ({ method, params = [] }) => {
      if (method === "eth_getTransactionReceipt") {
        const receipt = (await provider.request({ method, params: [...params] })) as {
          blockNumber: string;
        };
        [behind, mined] = [times, receipt.blockNumber];
        return receipt;
      }
      if (method !== "eth_getBlockByNumber" || params[0] !== "latest" || behind === 0)
        return undefined;
      behind -= 1;
      const before = `0x${(BigInt(mined) - 1n).toString(16)}`;
      return provider.request({ method, params: [before, false] });
    });
    return runWeek({
      ...inputs,
      client,
      asOf: FIRST_MONDAY,
      signals: signalsOf({ asOf: FIRST_MONDAY, caps: CAPS }),
    });
  }

  it("asks again, and trades and closes all the same", async () => {
    const summary = await weekBehind(1);
    expect([summary.trades, summary.closed]).to.deep.equal([5, "settled"]);
    expect(summary.gas.map(({ label }) => label)).to.deep.equal([
      "startEpoch",
      "trade",
      "closeEpoch",
    ]);
  });

  it("ends with a retryable error if the endpoint stays behind, and sends nothing more", async () => {
    let failure: unknown;
    try {
      await weekBehind(Number.POSITIVE_INFINITY);
    } catch (error) {
      failure = error;
    }
    expect(failure).to.be.instanceOf(HeadBehindError);
    expect((failure as HeadBehindError).message).to.match(/^The endpoint's latest block is/);
    const { vault } = fixture;
    expect((await vault.queryFilter(vault.filters.EpochStarted())).length).to.equal(1);
    expect((await vault.queryFilter(vault.filters.TradeExecuted())).length).to.equal(0);
  });
});
