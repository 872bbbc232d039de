import { expect } from "chai";

import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const TARGET = 3_200n; // {usdc} in dollars: 32 % of NAV

describe("IndexVault.startEpoch, of a component that loses a little before each start", () => {
  const use = useFixture(misbehavingFixture);

  for (const left of [98_050n, 99_905n, 99_910n])
    it(`E-14 E-16 is paid little more than its target once in twelve epochs that leave ${left} in 100,000`, async () => {
      const { vault, usdc, odd, start, buy, seize, pass } = use();
      await start({ alpha: WAD / 5n }, [(WAD * 32n) / 100n]);
      await buy(odd[0], TARGET * DOLLAR - 1n);
      /** {tok} of a misbehaving component, in smallest units. */
      const targetOf = async (): Promise<bigint> => {
        const [, units] = await vault.basket(await vault.basketId());
        const position = await positionOf(vault, odd[0]);
        return (units[position] * (await vault.totalSupply())) / UNIT_SCALE;
      };
      for (let epoch = 0; epoch < 12; epoch++) {
        // The issuer leaves almost all of the target at each start, and nothing after it.
        await seize(odd[0]);
        const shown = ((await targetOf()) * left) / 100_000n;
        await odd[0].mint(vault, shown);
        await pass(DAY + 1n);
        await start({ alpha: WAD / 5n }, [(WAD * 32n) / 100n]);
        await seize(odd[0]);
        const target = await targetOf();
        const lacking = ((target - shown) * 101n) / 100n; // {tok}
        await buy(odd[0], lacking / 10n ** 12n).catch(() => undefined);
      }
      const paid = 10_000n * DOLLAR - (await usdc.balanceOf(vault));
      expect(paid).to.be.at.most((TARGET * DOLLAR * 1_002n) / 1_000n);
    });
});
