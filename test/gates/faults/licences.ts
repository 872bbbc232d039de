import type { GateCase } from "../plantedFault.ts";

const lockfile = (packages: object): string => JSON.stringify({ packages });
const CLEAN = {
  "": { name: "planted" },
  "node_modules/@sheaf/sdk": { link: true },
  "node_modules/free": { license: "MIT" },
  "node_modules/choice": { license: "(WTFPL OR MIT)" },
  "node_modules/canonical-weth": { license: "GPL-3.0", dev: true },
};
const SPDX = "// SPDX-License-Identifier: MIT\n";

export const licences: GateCase = {
  gate: "licences",
  clean: {
    "package-lock.json": lockfile(CLEAN),
    "contracts/Ours.sol": `${SPDX}import {A} from "@openzeppelin/contracts/A.sol";\n`,
    "contracts/mocks/Pool.sol": `${SPDX}import {A} from "@uniswap/v3-core/contracts/A.sol";\n`,
  },
  planted: {
    "package-lock.json": lockfile({
      ...CLEAN,
      "node_modules/copyleft": { license: "GPL-3.0" },
      "node_modules/a/node_modules/nameless": {},
      "node_modules/unlisted": { license: "LGPL-3.0", dev: true },
      "node_modules/canonical-weth": { license: "GPL-3.0" },
    }),
    "contracts/Headless.sol": "pragma solidity 0.8.37;\n",
    "contracts/Theirs.sol": "// SPDX-License-Identifier: BUSL-1.1\n",
    "contracts/Copied.sol": `${SPDX}import {A} from "@uniswap/v3-core/contracts/A.sol";\n`,
  },
  faults: [
    {
      fault: "a GPL package ships",
      file: "package-lock.json",
      message: "copyleft is under GPL-3.0 and shipped",
    },
    {
      fault: "a package without licence ships",
      file: "package-lock.json",
      message: "nameless is under no licence and shipped",
    },
    {
      fault: "an LGPL package without a reason",
      file: "package-lock.json",
      message: "unlisted is under LGPL-3.0 and installed for development without a reason",
    },
    {
      fault: "a package for development only ships",
      file: "package-lock.json",
      message: "canonical-weth is under GPL-3.0 and shipped",
    },
    {
      fault: "Solidity without SPDX header",
      file: "contracts/Headless.sol",
      message: "has no SPDX header",
    },
    {
      fault: "Solidity under another licence",
      file: "contracts/Theirs.sol",
      message: "is under BUSL-1.1; ours is MIT",
    },
    {
      fault: "product compiles a package for development in",
      file: "contracts/Copied.sol",
      message: "compiles @uniswap/v3-core in",
    },
  ],
};
