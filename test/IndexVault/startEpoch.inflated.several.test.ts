import { expect } from "chai";

import { HOUR } from "../fixtures/epochSetting.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const RUNAWAY = 10n ** 30n; // {tok} a trillion dollars of a misbehaving component
const NAV = 10_000n * DOLLAR; // {usdc} of the honest components

describe("IndexVault.startEpoch, of three components whose balances were inflated at once", () => {
  const use = useFixture(misbehavingFixture);

  it("E-14 strangers lose no more than half of the published limit of what is honest", async () => {
    const { vault, ethers, odd, signers, market, start, pass, buy } = use();
    for (const token of odd) await token.mint(vault, RUNAWAY);
    await start(
      {
        alpha: WAD / 20n,
        beta: (WAD * 31n) / 100n,
        gamma: (WAD * 32n) / 100n,
        delta: (WAD * 32n) / 100n,
      },
      [0n, 0n, 0n],
    );
    await pass(16n * HOUR + 60n);
    const alpha = await ethers.getContractAt("MockERC20", market.names.get("alpha")!.token);
    const paid = 9_000n * DOLLAR;
    const brought = (paid * 9_805n) / (42n * 10_000n); // {tok} 1.95 % less than it is worth
    const lost = (paid * 195n) / 10_000n; // {usdc}
    expect(lost).to.be.greaterThan(NAV / 200n); // half of the limit of 1 %
    await expect(buy(alpha, paid, brought, signers.stranger)).to.be.revert(ethers);
  });
});
