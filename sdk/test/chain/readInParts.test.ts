import { expect } from "chai";
import { BaseError } from "viem";

import { readInParts } from "../../src/chain/readInParts.ts";

/** A node that answers for so many items at most. */
function nodeFor(most: number): {
  readonly read: (part: readonly number[]) => Promise<readonly number[]>;
  readonly sizes: number[];
} {
  const sizes: number[] = [];
  return {
    sizes,
    read: (part) => {
      sizes.push(part.length);
      return part.length > most
        ? Promise.reject(new BaseError("out of gas"))
        : Promise.resolve(part.map((item) => item * 2));
    },
  };
}

const ITEMS = Array.from({ length: 11 }, (_, i) => i);
const DOUBLED = ITEMS.map((item) => item * 2);

describe("readInParts", () => {
  it("reads all at once where the node lets it", async () => {
    const { read, sizes } = nodeFor(11);
    expect(await readInParts(ITEMS, ITEMS.length, read)).to.deep.equal(DOUBLED);
    expect(sizes).to.deep.equal([11]);
  });

  it("reads no more than it may at once", async () => {
    const { read, sizes } = nodeFor(11);
    expect(await readInParts(ITEMS, 4, read)).to.deep.equal(DOUBLED);
    expect(sizes).to.deep.equal([4, 4, 3]);
    expect(await readInParts([], 4, read)).to.deep.equal([]);
  });

  it("halves a call that fails until it does not, and keeps the order", async () => {
    const { read, sizes } = nodeFor(3);
    expect(await readInParts(ITEMS, ITEMS.length, read)).to.deep.equal(DOUBLED);
    expect(Math.max(...sizes.filter((size) => size <= 3))).to.equal(3);
    expect(sizes[0]).to.equal(11);
  });

  it("passes the error of a single item on, and any that is not the call's", async () => {
    const failed = async (work: Promise<unknown>): Promise<unknown> => {
      try {
        await work;
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(await failed(readInParts(ITEMS, ITEMS.length, nodeFor(0).read))).to.be.instanceOf(
      BaseError,
    );
    const fault = new TypeError("a fault");
    let calls = 0;
    const broken = (): Promise<readonly number[]> => {
      calls += 1;
      return Promise.reject(fault);
    };
    expect(await failed(readInParts(ITEMS, ITEMS.length, broken))).to.equal(fault);
    expect(calls).to.equal(1);
  });
});
