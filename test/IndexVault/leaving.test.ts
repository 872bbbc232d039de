import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { epochOrder, fullTrade } from "../fixtures/orders.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../scripts/market/moveMarket.ts";

const REVERTING = 1n;
const SHARES = 41n * WAD + 13n;
const FIFTH = WAD / 5n;

/** A traded index of four components, USDC, and one that can misbehave. */
async function stormFixture() {
  const fixture = await indexFixture();
  const { ethers, vault, usdc, signers, market } = fixture;
  const odd = await ethers.deployContract("OddERC20", [18]);
  await addComponents(fixture, [{ token: odd, tokenDecimals: 18 }]);
  const tokenOf = (id: string): string => market.names.get(id)!.token;
  const entries: [string, bigint][] = [
    ...["alpha", "beta", "gamma", "delta"].map((id): [string, bigint] => [tokenOf(id), FIFTH]),
    [await odd.getAddress(), 0n],
    [await usdc.getAddress(), FIFTH],
  ];
  entries.sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const order = await epochOrder(
    fixture,
    {},
    {
      components: entries.map(([token]) => token),
      weights: entries.map(([, weight]) => weight),
    },
  );
  await vault.connect(signers.strategist).startEpoch(order);
  await vault.connect(signers.keeper).trade(await fullTrade(fixture));
  await vault.closeEpoch();
  await odd.mint(vault, 4_321n * WAD + 1n);

  /** A new epoch that wants half of alpha in beta, and keeps everything else. */
  const nextEpoch = async (): Promise<void> => {
    await fixture.networkHelpers.time.increase(7n * DAY);
    await moveMarket(market, ROWS);
    const weights = entries.map(([token, weight]) =>
      token === tokenOf("alpha")
        ? weight / 2n
        : token === tokenOf("beta")
          ? weight + weight / 4n
          : weight,
    );
    const rest = WAD - weights.reduce((sum, weight) => sum + weight, 0n);
    const at = entries.findIndex(([token]) => token === usdc.target);
    await vault.connect(signers.strategist).startEpoch(
      await epochOrder(
        fixture,
        {},
        {
          components: entries.map(([token]) => token),
          weights: weights.with(at, weights[at] + rest),
        },
      ),
    );
  };
  return { ...fixture, odd, tokenOf, nextEpoch };
}

type Storm = Awaited<ReturnType<typeof stormFixture>>;
type Fault = {
  readonly name: string;
  readonly set: (storm: Storm) => Promise<unknown>;
  readonly credits?: boolean;
};

/** In the order in which they can be set together. */
const FAULTS: readonly Fault[] = [
  { name: "an epoch is open", set: async ({ nextEpoch }) => nextEpoch() },
  {
    name: "an epoch is half traded",
    set: async (storm) => {
      const { vault, signers } = storm;
      if (!(await vault.epoch()).open) await storm.nextEpoch();
      const order = await fullTrade(storm);
      await vault.connect(signers.keeper).trade({
        ...order,
        sells: order.sells.map((side) => ({ ...side, amount: 40_000_000n })),
      });
    },
  },
  {
    name: "issuance is paused",
    set: async ({ vault, signers }) => vault.connect(signers.guardian).pauseIssuance(),
  },
  {
    name: "trading is paused",
    set: async ({ vault, signers }) => vault.connect(signers.guardian).pauseTrading(),
  },
  {
    name: "keeper and strategist are blocked",
    set: async ({ vault, signers }) => {
      await vault.connect(signers.guardian).blockSigner(signers.keeper);
      await vault.connect(signers.guardian).blockSigner(signers.strategist);
    },
  },
  {
    name: "components are frozen and restricted",
    set: async ({ registry, signers, tokenOf }) => {
      await registry.connect(signers.guardian).freeze(tokenOf("alpha"));
      await registry.connect(signers.guardian).restrict(tokenOf("beta"));
    },
  },
  {
    name: "the roles contract is gone",
    set: async ({ roles, networkHelpers }) =>
      networkHelpers.setCode(await roles.getAddress(), "0xfe"),
  },
  {
    name: "registry and oracle revert",
    set: async ({ registry, oracle, networkHelpers }) => {
      await networkHelpers.setCode(await registry.getAddress(), "0xfe");
      await networkHelpers.setCode(await oracle.getAddress(), "0xfe");
    },
  },
  {
    name: "every feed reverts",
    set: async ({ market, ethers }) => {
      for (const { aggregator } of market.names.values()) {
        await (await ethers.getContractAt("MockAggregator", aggregator)).setFault(REVERTING);
      }
      await market.usdcAggregator.setFault(REVERTING);
    },
  },
  {
    name: "every price is stale",
    set: async ({ networkHelpers }) => networkHelpers.time.increase(400n * DAY),
  },
  {
    name: "a component cannot be transferred",
    set: async ({ odd }) => odd.setTransferFault(TRANSFER.burnGas),
    credits: true,
  },
  {
    name: "a component cannot be read",
    set: async ({ odd }) => odd.setReadFault(READ.burnGas),
    credits: true,
  },
];

describe("Leaving an index", () => {
  const use = useFixture(stormFixture);

  /** Alice redeems and claims what was credited; says what of her part she did not get in full. */
  async function leave(credited: boolean): Promise<string[]> {
    const storm = use();
    const { vault, odd, signers } = storm;
    const { alice, stranger } = signers;
    const wrong: string[] = [];
    const [components] = await vault.basket(await vault.basketId());
    const readable = components.filter((component) => component !== odd.target);
    const [held, supply] = [await balancesOf(storm, vault, readable), await vault.totalSupply()];

    await vault.connect(alice).redeem(SHARES, stranger, alice);

    const paid = await balancesOf(storm, stranger, readable);
    for (const [i, component] of readable.entries()) {
      if (paid[i] !== floorPart(held[i], SHARES, supply)) wrong.push(component);
    }
    await odd.setReadFault(READ.none);
    await odd.setTransferFault(TRANSFER.none);
    if (credited) await vault.connect(stranger).claim(odd, stranger);
    if ((await odd.balanceOf(stranger)) !== floorPart(4_321n * WAD + 1n, SHARES, supply))
      wrong.push("odd");
    return wrong;
  }

  for (const { name, set, credits = false } of FAULTS) {
    it(`L-1 L-2 works while ${name}`, async () => {
      await set(use());
      expect(await leave(credits)).to.deep.equal([]);
    });
  }

  it("L-1 works in every pair of these states, and in all of them at once", async () => {
    const pairs = FAULTS.flatMap((first, i) =>
      FAULTS.slice(i + 1).map((second) => [first, second]),
    );
    for (const faults of [...pairs, FAULTS]) {
      const snapshot = await use().networkHelpers.takeSnapshot();
      for (const { set } of faults) await set(use());
      const wrong = await leave(faults.some(({ credits }) => credits));
      expect(wrong, faults.map(({ name }) => name).join(", ")).to.deep.equal([]);
      await snapshot.restore();
    }
  });
});
