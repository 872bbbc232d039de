import { expect } from "chai";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import { topRules } from "@sheaf/sdk/rules/topRules";

import { moveMarket } from "../../market/moveMarket.ts";
import type { CallbackERC20 } from "../../types/index.js";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { addStrangers } from "./strangeComponents.ts";
import { CAPS, FIRST_MONDAY, signalsOf, weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

describe("runWeek, with a component whose transfer forges events", () => {
  let fixture: WeekFixture;
  let trojan: CallbackERC20;
  let inputs: Omit<WeekInputs, "signals" | "asOf">;
  beforeEach(async () => {
    fixture = await weekFixture();
    trojan = await fixture.ethers.deployContract("CallbackERC20", [18]);
    const traded = await addStrangers(fixture, [{ id: "trojan", token: trojan }]);
    inputs = { ...fixture.inputs, ...traded, rules: topRules(6, "alpha") };
  });

  const week = (asOf: string, changes: Partial<WeekInputs> = {}, leader?: [number, number]) =>
    runWeek({
      ...inputs,
      asOf,
      signals: signalsOf({
        asOf,
        caps: { ...CAPS, trojan: 12 },
        ...(leader === undefined ? {} : { leader }),
      }),
      ...changes,
    });

  async function arm(epoch: bigint): Promise<void> {
    const forger = await fixture.ethers.deployContract("EventForger");
    const vault = await fixture.vault.getAddress();
    await trojan.arm(forger, forger.interface.encodeFunctionData("forge", [vault, epoch, 6]));
  }

  it("reports only what the vault and the executor emitted", async () => {
    const snapshot = await fixture.networkHelpers.takeSnapshot();
    const honest = await week(FIRST_MONDAY);
    await snapshot.restore();
    await arm(1n);
    const forged = await week(FIRST_MONDAY);
    expect([forged.trades, forged.turnover, forged.cost, forged.closed]).to.deep.equal([
      6,
      honest.turnover,
      honest.cost,
      "settled",
    ]);
  });

  it("goes on with an exit in chunks, whose other sales the component reports as skipped", async () => {
    await week(FIRST_MONDAY);
    await fixture.networkHelpers.time.increase(14n * DAY);
    await moveMarket(fixture.market, ROWS);
    const { feed } = await fixture.registry.feedOf(trojan);
    await (await fixture.ethers.getContractAt("MockAggregator", feed)).setAnswer(10n ** 8n);
    const chunking = {
      gas: WAD / 20n,
      pause: async (): Promise<void> => void (await moveMarket(fixture.market, ROWS)),
    };
    await arm(2n);
    const out = await week("2030-01-21", { chunking }, [100, 80]);
    expect([out.closed, out.setAside]).to.deep.equal(["settled", []]);
    expect(await fixture.usdc.balanceOf(fixture.vault)).to.be.greaterThan(9_900n * 10n ** 6n);
  });
});
