import { expect } from "chai";

import { HOUR } from "../fixtures/epochSetting.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { READ } from "../fixtures/oddFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const TOKEN = 10n ** 18n; // {tok} a dollar of a misbehaving component
const TWO = WAD / 50n; // {1}
const QUARTER = (WAD * 24n) / 100n; // {1}
const WEIGHTS = { alpha: QUARTER, beta: QUARTER, gamma: QUARTER, delta: QUARTER };
const TARGET = 200n * DOLLAR; // {usdc} 2 % of NAV
const SLACK = 4n * DOLLAR; // {usdc} 2 % of the target

describe("IndexVault.trade, of a component that loses balance", () => {
  const use = useFixture(misbehavingFixture);

  for (const [who, wait] of [
    ["keeper", HOUR],
    ["stranger", 16n * HOUR + 60n],
  ] as const) {
    it(`E-13 the ${who} buys no more than the target lacked and 2 % of it, although the issuer takes the component back`, async () => {
      const { vault, usdc, odd, signers, pass, start, buy, seize } = use();
      await start(WEIGHTS, [TWO]);
      await pass(wait);
      const buyMore = async (dollars: bigint) =>
        buy(odd[0], dollars * DOLLAR, dollars * TOKEN, signers[who]);
      await buyMore(199n);
      await seize(odd[0]);
      await expect(buyMore(199n))
        .to.be.revertedWithCustomError(vault, "PurchaseOverAllowance")
        .withArgs(odd[0], 199n * TOKEN, 8_546_984_920n, 4_380_866_641n);
      await buyMore(4n);
      await seize(odd[0]);
      for (let i = 0; i < 3; i++)
        await expect(buyMore(2n)).to.be.revertedWithCustomError(vault, "PurchaseOverAllowance");
      expect(await usdc.balanceOf(vault)).to.equal(9_797n * DOLLAR);
    });
  }

  it("E-13 an executor is told no more than what the epoch may still buy", async () => {
    const { vault, usdc, odd, hostile, signers, start, buy, seize, ...fixture } = use();
    await start(WEIGHTS, [TWO]);
    await buy(odd[0], 150n * DOLLAR);
    await seize(odd[0]);
    const [cash, token] = [await usdc.getAddress(), await odd[0].getAddress()];
    const sent = await vault.connect(signers.keeper).trade({
      epochNumber: 1n,
      executor: hostile,
      sells: [{ position: await positionOf(vault, cash), amount: DOLLAR }],
      buys: [{ position: await positionOf(vault, token), amount: 2n ** 200n }],
      data: encodeSteps([
        await takeStep({ ...fixture, vault }, cash, DOLLAR, signers.stranger.address),
        await deliverStep({ ...fixture, vault, usdc }, token, TOKEN),
      ]),
    });
    const receipt = await sent.wait();
    const [told] = receipt!.logs
      .filter(({ address }) => address === hostile.target)
      .map((log) => hostile.interface.parseLog(log)!.args);
    const [{ amount }] = told.buys as { amount: bigint }[];
    expect(amount).to.be.within(54n * TOKEN - 10n ** 11n, 54n * TOKEN); // 2^-32 of the target is 5 * 10^10
  });

  it("E-13 a component that only shows balances while it is traded is bought once", async () => {
    const { vault, usdc, odd, start, signers, hostile, ...fixture } = use();
    const liar = odd[0];
    await start(WEIGHTS, [TWO]);
    await liar.mint(vault, 199n * TOKEN);
    await liar.setReadFault(READ.nothing);
    const [cash, token] = [await usdc.getAddress(), await liar.getAddress()];
    const [from, to] = [await positionOf(vault, cash), await positionOf(vault, token)];
    const show = {
      target: token,
      data: liar.interface.encodeFunctionData("setReadFault", [READ.none]),
    };
    const take = await takeStep(
      { ...fixture, vault },
      cash,
      199n * DOLLAR,
      signers.stranger.address,
    );
    const trade = async () =>
      vault.connect(signers.keeper).trade({
        epochNumber: 1n,
        executor: hostile,
        sells: [{ position: from, amount: 199n * DOLLAR }],
        buys: [{ position: to, amount: 2n ** 200n }],
        data: encodeSteps([take, show]),
      });
    await trade();
    await liar.setReadFault(READ.nothing);
    for (let i = 0; i < 3; i++)
      await expect(trade()).to.be.revertedWithCustomError(vault, "PurchaseOverAllowance");
    expect(await usdc.balanceOf(vault)).to.equal(9_801n * DOLLAR);
  });

  it("E-13 three components that vanish at once are paid their targets and 2 %, together", async () => {
    const { vault, usdc, odd, start, buy, seize } = use();
    await start(WEIGHTS, [TWO / 20n, TWO / 2n, TWO]);
    const before = await usdc.balanceOf(vault);
    const targets = [10n, 100n, 200n]; // {usdc} in dollars
    for (let round = 0; round < 3; round++) {
      for (const [i, target] of targets.entries()) {
        await attempt(async () => buy(odd[i], target * DOLLAR - 1n));
        await attempt(async () => buy(odd[i], (target * DOLLAR) / 51n));
        await seize(odd[i]);
      }
    }
    const paid = before - (await usdc.balanceOf(vault));
    expect(paid).to.be.within(310n * DOLLAR, (310n * DOLLAR * 102n) / 100n);
  });

  it("E-13 in a weekly epoch the proceeds of sales are not spent on a component that vanishes", async () => {
    const { vault, usdc, odd, start, buy, sell, seize, pass } = use();
    await start({}, [(WAD * 32n) / 100n, 0n]);
    await buy(odd[0], 3_199n * DOLLAR);
    await pass(2n * DAY);
    await start({ alpha: WAD / 10n }, [0n, TWO]);
    await sell(odd[0]);
    await buy(odd[1], TARGET - 1n);
    await seize(odd[1]);
    await buy(odd[1], SLACK - DOLLAR / 100n);
    await seize(odd[1]);
    const left = await usdc.balanceOf(vault);
    await expect(buy(odd[1], SLACK)).to.be.revertedWithCustomError(vault, "PurchaseOverAllowance");
    expect(left).to.be.greaterThan(9_795n * DOLLAR);
  });

  it("E-13 a component whose balance is stable is bought to its target in any number of trades", async () => {
    const { vault, odd, start, buy } = use();
    await start(WEIGHTS, [TWO]);
    for (let i = 0; i < 20; i++) await buy(odd[0], 9_999_999n);
    const part = await vault.holdings();
    expect(part[await positionOf(vault, odd[0])]).to.equal(199_999_980n * 10n ** 12n);
  });

  it("E-13 a redemption between two trades leaves what may be bought per share as it was", async () => {
    const { vault, odd, signers, start, buy, seize } = use();
    await start(WEIGHTS, [TWO]);
    await buy(odd[0], 100n * DOLLAR);
    await vault.connect(signers.alice).redeem(490n * WAD, signers.alice, signers.alice);
    await seize(odd[0]);
    const supply = await vault.totalSupply(); // 51 % of what it was
    expect(supply).to.equal(510n * WAD);
    // half of the target and 2 % of it: $102 * 0.52
    await expect(buy(odd[0], 53_100_000n)).to.be.revertedWithCustomError(
      vault,
      "PurchaseOverAllowance",
    );
    await buy(odd[0], 53_000_000n);
  });

  /** Makes a trade, or is refused. */
  async function attempt(trade: () => Promise<unknown>): Promise<void> {
    await trade().catch(() => undefined);
  }
});
