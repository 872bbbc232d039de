import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Files whose tool asks for a default export. */
const DEFAULT_EXPORTS = ["**/*.config.ts", "deploy/modules/**"];
/** Files that speak to a person on a terminal. */
const COMMAND_OUTPUT = [
  "scripts/**",
  "tools/commands/src/runCommand.ts",
  "tools/mutate/src/testProcess.ts",
  "**/generate*.ts",
];
/** Files whose assertions are expressions, and whose snapshots hand their `restore` on. */
const TESTS = ["test/**", "*/test/**"];

const NO_ENUM = {
  selector: "TSEnumDeclaration",
  message: "No enums (T1): use a union of literals.",
};
const NO_DEFAULT_EXPORT = {
  selector: "ExportDefaultDeclaration",
  message: "No default export of logic (T1): export by name.",
};
const NO_DOUBLE_CAST = {
  selector: "TSAsExpression > TSAsExpression:not([typeAnnotation.typeName.name='const'])",
  message: "No cast through another type (T4): parse it, or fix the type.",
};
const NO_BARREL = {
  selector: "ExportAllDeclaration",
  message: "No barrel files (T1): import from where it is.",
};
/** Parts of the sdk that are pure. What reads a network by a package's import is held by dependency-cruiser. */
const PURE = ["sdk/src/{units,market,rules,plan,uniswapV3,fees}/**"];
const NO_NETWORK =
  "This part is pure: it reads no network. Read in sdk/src/chain, and pass what was read.";
const NO_CLIENT = {
  name: "viem",
  importNames: [
    ...["createClient", "createPublicClient", "createTestClient", "createWalletClient"],
    ...["custom", "fallback", "http", "ipc", "webSocket"],
  ],
  message: NO_NETWORK,
};
const NO_SOCKETS = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"].map((name) => ({
  name,
  message: NO_NETWORK,
}));
/** Files that decode logs, each of the addresses that it is given and of no others. */
const LOG_READERS = ["sdk/src/chain/eventsOf.ts", "sdk/src/ledger/readLedgerEvents.ts"];
const NO_UNADDRESSED_EVENTS = {
  name: "viem",
  importNames: ["parseEventLogs", "decodeEventLog"],
  message:
    "Any contract can emit any event: use eventsOf of @sheaf/sdk, which asks for the emitter.",
};

export default defineConfig(
  globalIgnores([
    "**/node_modules/",
    "artifacts/",
    "app/dist/",
    "e2e/", // its packages are not installed with ours: `npm run e2e` checks its types
    "cache/",
    "coverage/",
    "types/",
    "sdk/src/abi/",
    "deploy/deployments/",
    "**/*.{js,cjs,mjs}",
  ]),
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-console": "error",
      "no-restricted-syntax": ["error", NO_ENUM, NO_DEFAULT_EXPORT, NO_DOUBLE_CAST, NO_BARREL],
      "no-restricted-imports": ["error", { paths: [NO_UNADDRESSED_EVENTS] }],
      "prefer-const": "error",
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      // A port promises; an implementation that has the answer at hand need not wait for anything.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: DEFAULT_EXPORTS,
    rules: { "no-restricted-syntax": ["error", NO_ENUM, NO_DOUBLE_CAST, NO_BARREL] },
  },
  {
    files: PURE,
    rules: {
      "no-restricted-globals": ["error", ...NO_SOCKETS],
      "no-restricted-imports": ["error", { paths: [NO_UNADDRESSED_EVENTS, NO_CLIENT] }],
    },
  },
  { files: LOG_READERS, rules: { "no-restricted-imports": "off" } },
  { files: COMMAND_OUTPUT, rules: { "no-console": "off" } },
  {
    files: TESTS,
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
);
