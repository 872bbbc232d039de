import { expect } from "chai";
import { keccak256 } from "viem";
import { canonicalJson } from "../../src/rules/canonicalJson.ts";
import { checkDocument } from "../../src/snapshot/checkDocument.ts";
import { smallSnapshot } from "./smallSnapshot.ts";
import type { CheckedDocument } from "../../src/snapshot/checkDocument.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("checkDocument", () => {
  const bytes = bytesOf(canonicalJson(smallSnapshot));
  const expected = keccak256(bytes);
  const check = (changed: Uint8Array): CheckedDocument =>
    checkDocument({ file: "x.json", bytes: changed, expected });

  it("finds nothing wrong with what was published", () => {
    expect(check(bytes)).to.deep.equal({
      document: JSON.parse(canonicalJson(smallSnapshot)) as unknown,
      faults: [],
    });
  });

  it("refuses every single changed byte, with both hashes", () => {
    for (const [offset, byte] of bytes.entries()) {
      const changed = Uint8Array.from(bytes);
      changed[offset] = byte ^ (1 << (offset % 8));
      expect(check(changed).faults[0], `byte ${offset}`).to.deep.equal({
        file: "x.json",
        path: undefined,
        message: `its ${bytes.length} bytes hash to ${keccak256(changed)}, the chain says ${expected}`,
      });
    }
  });

  it("says beside the hashes what a broken document is", () => {
    const cut = bytes.subarray(0, bytes.length - 1);
    expect(check(cut).faults.map(({ message }) => message)).to.deep.equal([
      `its ${cut.length} bytes hash to ${keccak256(cut)}, the chain says ${expected}`,
      `is no JSON: line 1, column ${cut.length + 1}: expected a comma or }, found the end.`,
    ]);
    expect(check(cut).document).to.equal(undefined);
  });

  for (const [title, text, message] of [
    ["a space", '{"a": 1}', "is not canonical JSON"],
    ["a key out of order", '{"b":1,"a":2}', "is not canonical JSON"],
    ["an escape that is not needed", '{"a":"\\u0041"}', "is not canonical JSON"],
    ["a byte order mark", '\uFEFF{"a":1}', "is not canonical JSON"],
    ["a leading zero", '{"a":[1,02]}', "is no JSON: line 1, column 9: expected a value"],
    ["a fraction", '{"a":1.5}', "is not canonical JSON: "],
    ["an end that is missing", '{"a":1', "is no JSON: line 1, column 7: expected a comma or }"],
    ["more after the end", '{"a":1}}', "is no JSON: line 1, column 8: expected the end"],
    ["a key twice", '{"a":1,"a":2}', "is no JSON: line 1, column 8: expected each key once"],
  ] as const)
    it(`refuses ${title}, whatever it hashes to`, () => {
      const found = bytesOf(text);
      const { faults } = checkDocument({
        file: "x.json",
        bytes: found,
        expected: keccak256(found),
      });
      expect(faults).to.have.length(1);
      expect(faults[0]?.message).to.include(message);
    });

  it("refuses bytes that are no UTF-8", () => {
    const found = Uint8Array.from([0x22, 0x61, 0xff, 0x22]);
    const { faults } = checkDocument({ file: "x.json", bytes: found, expected: keccak256(found) });
    expect(faults[0]?.message).to.equal("is not canonical JSON");
  });
});
