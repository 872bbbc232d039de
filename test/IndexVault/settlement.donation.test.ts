import { expect } from "chai";

import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const CENT = 10n ** 16n; // {tok} of a misbehaving component
const TWO = WAD / 50n; // {1}

describe("IndexVault.settlement, of a leaver that was sold", () => {
  const use = useFixture(misbehavingFixture);

  it("E-9 E-15 two cents of it, given before a start, keep no epoch from being settled", async () => {
    const { vault, odd, signers, start, buy, sell, pass } = use();
    await start({}, [TWO]);
    await buy(odd[0], 199n * DOLLAR);
    await pass(DAY + 1n);
    await start({}, [0n, TWO]);
    await sell(odd[0]);
    await buy(odd[1], 195n * DOLLAR);
    await vault.connect(signers.keeper).closeEpoch();
    await pass(DAY + 1n);
    await odd[0].mint(vault, 2n * CENT);
    await start({}, [0n, TWO]);
    expect(await positionOf(vault, odd[0])).to.be.at.least(0);
    expect((await vault.settlement()).settled).to.equal(true);
  });

  it("E-9 E-15 a leaver's tolerance is a basis point at least, to the last unit", async () => {
    const { vault, odd, start, buy, pass } = use();
    await start({}, [TWO, (WAD * 3n) / 10_000n]);
    await buy(odd[0], 199n * DOLLAR);
    await buy(odd[1], 3n * DOLLAR - 1n);
    await pass(DAY + 1n);
    await start({}, [TWO, 0n]);
    const { settled, component, tolerance } = await vault.settlement();
    expect([settled, component]).to.deep.equal([false, await odd[1].getAddress()]);
    expect(tolerance).to.equal(WAD);
    await odd[1].seize(vault, (await odd[1].balanceOf(vault)) - tolerance);
    expect((await vault.settlement()).settled).to.equal(true);
    await odd[1].mint(vault, 1n);
    expect((await vault.settlement()).settled).to.equal(false);
  });
});
