import { expect } from "chai";

import { crowdFixture } from "../fixtures/crowdFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
/** {gas} For each component more: to copy its place in the list costs less, to ask it for anything costs many times that. */
const COPY = 30n;

describe("A trade in an IndexVault of 128 components", () => {
  const use = useFixture(crowdFixture);

  /** {gas} Of buying one component, and that alone, for ten dollars, in the index of `fixture`. */
  async function gasOfPurchase(fixture: IndexFixture, token: string): Promise<bigint> {
    const { ethers, vault, usdc, signers } = fixture;
    const executor = await ethers.deployContract("HostileExecutor");
    const money = await usdc.getAddress();
    const { stranger, keeper } = signers;
    const data = encodeSteps([
      await takeStep(fixture, money, 10n * DOLLAR, stranger.address),
      await deliverStep(fixture, token, 10n * WAD),
    ]);
    const order = {
      epochNumber: 1n,
      executor,
      sells: [{ position: await positionOf(vault, money), amount: 10n * DOLLAR }],
      buys: [{ position: await positionOf(vault, token), amount: 10n * WAD }],
      data,
    };
    const sent = await vault.connect(keeper).trade(order);
    return (await sent.wait())!.gasUsed;
  }

  it("E-11 costs what it costs in an index of two: nothing but what is traded is called", async () => {
    const crowd = use();
    const { odd, usdc, signers } = crowd;
    const token = await odd[0].getAddress();
    const pair = { ...crowd, vault: await createIndex(crowd, { maxStableWeight: WAD }) };
    const components = [token, await usdc.getAddress()].toSorted((a, b) =>
      BigInt(a) < BigInt(b) ? -1 : 1,
    );
    const weights = components.map((component) =>
      component === token ? WAD / 10n : (WAD * 9n) / 10n,
    );
    const order = await epochOrder(pair, {}, { components, weights, regime: REGIME.bull });
    await pair.vault.connect(signers.strategist).startEpoch(order);
    await odd[0].mint(pair.vault, 10n * WAD);
    await usdc.mint(signers.stranger, 1n); // the first of anything costs more

    const [few, many] = [await gasOfPurchase(pair, token), await gasOfPurchase(crowd, token)];
    expect(many - few).to.be.at.most(126n * COPY);
    expect(many * 100n).to.be.at.most(few * 101n);
  });
});
