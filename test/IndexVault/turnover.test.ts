import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { BUDGETS, budgetFixture } from "../fixtures/budgetFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, fullTrade } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../scripts/market/moveMarket.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const { turnoverLimit: LIMIT } = BUDGETS;
/** USDC is half of it then. */
const LESS = { alpha: WAD / 8n, beta: WAD / 8n, gamma: WAD / 8n, delta: WAD / 8n };

describe("The turnover limit", () => {
  const use = useFixture(budgetFixture);

  it("E-4 takes what each trade sold, as part of NAV now and rounded up, from the week, gains and losses alike", async () => {
    const { vault, buy, lossOf } = use();
    expect(await vault.turnoverAvailable()).to.equal(LIMIT);
    const first = await buy("alpha", 1_000n * DOLLAR, WAD);
    await first.send();
    const used = await lossOf(first.sold);
    expect(await vault.turnoverAvailable()).to.equal(LIMIT - used);
    const second = await buy("beta", 777n * DOLLAR + 1n, WAD * 2n);
    await second.send();
    expect(await vault.turnoverAvailable()).to.equal(LIMIT - used - (await lossOf(second.sold)));
  });

  it("E-4 counts a netted trade once: what it sold, not what it bought", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    expect(LIMIT - (await vault.turnoverAvailable())).to.be.within(
      (WAD * 78n) / 100n,
      (WAD * 80n) / 100n,
    );
  });

  it("E-4 E-6 refuses a trade beyond it, for seven days, and stops nothing else", async () => {
    const fixture = use();
    const { vault, networkHelpers, market, signers } = fixture;
    const spentAt = (await vault.epoch()).startedAt + 100n;
    await networkHelpers.time.setNextBlockTimestamp(spentAt);
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    await networkHelpers.time.setNextBlockTimestamp(spentAt + 6n * DAY);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, LESS));
    const available = await vault.turnoverAvailable();
    const before = await balancesOf(fixture, vault);
    const exit = await fullTrade(fixture);
    await expect(vault.connect(signers.keeper).trade(exit))
      .to.be.revertedWithCustomError(vault, "TurnoverOverLimit")
      .withArgs((sold: bigint) => sold > available, available);
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);

    const amounts = await deliver(fixture, signers.bob, WAD);
    await vault.connect(signers.bob).issue(WAD, signers.bob, 2n, amounts);
    await vault.connect(signers.bob).redeem(WAD, signers.bob, signers.bob);
    await networkHelpers.time.setNextBlockTimestamp(spentAt + 7n * DAY - 1n);
    await expect(vault.connect(signers.keeper).trade(exit)).to.be.revertedWithCustomError(
      vault,
      "TurnoverOverLimit",
    );
    await networkHelpers.time.setNextBlockTimestamp(spentAt + 7n * DAY);
    await vault.connect(signers.keeper).trade(exit);
    await vault.closeEpoch();
  });
});
