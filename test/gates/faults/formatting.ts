import type { GateCase } from "../plantedFault.ts";

export const formatting: GateCase = {
  gate: "formatting",
  clean: {
    "sdk/src/units/half.ts": "export const HALF = 5n; // D1{1}\n",
    "contracts/Half.sol": "pragma solidity 0.8.37;\n\nuint256 constant HALF = 5;\n",
    "docs/half.md": "# Half\n",
  },
  planted: {
    "sdk/src/units/crooked.ts": "export const CROOKED = {a:1}\n",
    "contracts/Crooked.sol": "pragma solidity 0.8.37;\ncontract Crooked { }\n",
    "docs/crooked.md": "# Crooked\n* starred\n",
    "sdk/src/units/broken.ts": "export const = ;\n",
  },
  faults: [
    {
      fault: "TypeScript that nobody formatted",
      file: "sdk/src/units/crooked.ts",
      message: "is not formatted",
    },
    {
      fault: "Solidity that nobody formatted",
      file: "contracts/Crooked.sol",
      message: "is not formatted",
    },
    {
      fault: "a document that nobody formatted",
      file: "docs/crooked.md",
      message: "is not formatted",
    },
    {
      fault: "a file that cannot be parsed",
      file: "sdk/src/units/broken.ts",
      message: "cannot be parsed",
    },
  ],
};
