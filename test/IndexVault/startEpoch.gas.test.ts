import { expect } from "chai";
import { AbiCoder, dataLength, toBeHex } from "ethers";

import { PRICE_BASE } from "../fixtures/epochSetting.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

const FAIR_GAS = 400_000n;

/** Code that answers every call with `data`. */
function codeSaying(data: string): string {
  const size = toBeHex(dataLength(data), 2);
  return `0x61${size.slice(2)}80600a5f395ff3${data.slice(2)}`;
}

describe("IndexVault.startEpoch: the gas of its readings", () => {
  const use = useFixture(oddFixture);

  it("E-2 is asked for before each, whatever the oracle asks for afterwards: nobody can starve one into failing", async () => {
    const fixture = use();
    const { vault, oracle, components, usdc, signers, networkHelpers } = fixture;
    const prices = [...(await oracle.tryQuotes(PRICE_BASE, components, US_DOLLAR))];
    const said = AbiCoder.defaultAbiCoder().encode(["uint256[]"], [prices]);
    await networkHelpers.setCode(oracle.target as string, codeSaying(said));
    await networkHelpers.time.increase(7n * DAY);
    const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
    const order = await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear });
    const start = vault.connect(signers.strategist).startEpoch;

    const snapshot = await networkHelpers.takeSnapshot();
    const { gasUsed } = (await (await start(order, { gasLimit: 2n ** 24n })).wait())!;
    await snapshot.restore();
    for (const more of [FAIR_GAS / 8n, FAIR_GAS / 4n])
      await expect(start(order, { gasLimit: gasUsed + more }), `${more} gas more than it takes`)
        .to.be.revertedWithCustomError(vault, "InsufficientGas")
        .withArgs((left: bigint) => left < FAIR_GAS && left > FAIR_GAS / 2n, FAIR_GAS);
    await start(order, { gasLimit: gasUsed + FAIR_GAS });
  });
});
