import type { GateCase } from "../plantedFault.ts";

/** A generator of one file that says "fresh". */
const generator = (file: string): string => `import { readFileSync } from "node:fs";
if (readFileSync("${file}", "utf8") !== "fresh\\n") {
  console.error("Stale: ${file}. Run npm run generate -- abis.");
  process.exitCode = 1;
}
`;

export const freshness: GateCase = {
  gate: "freshness",
  clean: {
    "package.json": '{ "type": "module" }',
    "scripts/generateAbis.ts": generator("sdk/src/abi/vaultAbi.ts"),
    "sdk/src/abi/vaultAbi.ts": "fresh\n",
    "scripts/generateStorageLayout.ts": "",
  },
  planted: {
    "sdk/src/abi/vaultAbi.ts": "edited by hand\n",
    "scripts/generateStorageLayout.ts": 'throw new Error("no compiler");\n',
    "scripts/generateSecretly.ts": "",
  },
  faults: [
    {
      fault: "a generated file was edited by hand",
      file: "sdk/src/abi/vaultAbi.ts",
      message: "is stale. Run npm run generate -- abis.",
    },
    {
      fault: "a generator fails",
      file: "scripts/generateStorageLayout.ts",
      message: "Error: no compiler",
    },
    {
      fault: "a generator that nobody asks",
      file: "scripts/generateSecretly.ts",
      message: "is a generator that the gate does not ask",
    },
  ],
};
