/** One-way rules. Each `comment` is what a person reads when the rule fires. */
const OPERATION = "^(bench|cli|demo|deploy|market|scripts|test|tools|types|hardhat\\.config)";
const OURS =
  "^(sdk|keeper|lab|app|bench|cli|demo|deploy|market|scripts|test|tools|types|contracts)/";

/** Packages are matched anywhere in the path, so that a rule also fires where node_modules is a link. */
const package_ = (names) => `(^|/)node_modules/(${names})/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "sdk-is-the-leaf",
      comment: "sdk imports nothing of ours",
      from: { path: "^sdk/src/" },
      to: { path: OURS, pathNot: "^sdk/src/|node_modules/" },
    },
    {
      name: "keeper-knows-only-sdk",
      comment: "keeper imports nothing of ours but sdk",
      from: { path: "^keeper/src/" },
      to: { path: OURS, pathNot: "^(keeper|sdk)/src/|node_modules/" },
    },
    {
      name: "workspaces-know-no-operation",
      comment: "sdk, keeper, lab and app, their tests too, import no folder of the operation",
      from: { path: "^(sdk|keeper|lab|app)/" },
      to: { path: OPERATION },
    },
    {
      name: "lab-knows-only-sdk",
      comment: "lab (market models, importers, backtest) imports nothing of ours but sdk",
      from: { path: "^lab/src/" },
      to: { path: OURS, pathNot: "^(lab|sdk)/src/|node_modules/" },
    },
    {
      name: "product-knows-no-test",
      comment: "what ships never imports a test",
      from: {
        path: "^((sdk|keeper|lab|app)/src|bench|cli|demo|deploy|market|scripts|tools/[^/]+/src)/",
      },
      to: { path: "(^|/)test/" },
    },
    {
      name: "units-are-the-leaf-of-sdk",
      comment: "sdk/units and sdk/abi import nothing else of sdk",
      from: { path: "^sdk/src/(units|abi)/" },
      to: { path: "^sdk/src/", pathNot: "^sdk/src/$1/" },
    },
    {
      name: "market-knows-only-units",
      comment: "sdk: units <- market <- rules <- plan, ledger",
      from: { path: "^sdk/src/market/" },
      to: { path: "^sdk/src/", pathNot: "^sdk/src/(units|market)/" },
    },
    {
      name: "rules-know-no-plan-and-no-ledger",
      comment: "sdk: units <- market <- rules <- plan, ledger",
      from: { path: "^sdk/src/rules/" },
      to: { path: "^sdk/src/", pathNot: "^sdk/src/(units|market|rules)/" },
    },
    {
      name: "uniswap-v3-knows-only-units",
      comment: "sdk/uniswapV3 is the one model of pools: it knows units",
      from: { path: "^sdk/src/uniswapV3/" },
      to: { path: "^sdk/src/", pathNot: "^sdk/src/(units|uniswapV3)/" },
    },
    {
      name: "plan-knows-no-reader",
      comment:
        "sdk/plan knows units, abi, market, rules and uniswapV3, and nothing that reads a chain",
      from: { path: "^sdk/src/plan/" },
      to: { path: "^sdk/src/", pathNot: "^sdk/src/(abi|units|market|rules|uniswapV3|plan)/" },
    },
    {
      name: "pure-parts-read-no-network",
      comment:
        "sdk's units, market, rules, plan, uniswapV3 and fees import nothing that reads a network, directly or by another module",
      from: { path: "^sdk/src/(units|market|rules|plan|uniswapV3|fees)/" },
      to: { path: package_("viem") + ".*(actions|clients)/", reachable: true },
    },
    {
      name: "ledger-knows-no-plan",
      comment: "sdk/ledger never imports plan",
      from: { path: "^sdk/src/ledger/" },
      to: { path: "^sdk/src/plan/" },
    },
    {
      name: "backtest-is-off-chain",
      comment: "lab/backtest knows sdk's units, market, rules, plan and pools, and no chain",
      from: { path: "^lab/src/" },
      to: { path: "^sdk/src/", pathNot: "^sdk/src/(units|market|rules|plan|uniswapV3)/" },
    },
    {
      name: "rules-and-plan-are-pure",
      comment:
        "sdk's units, market, rules, plan, uniswapV3 and fees, and lab, touch no file, no process and no network",
      from: { path: "^(sdk/src/(units|market|rules|plan|uniswapV3|fees)|lab/src)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "signals-know-no-key",
      comment:
        "keeper/signals never imports decision or execution: execution is the only place with a key",
      from: { path: "^keeper/src/signals/" },
      to: { path: "^keeper/src/(decision|execution|ops|cli)" },
    },
    {
      name: "decision-sends-nothing",
      comment: "keeper/decision turns inputs into an order and never imports execution",
      from: { path: "^keeper/src/decision/" },
      to: { path: "^keeper/src/", pathNot: "^keeper/src/(decision|signals)/" },
    },
    {
      name: "decision-is-pure",
      comment: "keeper/decision touches no file, no process and no network",
      from: { path: "^keeper/src/decision/" },
      to: { path: package_("viem") + ".*actions/" },
    },
    {
      name: "decision-reads-no-file",
      comment: "keeper/decision touches no file, no process and no network",
      from: { path: "^keeper/src/decision/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "execution-asks-nobody",
      comment: "keeper/execution carries out and never imports signals or decision",
      from: { path: "^keeper/src/execution/" },
      to: { path: "^keeper/src/(signals|decision|cli)" },
    },
    {
      name: "keys-only-in-execution",
      comment: "only keeper/execution handles keys (viem/accounts)",
      from: { path: "^(sdk/src|lab/src|keeper/src/(?!execution/))" },
      to: { path: package_("viem") + ".*accounts/" },
    },
    {
      name: "app-knows-only-sdk",
      comment: "app imports nothing of ours but sdk",
      from: { path: "^app/src/" },
      to: { path: OURS, pathNot: "^(app|sdk)/src/|node_modules/" },
    },
    {
      name: "app-model-is-pure",
      comment: "app/src/model and app/src/format compute, and neither draw nor read",
      from: { path: "^app/src/(model|format(?!/useFormat))/" },
      to: { path: package_("react|wagmi|@tanstack/[^/]+") },
    },
    {
      name: "app-holds-no-key",
      comment: "app: only the local wallet, which holds test money of a local chain, handles a key",
      from: { path: "^app/src/(?!wallet/local/)" },
      to: { path: package_("viem") + ".*accounts/" },
    },
    {
      name: "exit-stands-alone",
      comment:
        "app/src/exit works while the app does not: it imports none of its screens and none of its readers",
      from: { path: "^app/src/exit/" },
      to: { path: "^app/src/(App|main|chain|config|layout|screens|settings|trade)" },
    },
    {
      name: "no-ethers-in-workspaces",
      comment: "sdk, keeper, lab and app use viem; ethers is for the operation's folders",
      from: { path: "^(sdk|keeper|lab|app)/" },
      to: { path: package_("ethers|@nomicfoundation/hardhat-ethers[^/]*") },
    },
    {
      name: "no-viem-in-deploy",
      comment: "deploy uses ethers",
      from: { path: "^deploy/" },
      to: { path: package_("viem") },
    },
    {
      name: "nobody-imports-a-script",
      comment: "scripts are entry points: they parse, call and print, and nothing imports them",
      from: { pathNot: "^scripts/" },
      to: { path: "^scripts/" },
    },
    {
      name: "deploy-knows-no-caller",
      comment: "folders: types <- deploy <- market <- demo, bench <- cli <- scripts",
      from: { path: "^deploy/" },
      to: { path: "^(market|demo|bench|cli|tools)/" },
    },
    {
      name: "market-knows-only-deploy",
      comment: "folders: types <- deploy <- market <- demo, bench <- cli <- scripts",
      from: { path: "^market/" },
      to: { path: "^(demo|bench|cli)/" },
    },
    {
      name: "demo-and-bench-are-strangers",
      comment: "folders: types <- deploy <- market <- demo, bench <- cli <- scripts",
      from: { path: "^(demo|bench)/" },
      to: { path: "^(demo|bench|cli)/", pathNot: "^$1/" },
    },
    {
      name: "cli-knows-no-bench",
      comment: "the program sheaf has no command of the project's own development",
      from: { path: "^cli/" },
      to: { path: "^(bench|tools/(gates|mutate|suites))/" },
    },
    {
      name: "tools-know-no-product",
      comment: "tools know sdk and each other, and nothing that they are used on",
      from: { path: "^tools/" },
      to: { path: "^(keeper|deploy|market|demo|bench|cli|types)/" },
    },
    {
      name: "command-kit-is-the-leaf-of-tools",
      comment: "tools/commands imports no other tool",
      from: { path: "^tools/commands/" },
      to: { path: "^tools/", pathNot: "^tools/commands/" },
    },
    { name: "no-cycles", comment: "imports never go round", from: {}, to: { circular: true } },
    {
      name: "resolvable",
      comment: "an import that cannot be resolved is invisible to every other rule",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Without these the conditions of packages that are ESM only do not match, and rules about them never fire.
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".cjs", ".mjs", ".json"],
    },
    // What the compiler would drop is a dependency all the same.
    tsPreCompilationDeps: true,
  },
};
