import { expect } from "chai";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import { interceptedClient } from "./interceptedClient.ts";
import type { RpcRequest } from "./interceptedClient.ts";
import { CAPS, FIRST_MONDAY, signalsOf, weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

describe("runWeek, when somebody else closes its epoch", () => {
  let fixture: WeekFixture;
  beforeEach(async () => {
    fixture = await weekFixture();
  });

  /** A week in which the guardian closes the epoch before the first request that `isMoment` accepts after a trade. */
  async function weekClosedBefore(
    isMoment: (request: RpcRequest) => boolean,
  ): Promise<WeekSummary> {
    const { vault, signers, inputs } = fixture;
    let closed = false;
    const client = interceptedClient(fixture, async (request) => {
      if (closed || !isMoment(request)) return;
      const trades = await vault.queryFilter(vault.filters.TradeExecuted());
      if (trades.length === 0) return;
      closed = true;
      await vault.connect(signers.guardian).closeEpoch();
    });
    return runWeek({
      ...inputs,
      client,
      asOf: FIRST_MONDAY,
      signals: signalsOf({ asOf: FIRST_MONDAY, caps: CAPS }),
    });
  }

  const closes = ({ params = [] }: RpcRequest): boolean => {
    const { data, input } = (params[0] ?? {}) as { data?: string; input?: string };
    return (data ?? input) === fixture.vault.interface.getFunction("closeEpoch").selector;
  };

  const MOMENTS: Readonly<Record<string, (request: RpcRequest) => boolean>> = {
    "before it looks again": ({ method }) => method === "eth_getBlockByNumber",
    "before it simulates its own close": (request) =>
      request.method === "eth_call" && closes(request),
    "in front of its own close": (request) =>
      request.method === "eth_sendTransaction" && closes(request),
  };
  for (const [moment, isMoment] of Object.entries(MOMENTS))
    it(`reports a closed week with its trades, ${moment}`, async () => {
      const summary = await weekClosedBefore(isMoment);
      expect([summary.outcome, summary.closed, summary.trades]).to.deep.equal([
        "started",
        "settled",
        5,
      ]);
      expect(summary.gas.map(({ label }) => label)).to.deep.equal(["startEpoch", "trade"]);
    });
});
