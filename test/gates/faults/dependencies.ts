import type { GateCase } from "../plantedFault.ts";

const workspace = (name: string): string =>
  JSON.stringify({ name: `@sheaf/${name}`, type: "module", exports: { "./*": "./src/*.ts" } });
const uses = (...paths: readonly string[]): string =>
  paths
    .map((path, index) => `import * as used${index} from "${path}";\nvoid used${index};\n`)
    .join("") + "export const value = 1;\n";
const imports = (...paths: readonly string[]): string =>
  paths.map((path) => `import {A} from "${path}";\n`).join("");

export const dependencies: GateCase = {
  gate: "dependencies",
  clean: {
    "package.json": '{ "type": "module" }',
    "sdk/package.json": workspace("sdk"),
    "keeper/package.json": workspace("keeper"),
    "lab/package.json": workspace("lab"),
    "sdk/src/units/scale.ts": uses("viem"),
    "sdk/src/market/rows.ts": uses("../units/scale.ts"),
    "sdk/src/rules/derive.ts": uses("../market/rows.ts", "../units/scale.ts"),
    "sdk/src/uniswapV3/step.ts": uses("../units/scale.ts", "viem"),
    "sdk/src/plan/order.ts": uses("../rules/derive.ts", "../uniswapV3/step.ts"),
    "sdk/src/ledger/replay.ts": uses("../units/scale.ts"),
    "sdk/src/chain/read.ts": uses("viem/actions", "../units/scale.ts"),
    "lab/src/backtest/run.ts": uses("@sheaf/sdk/plan/order", "@sheaf/sdk/rules/derive"),
    "keeper/src/signals/read.ts": uses("@sheaf/sdk/market/rows"),
    "keeper/src/execution/send.ts": uses("viem/accounts", "@sheaf/sdk/plan/order"),
    "keeper/src/decision/decide.ts": uses("../signals/read.ts", "@sheaf/sdk/rules/derive"),
    "keeper/src/runWeek.ts": uses("./decision/decide.ts", "./execution/send.ts"),
    "deploy/deploy.ts": uses("ethers"),
    "market/prices.ts": uses("../deploy/deploy.ts"),
    "demo/run.ts": uses("../market/prices.ts", "@sheaf/keeper/runWeek"),
    "bench/measure.ts": uses("../market/prices.ts"),
    "tools/commands/src/print.ts": uses("@sheaf/sdk/units/scale"),
    "tools/gates/src/check.ts": uses("../../commands/src/print.ts"),
    "cli/program.ts": uses("../demo/run.ts", "../tools/commands/src/print.ts"),
    "scripts/speak.ts": uses("../cli/program.ts", "../bench/measure.ts", "ethers"),
    "contracts/IndexVault.sol": imports(
      "./vault/Part.sol",
      "@openzeppelin/contracts/token/ERC20/IERC20.sol",
    ),
    "contracts/vault/Part.sol": imports("../interfaces/IPart.sol"),
    "contracts/mocks/MockPart.sol": imports("../vault/Part.sol"),
  },
  planted: {
    "sdk/src/units/reaches.ts": uses("../plan/order.ts"),
    "sdk/src/market/reaches.ts": uses("../rules/derive.ts"),
    "sdk/src/rules/reaches.ts": uses("../ledger/replay.ts"),
    "sdk/src/uniswapV3/reads.ts": uses("viem/actions"),
    "sdk/src/uniswapV3/reaches.ts": uses("../rules/derive.ts"),
    "sdk/src/rules/reads.ts": uses("viem/actions"),
    "sdk/src/plan/reads.ts": uses("../chain/read.ts"),
    "sdk/src/plan/reaches.ts": uses("../ledger/replay.ts"),
    "sdk/src/plan/impure.ts": uses("node:fs"),
    "lab/src/backtest/reaches.ts": uses("@sheaf/sdk/ledger/replay"),
    "lab/src/backtest/upward.ts": uses("@sheaf/keeper/signals/read"),
    "lab/src/backtest/files.ts": uses("node:fs"),
    "sdk/src/ledger/reaches.ts": uses("../plan/order.ts"),
    "sdk/src/ledger/upward.ts": uses("@sheaf/keeper/signals/read"),
    "sdk/src/ledger/ethered.ts": uses("ethers"),
    "keeper/src/decision/operates.ts": uses("../../../scripts/speak.ts"),
    "keeper/src/signals/armed.ts": uses("../execution/send.ts"),
    "keeper/src/signals/keyed.ts": uses("viem/accounts"),
    "keeper/src/execution/asks.ts": uses("../signals/read.ts"),
    "keeper/src/decision/sends.ts": uses("../execution/send.ts"),
    "keeper/src/decision/calls.ts": uses("viem/actions"),
    "keeper/src/decision/files.ts": uses("node:fs"),
    "keeper/src/decision/lost.ts": uses("@sheaf/sdk/nowhere"),
    "keeper/src/decision/roundA.ts":
      'import type { B } from "./roundB.ts";\nexport type A = B | 1;\n',
    "keeper/src/decision/roundB.ts":
      'import type { A } from "./roundA.ts";\nexport type B = A | 2;\n',
    "scripts/mixedOne.ts": uses("ethers", "viem"),
    "scripts/mixedTwo.ts": uses("viem/actions", "ethers"),
    "deploy/viewed.ts": uses("viem"),
    "demo/asks.ts": uses("../scripts/speak.ts"),
    "deploy/upward.ts": uses("../market/prices.ts"),
    "market/upward.ts": uses("../bench/measure.ts"),
    "bench/sideways.ts": uses("../demo/run.ts"),
    "cli/gates.ts": uses("../tools/gates/src/check.ts"),
    "tools/gates/src/upward.ts": uses("../../../demo/run.ts"),
    "tools/commands/src/sideways.ts": uses("../../gates/src/check.ts"),
    "contracts/libraries/Reaching.sol": imports("../periphery/Router.sol"),
    "contracts/vault/Reaching.sol": imports("../execution/Executor.sol"),
    "contracts/oracle/Mocked.sol": imports("../mocks/MockPart.sol"),
    "contracts/interfaces/IReaching.sol": imports("../vault/Part.sol"),
    "contracts/wallet/Indexed.sol": imports("../interfaces/IPart.sol"),
  },
  faults: [
    {
      fault: "units import plan",
      file: "sdk/src/units/reaches.ts",
      message: "imports sdk/src/plan/order.ts: sdk/units and sdk/abi import nothing else of sdk",
    },
    {
      fault: "market imports rules",
      file: "sdk/src/market/reaches.ts",
      message: "(market-knows-only-units)",
    },
    {
      fault: "rules import the ledger",
      file: "sdk/src/rules/reaches.ts",
      message: "(rules-know-no-plan-and-no-ledger)",
    },
    {
      fault: "the model of pools reads a chain",
      file: "sdk/src/uniswapV3/reads.ts",
      message: "(pure-parts-read-no-network)",
    },
    {
      fault: "the model of pools imports rules",
      file: "sdk/src/uniswapV3/reaches.ts",
      message: "(uniswap-v3-knows-only-units)",
    },
    {
      fault: "rules read a chain",
      file: "sdk/src/rules/reads.ts",
      message: "(pure-parts-read-no-network)",
    },
    {
      fault: "plan reads a chain by another module",
      file: "sdk/src/plan/reads.ts",
      message: "(pure-parts-read-no-network)",
    },
    {
      fault: "plan imports what reads a chain",
      file: "sdk/src/plan/reads.ts",
      message: "(plan-knows-no-reader)",
    },
    {
      fault: "plan imports the ledger",
      file: "sdk/src/plan/reaches.ts",
      message: "(plan-knows-no-reader)",
    },
    {
      fault: "the ledger imports plan",
      file: "sdk/src/ledger/reaches.ts",
      message: "(ledger-knows-no-plan)",
    },
    { fault: "plan reads files", file: "sdk/src/plan/impure.ts", message: "imports fs" },
    {
      fault: "backtest imports the ledger",
      file: "lab/src/backtest/reaches.ts",
      message: "(backtest-is-off-chain)",
    },
    {
      fault: "the lab imports the keeper",
      file: "lab/src/backtest/upward.ts",
      message: "(lab-knows-only-sdk)",
    },
    { fault: "the lab reads files", file: "lab/src/backtest/files.ts", message: "imports fs" },
    {
      fault: "sdk imports keeper",
      file: "sdk/src/ledger/upward.ts",
      message: "imports keeper/src/signals/read.ts: sdk imports nothing of ours",
    },
    {
      fault: "sdk imports ethers",
      file: "sdk/src/ledger/ethered.ts",
      message: "(no-ethers-in-workspaces)",
    },
    {
      fault: "keeper imports a script",
      file: "keeper/src/decision/operates.ts",
      message: "keeper imports nothing of ours but sdk",
    },
    {
      fault: "keeper imports a script, seen from the operation",
      file: "keeper/src/decision/operates.ts",
      message: "(workspaces-know-no-operation)",
    },
    {
      fault: "keeper imports a script, an entry point",
      file: "keeper/src/decision/operates.ts",
      message: "(nobody-imports-a-script)",
    },
    {
      fault: "signals import execution",
      file: "keeper/src/signals/armed.ts",
      message: "(signals-know-no-key)",
    },
    {
      fault: "signals handle keys",
      file: "keeper/src/signals/keyed.ts",
      message: "(keys-only-in-execution)",
    },
    {
      fault: "execution imports signals",
      file: "keeper/src/execution/asks.ts",
      message: "(execution-asks-nobody)",
    },
    {
      fault: "decision imports execution",
      file: "keeper/src/decision/sends.ts",
      message: "(decision-sends-nothing)",
    },
    {
      fault: "decision reads the chain",
      file: "keeper/src/decision/calls.ts",
      message: "(decision-is-pure)",
    },
    {
      fault: "decision reads files",
      file: "keeper/src/decision/files.ts",
      message: "(decision-reads-no-file)",
    },
    {
      fault: "an import that cannot be resolved",
      file: "keeper/src/decision/lost.ts",
      message: "(resolvable)",
    },
    {
      fault: "imports that go round, types only",
      file: "keeper/src/decision/roundA.ts",
      message: "(no-cycles)",
    },
    {
      fault: "ethers and viem in one file",
      file: "scripts/mixedOne.ts",
      message: "imports viem beside ethers",
    },
    {
      fault: "the same, seen from the other",
      file: "scripts/mixedOne.ts",
      message: "imports ethers beside viem",
    },
    {
      fault: "viem and ethers in one file",
      file: "scripts/mixedTwo.ts",
      message: "imports viem beside ethers",
    },
    {
      fault: "the same, seen from the other",
      file: "scripts/mixedTwo.ts",
      message: "imports ethers beside viem",
    },
    {
      fault: "a folder imports a script",
      file: "demo/asks.ts",
      message: "(nobody-imports-a-script)",
    },
    {
      fault: "deploy imports the market: folders go round",
      file: "deploy/upward.ts",
      message: "(deploy-knows-no-caller)",
    },
    {
      fault: "the market imports the benchmark",
      file: "market/upward.ts",
      message: "(market-knows-only-deploy)",
    },
    {
      fault: "the benchmark imports the demo",
      file: "bench/sideways.ts",
      message: "(demo-and-bench-are-strangers)",
    },
    { fault: "the program imports a gate", file: "cli/gates.ts", message: "(cli-knows-no-bench)" },
    {
      fault: "a tool imports the demo",
      file: "tools/gates/src/upward.ts",
      message: "(tools-know-no-product)",
    },
    {
      fault: "the command kit imports another tool",
      file: "tools/commands/src/sideways.ts",
      message: "(command-kit-is-the-leaf-of-tools)",
    },
    { fault: "deploy imports viem", file: "deploy/viewed.ts", message: "(no-viem-in-deploy)" },
    {
      fault: "a library imports periphery",
      file: "contracts/libraries/Reaching.sol",
      message: "imports contracts/periphery/Router.sol: the vault and its libraries never import",
    },
    {
      fault: "the vault imports an executor",
      file: "contracts/vault/Reaching.sol",
      message: "(core-knows-no-periphery)",
    },
    {
      fault: "product imports a mock",
      file: "contracts/oracle/Mocked.sol",
      message: "(product-knows-no-mock)",
    },
    {
      fault: "an interface imports a contract",
      file: "contracts/interfaces/IReaching.sol",
      message: "(interfaces-are-the-leaf)",
    },
    {
      fault: "the wallet imports an index's interface",
      file: "contracts/wallet/Indexed.sol",
      message: "(wallet-knows-no-index)",
    },
  ],
};
