import { expect } from "chai";

import type { Listing } from "../../deploy/listComponents.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { HOUR } from "../fixtures/epochSetting.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const TOKEN = 10n ** 18n; // {tok} a dollar of a misbehaving component
const RUNAWAY = 10n ** 30n; // {tok} a trillion dollars
const HONEST = 10n * WAD; // D18{uoa/share}
const FULL = (WAD * 30n) / 100n; // {1} of each of three
const HALF: Partial<Listing> = {
  minAnswer: 95n * 10n ** 6n,
  maxAnswer: 105n * 10n ** 6n,
  stable: true,
  slippage: 0n,
  maxWeight: WAD / 2n,
};

describe("IndexVault.startEpoch, of a component whose balance was inflated", () => {
  const use = useFixture(misbehavingFixture);

  /** Lists a stablecoin of half of the index at most, and gives the vault a trillion of it. */
  async function runawayStablecoin() {
    const fixture = use();
    const bad = await fixture.ethers.deployContract("MockERC20", ["Bad dollar", "BAD", 18]);
    await addComponents(fixture, [{ token: bad, tokenDecimals: 18, terms: HALF }]);
    await fixture.registry.connect(fixture.signers.guardian).tighten(bad, {
      heartbeat: DAY,
      minAnswer: 95n * 10n ** 6n,
      maxAnswer: 105n * 10n ** 6n,
      maxDivergence: 0n,
      slippage: 0n,
      maxWeight: WAD / 2n,
      dust: 0n,
    });
    await fixture.pass(1n);
    await bad.mint(fixture.vault, RUNAWAY);
    return { ...fixture, bad };
  }

  it("E-14 a leaver that was sold and shows its balance again counts for nothing", async () => {
    const { vault, odd, start, buy, sell, pass } = use();
    const third = (WAD * 32n) / 100n;
    await start({}, [third]);
    await buy(odd[0], 3_200n * DOLLAR - 1n);
    await pass(DAY + 1n);
    await start({}, [0n, third]);
    const held = await odd[0].balanceOf(vault);
    await sell(odd[0]);
    for (let epoch = 0; epoch < 3; epoch++) {
      const left = await odd[0].balanceOf(vault);
      if (left < held) await odd[0].mint(vault, held - left);
      await pass(2n * DAY);
      await start({}, [0n, third]);
      const { budgetNavPerShare } = await vault.epoch();
      const most = (HONEST * 100_001n) / 100_000n; // records of trades are rounded
      expect(budgetNavPerShare, `start ${epoch}`).to.be.within((HONEST * 999n) / 1_000n, most);
    }
  });

  it("E-14 a stablecoin that was given counts for nothing", async () => {
    const { vault, signers, bad, orderOf } = await runawayStablecoin();
    const order = withComponent(
      await orderOf({ alpha: WAD / 50n }, []),
      await bad.getAddress(),
      0n,
    );
    await vault.connect(signers.strategist).startEpoch(order);
    expect((await vault.epoch()).budgetNavPerShare).to.equal(HONEST);
  });

  it("E-14 an inflated stablecoin buys no stranger more of a component than its weight", async () => {
    const { vault, signers, odd, bad, orderOf, pass, buy } = await runawayStablecoin();
    const order = withComponent(
      await orderOf({ beta: FULL, gamma: FULL, delta: FULL }, [WAD / 50n, (WAD * 8n) / 100n]),
      await bad.getAddress(),
      0n,
    );
    await vault.connect(signers.strategist).startEpoch(order);
    await pass(16n * HOUR + 60n);
    await expect(
      buy(odd[0], 201n * DOLLAR, 201n * TOKEN, signers.stranger),
    ).to.be.revertedWithCustomError(vault, "TargetCrossed");
    await buy(odd[0], 199n * DOLLAR, 199n * TOKEN, signers.stranger);
  });

  it("E-14 what was given of an ordinary component counts for nothing", async () => {
    const { vault, odd, start } = use();
    await odd[0].mint(vault, RUNAWAY);
    await start({}, [WAD / 50n, WAD / 50n]);
    expect((await vault.epoch()).budgetNavPerShare).to.equal(HONEST);
    const [, units] = await vault.basket(1n);
    const target =
      (units[await positionOf(vault, odd[1])] * (await vault.totalSupply())) / UNIT_SCALE;
    expect(target).to.equal(200n * TOKEN);
  });

  it("E-14 a component counts for its target where so much was given that its units overflow a word", async () => {
    const { vault, odd, start, pass } = use();
    await start({}, [FULL]);
    const given = (1n << 256n) / UNIT_SCALE + 1n; // {tok} the least of which the scaled product has 257 bits
    expect((given * UNIT_SCALE) >> 256n).to.equal(1n);
    await odd[0].mint(vault, given);
    await pass(2n * DAY);
    await start({}, [FULL]);
    const target = (HONEST * FULL) / WAD; // D18{uoa/share}
    expect((await vault.epoch()).budgetNavPerShare).to.equal(HONEST + target);
  });

  it("E-14 V-6 from stablecoins of 50, 30 and 20 % a bull order has its exact targets", async () => {
    const fixture = use();
    const { vault, ethers, market, signers, orderOf, pass, buy } = fixture;
    const [second, third] = [
      await ethers.deployContract("MockERC20", ["Second dollar", "TWO", 6]),
      await ethers.deployContract("MockERC20", ["Third dollar", "THREE", 6]),
    ];
    const [at] = await addComponents(
      fixture,
      [second, third].map((token) => ({ token, tokenDecimals: 6, terms: HALF })),
    );
    const feed = await ethers.getContractAt("MockAggregator", at);
    const refresh = async (seconds: bigint): Promise<void> => {
      await pass(seconds);
      await feed.setAnswer(10n ** 8n);
    };
    await refresh(1n);
    const [a, b] = [await second.getAddress(), await third.getAddress()];
    const ordered = async (weights: Record<string, bigint>, regime: bigint) => {
      const plain = await orderOf(weights, [], { regime });
      return withComponent(withComponent(plain, a, 0n), b, 0n);
    };
    const bear = await ordered({}, REGIME.bear);
    bear.weights = bear.components.map((token) =>
      token === a ? (WAD * 30n) / 100n : token === b ? WAD / 5n : WAD / 2n,
    );
    await vault.connect(signers.strategist).startEpoch(bear);
    await buy(second, 3_000n * DOLLAR - 1n, 3_000n * DOLLAR);
    await buy(third, 2_000n * DOLLAR - 1n, 2_000n * DOLLAR);
    await refresh(15n * DAY);
    const weights = { alpha: WAD / 4n, beta: WAD / 4n, gamma: WAD / 4n, delta: WAD / 4n };
    await vault.connect(signers.strategist).startEpoch(await ordered(weights, REGIME.bull));
    const { budgetNavPerShare, kind } = await vault.epoch();
    expect([kind, budgetNavPerShare]).to.deep.equal([2n, HONEST + 2n * 10n ** 9n]); // two units of USDC were gained
    const [components, units] = await vault.basket(2n);
    const supply = await vault.totalSupply();
    const position = components.indexOf(market.names.get("alpha")!.token);
    const exact = (2_500n * 10n ** 6n) / 42n; // {tok} a quarter of $10,000, at $42
    expect((units[position] * supply) / UNIT_SCALE).to.be.within(exact - 1n, exact);
  });
});
