import { expect } from "chai";

import { HOUR } from "../fixtures/epochSetting.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const THIRD = (WAD * 30n) / 100n; // {1}
const ODD = [THIRD, THIRD, THIRD];
const NO_ODD = [0n, 0n, 0n];

describe("IndexVault.trade, of what strangers turn over", () => {
  const use = useFixture(misbehavingFixture);

  it("E-12 strangers buy the first basket whole, and turn over half of the limit in the weekly epochs of the same week", async () => {
    const { vault, odd, signers, start, fill, sell, pass } = use();
    await start({}, ODD);
    await pass(16n * HOUR + 60n);
    for (const token of odd) await fill(token, signers.stranger);
    await vault.connect(signers.stranger).closeEpoch();
    await pass(DAY);
    await start({ alpha: (WAD * 30n) / 100n, beta: (WAD * 30n) / 100n }, NO_ODD);
    await pass(16n * HOUR + 60n);
    for (const token of odd) await sell(token, signers.stranger); // 0.9 of NAV
    const { market } = use();
    const before = await vault.turnoverAvailable();
    await expect(
      fill(market.names.get("alpha")!.token, signers.stranger),
    ).to.be.revertedWithCustomError(vault, "TurnoverOverFallbackHalf");
    await fill(market.names.get("alpha")!.token, signers.stranger, WAD / 4n); // 0.075
    expect(await vault.turnoverAvailable()).to.be.lessThan(before);
  });

  it("E-12 a keeper goes on where strangers have turned over their half", async () => {
    const { vault, odd, signers, market, start, fill, sell, pass } = use();
    await start({}, ODD);
    for (const token of odd) await fill(token);
    await vault.connect(signers.keeper).closeEpoch();
    await pass(8n * DAY);
    const weights = { alpha: THIRD, beta: THIRD };
    await start(weights, NO_ODD);
    await pass(16n * HOUR + 60n);
    for (const token of odd) await sell(token, signers.stranger);
    const alpha = market.names.get("alpha")!.token;
    await expect(fill(alpha, signers.stranger)).to.be.revertedWithCustomError(
      vault,
      "TurnoverOverFallbackHalf",
    );
    await fill(alpha);
    await fill(market.names.get("beta")!.token);
    expect((await vault.settlement()).settled).to.equal(true);
  });

  it("E-12 E-17 strangers finish a bear exit although they have turned over their half", async () => {
    const { vault, usdc, odd, signers, market, start, fill, sell, pass } = use();
    await start({}, ODD);
    for (const token of odd) await fill(token);
    await vault.connect(signers.keeper).closeEpoch();
    await pass(15n * DAY);
    await start({ alpha: THIRD }, [0n, 0n, THIRD]);
    await pass(16n * HOUR + 60n);
    for (const token of odd.slice(0, 2)) await sell(token, signers.stranger);
    await fill(market.names.get("alpha")!.token, signers.stranger);
    await start({ alpha: 0n }, NO_ODD, { regime: REGIME.bear });
    await pass(16n * HOUR + 60n);
    await sell(odd[2], signers.stranger);
    await sell(market.names.get("alpha")!.token, signers.stranger);
    expect(await usdc.balanceOf(vault)).to.be.greaterThan(9_990n * 10n ** 6n);
    await vault.connect(signers.stranger).closeEpoch();
  });
});
