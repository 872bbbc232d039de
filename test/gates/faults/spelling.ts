import type { GateCase } from "../plantedFault.ts";

/** Put together, so that this file is not a finding of its own. */
const WRONG = ["reder", "nder"].join("");

export const spelling: GateCase = {
  gate: "spelling",
  clean: {
    "docs/right.md": "# Right\n\nEvery word is right, `evn thsi` code.\n",
    "sdk/src/right.ts": "/** Right. */\nexport const unspelt_nmae = 1; // right\n",
    "docs/dictionary.txt": "alpha\nbeta\n",
  },
  planted: {
    "docs/wrong.md": `# Wrong\n\nThis ${WRONG}ed word is wrong.\n`,
    "sdk/src/wrong.ts": `/** This ${WRONG}s. */\nexport const wrong = 1;\n`,
    "contracts/Wrong.sol": `/// @notice This ${WRONG}t too.\ncontract Wrong {}\n`,
    "docs/dictionary.txt": "beta\nalpha\nalpha\n",
  },
  faults: [
    {
      fault: "a misspelt word in a document",
      file: "docs/wrong.md",
      message: `unknown word "${WRONG}ed"`,
    },
    {
      fault: "a misspelt word in a comment",
      file: "sdk/src/wrong.ts",
      message: `unknown word "${WRONG}s"`,
    },
    {
      fault: "a misspelt word in NatSpec",
      file: "contracts/Wrong.sol",
      message: `unknown word "${WRONG}t"`,
    },
    {
      fault: "a word list out of order",
      file: "docs/dictionary.txt",
      message: '"alpha" stands after "beta"',
    },
    { fault: "a word twice", file: "docs/dictionary.txt", message: '"alpha" stands after "alpha"' },
  ],
};
