import { expect } from "chai";
import { keccak256 } from "viem";
import { canonicalJson } from "../../src/rules/canonicalJson.ts";
import { checkDocument } from "../../src/snapshot/checkDocument.ts";
import { mapJson } from "../../src/snapshot/mapJson.ts";
import { pathAt } from "../../src/snapshot/pathAt.ts";
import { sumBlocks } from "../../src/snapshot/sumBlocks.ts";
import { smallSnapshot } from "./smallSnapshot.ts";
import type { BlockSums } from "../../src/snapshot/sumBlocks.ts";
import type { CheckedDocument } from "../../src/snapshot/checkDocument.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("checkDocument", () => {
  const bytes = bytesOf(canonicalJson(smallSnapshot));
  const expected = keccak256(bytes);
  const sums = sumBlocks(bytes);
  const check = (changed: Uint8Array, known: BlockSums | undefined = sums): CheckedDocument =>
    checkDocument({ file: "x.json", bytes: changed, expected, sums: known });

  it("finds nothing wrong with what was published", () => {
    expect(check(bytes)).to.deep.equal({
      document: JSON.parse(canonicalJson(smallSnapshot)) as unknown,
      faults: [],
    });
  });

  it("names every single changed byte, its path and what was there", () => {
    const map = mapJson(bytes);
    for (const [offset, byte] of bytes.entries()) {
      const changed = Uint8Array.from(bytes);
      changed[offset] = byte ^ (1 << (offset % 8));
      const named = check(changed).faults.filter((fault) => fault.offset === offset);
      expect(named, `byte ${offset}`).to.have.length(1);
      expect(named[0]?.path).to.equal(pathAt(map, offset));
      expect(named[0]?.message).to.match(/^is 0x.* and was 0x.*: with that byte put back/);
    }
  });

  it("names two bytes in two places", () => {
    const changed = Uint8Array.from(bytes);
    for (const offset of [100, 900]) changed[offset] = (bytes[offset] ?? 0) ^ 1;
    const named = check(changed).faults.flatMap(({ offset }) => offset ?? []);
    expect(named).to.deep.equal([100, 900]);
  });

  it("says that it only goes by the sums where it cannot prove what was there", () => {
    const changed = Uint8Array.from(bytes);
    for (const offset of [130, 140]) changed[offset] = (bytes[offset] ?? 0) ^ 1;
    const [mismatch, ...others] = check(changed).faults;
    expect(mismatch?.message).to.include(`the chain says ${expected}`);
    const place = others.find(({ message }) => message.includes("as the published sums say"));
    expect(place?.offset).to.equal(128);
    expect(place?.message).to.include("differs between here and byte 191");
  });

  it("proves nothing by sums of other bytes", () => {
    const changed = Uint8Array.from(bytes);
    changed[200] = (bytes[200] ?? 0) ^ 1;
    const { faults } = check(changed, sumBlocks(changed));
    expect(faults[0]?.message).to.include("the chain says");
    expect(faults.some(({ message }) => message.includes("put back"))).to.equal(false);
  });

  for (const [title, text, offset, path] of [
    ["a space", '{"a": 1}', 5, "$.a"],
    ["a key out of order", '{"b":1,"a":2}', 2, "$.b"],
    ["an escape that is not needed", '{"a":"\\u0041"}', 6, "$.a"],
    ["a leading zero", '{"a":[1,02]}', 9, "$.a[1]"],
    ["a fraction", '{"a":1.5}', 6, "$"],
    ["an end that is missing", '{"a":1', 6, "$"],
    ["more after the end", '{"a":1}}', 7, "$"],
    ["a key twice", '{"a":1,"a":2}', 5, "$.a"],
  ] as const)
    it(`names the byte at which ${title} is not canonical`, () => {
      const found = bytesOf(text);
      const { faults } = checkDocument({
        file: "x.json",
        bytes: found,
        expected: keccak256(found),
        sums: undefined,
      });
      expect(faults).to.have.length(1);
      expect(faults[0]).to.include({ file: "x.json", offset, path });
    });

  it("names bytes that are no UTF-8", () => {
    const found = Uint8Array.from([0x22, 0x61, 0xff, 0x22]);
    const { faults } = checkDocument({
      file: "x.json",
      bytes: found,
      expected: keccak256(found),
      sums: undefined,
    });
    expect(faults[0]).to.include({ offset: 2, path: "$" });
  });
});
