import { expect } from "chai";
import { dataSlice, getCreateAddress, toBigInt } from "ethers";

import { basketFixture } from "../fixtures/basketFixture.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { UNIT_SCALE } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const BITMAP = 16; // {byte}
const HEADER = 2 * BITMAP; // {byte}
const STRIDE = 48; // {byte} of a component
const DIGITS = 88n; // binary digits of units that are kept

describe("IndexVault.basket", () => {
  const use = useFixture(basketFixture);

  /** What the data contract of the `id`-th basket holds, field by field as the manual has it. */
  async function storedBasket(id: bigint) {
    const { vault, ethers } = use();
    const pointer = getCreateAddress({ from: await vault.getAddress(), nonce: id + 1n });
    const data = dataSlice(await ethers.provider.getCode(pointer), 1); // its first byte stops whoever calls it
    const size = (data.length - 2) / 2;
    const number = (start: number, bytes: number): bigint =>
      toBigInt(dataSlice(data, start, start + bytes));
    const entries = Array.from({ length: Math.floor((size - HEADER) / STRIDE) }, (_, position) => {
      const start = HEADER + STRIDE * position;
      return {
        token: ethers.getAddress(dataSlice(data, start, start + 20)),
        held: number(start + 20, 8),
        weight: number(start + 28, 8),
        mantissa: number(start + 36, 11),
        exponent: number(start + 47, 1),
      };
    });
    return { size, carried: number(0, BITMAP), stables: number(BITMAP, BITMAP), entries };
  }

  it("E-9 is stored as 32 bytes and 48 for each component, no more and no less", async () => {
    const { vault } = use();
    for (const id of [0n, 1n]) {
      const { size, carried, entries } = await storedBasket(id);
      const [components, units, bitmap] = await vault.basket(id);
      expect(size).to.equal(HEADER + STRIDE * components.length);
      expect(carried).to.equal(bitmap);
      expect(entries.map(({ token }) => token)).to.deep.equal([...components]);
      expect(
        entries.map(({ weight, mantissa, exponent }) => ((mantissa << exponent) * weight) / WAD),
      ).to.deep.equal([...units]);
    }
  });

  it("E-2 weighs what was ordered, to one in all", async () => {
    const { entries } = await storedBasket(1n);
    const weights = entries.map(({ weight }) => weight).sort((a, b) => Number(a - b));
    expect(weights).to.deep.equal([WAD / 20n, ...Array<bigint>(5).fill((WAD * 19n) / 100n)]);
  });

  it("E-13 keeps what each component weighed at the start, rounded up", async () => {
    const { usdc } = use();
    const { entries } = await storedBasket(1n);
    const cash = await usdc.getAddress();
    for (const { token, held } of entries)
      expect(held, token).to.be.within(token === cash ? WAD : 0n, token === cash ? WAD + 1n : 0n);
  });

  it("E-17 keeps which of its components are stablecoins", async () => {
    const { usdc } = use();
    const { entries, stables } = await storedBasket(1n);
    const position = entries.findIndex(({ token }) => token === usdc.target);
    expect(stables).to.equal(1n << BigInt(position));
    expect((await storedBasket(0n)).stables).to.equal(1n);
  });

  it("P-3 keeps 88 binary digits of units, and all of them where there are fewer", async () => {
    const { entries } = await storedBasket(1n);
    const digitsOf = (mantissa: bigint): bigint => BigInt(mantissa.toString(2).length);
    const [long, short] = [true, false].map((isLong) =>
      entries.filter(({ exponent }) => exponent > 0n === isLong),
    );
    expect([long.length > 0, short.length > 0]).to.deep.equal([true, true]);
    expect(long.map(({ mantissa }) => digitsOf(mantissa))).to.deep.equal(long.map(() => DIGITS));
  });

  it("V-6 holds the first deposit to the unit", async () => {
    const { vault, usdc, creation } = use();
    const shares = (creation.usdcAmount * WAD) / creation.sharePrice;
    const [components, units, carried] = await vault.basket(0n);
    expect(components).to.deep.equal([await usdc.getAddress()]);
    expect(units).to.deep.equal([(creation.usdcAmount * UNIT_SCALE) / shares]);
    expect(carried).to.equal(0n);
  });
});
