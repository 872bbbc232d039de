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
});
