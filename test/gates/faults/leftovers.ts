import type { GateCase } from "../plantedFault.ts";

/** Put together, so that this file is not a finding of its own. */
const NOTE = ["TO", "DO"].join("");
const ONLY = ["on", "ly"].join("");
const SKIP = ["sk", "ip"].join("");
const lines = (count: number): string => "// line\n".repeat(count);

export const leftovers: GateCase = {
  gate: "leftovers",
  clean: {
    "sdk/src/long.ts": lines(400),
    "contracts/interfaces/IIndexVault.sol": lines(401),
    "sdk/test/whole.test.ts": 'describe("all", () => it("runs", () => undefined));\n',
    "sdk/src/page.ts": "export const next = cursor.skip(3);\n",
  },
  planted: {
    "sdk/src/long.ts": lines(401),
    "sdk/src/longer.ts": lines(601),
    "contracts/interfaces/IIndexVault.sol": lines(400),
    "docs/huge.csv": "x".repeat((1 << 20) + 1),
    "keeper/src/note.ts": `// ${NOTE} later\n`,
    "docs/note.md": `${NOTE}: write\n`,
    "sdk/test/one.test.ts": `describe.${ONLY}("one", () => undefined);\n`,
    "test/off.test.ts": `it.${SKIP}("off", () => undefined);\n`,
    "test/crossed.test.ts": `x${"it"}("crossed out", () => undefined);\n`,
  },
  faults: [
    {
      fault: "a file over 400 lines",
      file: "sdk/src/long.ts",
      message: "has 401 lines: over 400 it needs a reason",
    },
    {
      fault: "a file over 600 lines",
      file: "sdk/src/longer.ts",
      message: "has 601 lines: over 600 it is split by concept",
    },
    {
      fault: "a reason that is no longer needed",
      file: "contracts/interfaces/IIndexVault.sol",
      message: "no longer needs its reason",
    },
    { fault: "a file over 1 MiB", file: "docs/huge.csv", message: "has 1048577 bytes" },
    { fault: "a note to self in code", file: "keeper/src/note.ts", message: "left on main (W2)" },
    { fault: "a note to self in a document", file: "docs/note.md", message: "left on main (W2)" },
    {
      fault: "one suite alone",
      file: "sdk/test/one.test.ts",
      message: `.${ONLY} switches tests off`,
    },
    {
      fault: "a test switched off",
      file: "test/off.test.ts",
      message: `.${SKIP} switches tests off`,
    },
    { fault: "a test crossed out", file: "test/crossed.test.ts", message: "switches tests off" },
  ],
};
