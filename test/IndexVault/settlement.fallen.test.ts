import { expect } from "chai";

import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const BP = WAD / 10_000n;
const DOLLAR = 10n ** 6n; // {usdc}
const TOKEN = 10n ** 18n; // {tok} a dollar of a misbehaving component

describe("IndexVault.settlement, of a component that fell by itself", () => {
  const use = useFixture(misbehavingFixture);

  for (const [lacks, lacked] of [
    ["nothing", 0n],
    ["a billionth of NAV", WAD / 10n ** 9n],
    ["a tenth of a basis point", BP / 10n],
  ] as const)
    it(`E-15 it keeps no epoch open if it lacked ${lacks} at the start, for the epoch cannot buy what fell`, async () => {
      const { vault, odd, signers, start, buy, pass } = use();
      await start({}, [3_200n * BP, 3_200n * BP, 200n * BP]);
      for (const token of odd.slice(0, 2))
        await buy(token, 3_200n * DOLLAR - 1n, 3_200n * TOKEN - 1n);
      await buy(odd[2], 200n * DOLLAR - 1n, 200n * TOKEN - 1n);
      await vault.connect(signers.keeper).closeEpoch();
      await pass(DAY + 1n);
      // The first two are 50 bps above their targets: within their tolerances, and more than half of what falls.
      await start({}, [3_150n * BP, 3_150n * BP, 200n * BP + lacked]);
      await odd[2].seize(vault, 120n * TOKEN);
      const [settled, component] = await vault.settlement();
      expect(settled).to.equal(true);
      expect(component).to.equal(lacked === 0n ? component : await odd[2].getAddress());
      await vault.connect(signers.keeper).closeEpoch();
    });
});

describe("IndexVault.settlement, of a target below a basis point", () => {
  const use = useFixture(misbehavingFixture);

  it("E-15 a target that no trade can begin keeps no epoch open", async () => {
    const { vault, odd, start, buy } = use();
    await start({}, [3_200n * BP, 3_200n * BP, BP - 1n]);
    for (const token of odd.slice(0, 2))
      await buy(token, 3_200n * DOLLAR - 1n, 3_200n * TOKEN - 1n);
    expect((await vault.settlement()).settled).to.equal(true);
  });

  it("E-9 E-15 a target of two basis points is waited for until an eighth of it is bought", async () => {
    const { vault, odd, start, buy } = use();
    await start({}, [3_200n * BP, 3_200n * BP, 2n * BP]);
    for (const token of odd.slice(0, 2)) await buy(token, 3_199n * DOLLAR, 3_199n * TOKEN);
    expect((await vault.settlement()).settled).to.equal(false);
    await buy(odd[2], DOLLAR / 2n);
    expect((await vault.settlement()).settled).to.equal(true);
  });
});
