import { expect } from "chai";

import { createTestOrder } from "@sheaf/mutate/createTestOrder";
import { isProductSource } from "@sheaf/mutate/isProductSource";
import { testsOf } from "@sheaf/mutate/testsOf";
import { mutantsIn, tinySource } from "./tinySource.ts";

const FILES = [
  "test/IndexVault/issue.test.ts",
  "test/IndexVault/redeem.test.ts",
  "test/Roles/roles.test.ts",
  "test/demo/demoCommand.test.ts",
  "test/keeper/runWeek.test.ts",
  "test/market/tickMath.test.ts",
  "test/mutate/testsOf.test.ts",
];

describe("testsOf", () => {
  it("asks the tests that the table names, its own folder first", () => {
    expect(testsOf("contracts/Roles.sol", FILES)).to.deep.equal([FILES[2], FILES[0], FILES[1]]);
  });

  it("asks every test of contracts where the table has no line", () => {
    expect(testsOf("contracts/New.sol", FILES)).to.deep.equal([
      ...FILES.slice(0, 3),
      "test/keeper/runWeek.test.ts",
    ]);
  });
});

describe("createTestOrder", () => {
  const [found] = mutantsIn(tinySource("total = a - b;"), "swap-plus-minus");
  const mutant = { ...found, file: "contracts/vault/InKind.sol", place: "InKind._redeem" };
  const seconds = new Map([
    ["test/keeper/runWeek.test.ts", 20],
    ["test/IndexVault/issue.test.ts", 2],
  ]);

  it("begins with the file named like the function, and ends with the slowest", () => {
    expect(createTestOrder(FILES, seconds).filesFor(mutant)).to.deep.equal([
      FILES[1],
      FILES[0],
      FILES[4],
    ]);
  });

  it("tries sooner what has killed", () => {
    const ordering = createTestOrder(FILES, seconds);
    ordering.learn(mutant, FILES[4]);
    expect(ordering.filesFor(mutant)).to.deep.equal([FILES[1], FILES[4], FILES[0]]);
  });

  it("begins with a source's own tests before what killed elsewhere", () => {
    const files = ["test/IndexVault/issue.test.ts", "test/Roles/roles.test.ts"];
    const ordering = createTestOrder(files, seconds);
    ordering.learn(mutant, files[0]);
    const role = { ...mutant, file: "contracts/Roles.sol", place: "Roles.constructor" };
    expect(ordering.filesFor(role)).to.deep.equal([files[1], files[0]]);
  });
});

describe("isProductSource", () => {
  it("takes contracts that are deployed, and neither interfaces nor mocks", () => {
    const files = [
      "contracts/A.sol",
      "contracts/vault/B.sol",
      "contracts/interfaces/I.sol",
      "contracts/mocks/odd/M.sol",
      "test/T.sol",
    ];
    expect(files.filter(isProductSource)).to.deep.equal([
      "contracts/A.sol",
      "contracts/vault/B.sol",
    ]);
  });
});
