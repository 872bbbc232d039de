import type { GateCase } from "../plantedFault.ts";

const bytes = (count: number): string => `0x${"fe".repeat(count)}`;
const artifact = (code: number, initCode = code + 100): string =>
  JSON.stringify({ deployedBytecode: bytes(code), bytecode: bytes(initCode) });

export const sizes: GateCase = {
  gate: "sizes",
  clean: {
    "contracts/IndexVault.sol": "contract IndexVault {}\n",
    "artifacts/contracts/IndexVault.sol/IndexVault.json": artifact(24_550),
    "contracts/Other.sol": "library Other {}\n",
    "artifacts/contracts/Other.sol/Other.json": artifact(24_576, 49_152),
    "contracts/mocks/Huge.sol": "contract Huge {}\n",
  },
  planted: {
    "artifacts/contracts/IndexVault.sol/IndexVault.json": artifact(24_551),
    "artifacts/contracts/Other.sol/Other.json": artifact(24_577, 49_153),
    "contracts/Unbuilt.sol": "contract Unbuilt {}\n",
  },
  faults: [
    {
      fault: "the vault is over our own limit",
      file: "contracts/IndexVault.sol",
      message: "IndexVault has 24551 bytes of code; the limit is 24550",
    },
    {
      fault: "a contract is over the chain's limit",
      file: "contracts/Other.sol",
      message: "Other has 24577 bytes of code; the limit is 24576",
    },
    {
      fault: "init code is over the chain's limit",
      file: "contracts/Other.sol",
      message: "Other has 49153 bytes of init code",
    },
    {
      fault: "a contract was not built",
      file: "contracts/Unbuilt.sol",
      message: "Unbuilt has no artifact",
    },
  ],
};
