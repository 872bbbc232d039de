import type { GateCase } from "../plantedFault.ts";

const source = (members: string, variables: string): string =>
  `// SPDX-License-Identifier: MIT\npragma solidity 0.8.37;\n\ncontract Store {\n    struct Pair {\n        ${members}\n    }\n\n    ${variables}\n}\n`;

const COMMITTED = {
  contracts: {
    Store: [
      { label: "first", slot: 0, offset: 0, type: "uint256" },
      { label: "small", slot: 1, offset: 0, type: "uint64" },
      { label: "large", slot: 1, offset: 8, type: "uint64" },
      { label: "pairs", slot: 2, offset: 0, type: "mapping(address => struct Store.Pair)" },
    ],
  },
  structs: {
    "Store.Pair": [
      { label: "one", slot: 0, offset: 0, type: "uint256" },
      { label: "two", slot: 1, offset: 0, type: "uint256" },
    ],
  },
};

export const storage: GateCase = {
  gate: "storage",
  clean: {
    "contracts/Store.sol": source(
      "uint256 one; uint256 two;",
      "uint256 first; uint64 small; uint64 large; mapping(address => Pair) pairs;",
    ),
    "docs/storage-layout.json": JSON.stringify(COMMITTED),
  },
  planted: {
    "contracts/Store.sol": source(
      "uint256 two; uint256 one;",
      "uint64 small; uint32 large; uint256 added; mapping(address => Pair) pairs;",
    ),
  },
  faults: [
    {
      fault: "a variable that is gone",
      file: "docs/storage-layout.json",
      message: "Store: first is gone from slot 0",
    },
    {
      fault: "a variable that moved up",
      file: "docs/storage-layout.json",
      message: "Store: small moved from slot 1 to slot 0",
    },
    {
      fault: "a variable that moved within a word",
      file: "docs/storage-layout.json",
      message: "Store: large moved from slot 1 byte 8 to slot 0 byte 8",
    },
    {
      fault: "a new variable",
      file: "docs/storage-layout.json",
      message: "Store: added is new at slot 1",
    },
    {
      fault: "a member that moved",
      file: "docs/storage-layout.json",
      message: "struct Store.Pair: one moved from slot 0 to slot 1",
    },
    {
      fault: "the member that took its place",
      file: "docs/storage-layout.json",
      message: "struct Store.Pair: two moved from slot 1 to slot 0",
    },
  ],
};
