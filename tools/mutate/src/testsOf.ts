/** Which tests can notice a change, by the folder of its source, likely ones first. The first line that fits counts. */
const RELEVANT: readonly (readonly [source: string, tests: readonly string[]])[] = [
  [
    "contracts/IndexVault.sol",
    ["IndexVault", "IndexFactory", "Roles", "UniswapV3Executor", "keeper"],
  ],
  ["contracts/vault/", ["IndexVault", "IndexFactory", "UniswapV3Executor", "keeper"]],
  ["contracts/libraries/", ["IndexVault", "IndexFactory", "UniswapV3Executor", "keeper"]],
  ["contracts/execution/UniswapV4Executor.sol", ["UniswapV4Executor"]],
  ["contracts/execution/", ["UniswapV3Executor", "IndexVault", "keeper"]],
  ["contracts/periphery/", ["IndexRouter", "IndexLens", "quote"]],
  ["contracts/oracle/ComponentRegistry.sol", ["ComponentRegistry", "PriceOracle", "IndexVault"]],
  ["contracts/oracle/Listing", ["ComponentRegistry", "PriceOracle"]],
  ["contracts/oracle/", ["PriceOracle", "ComponentRegistry", "IndexVault", "keeper"]],
  ["contracts/IndexFactory.sol", ["IndexFactory", "IndexVault"]],
  ["contracts/Roles.sol", ["Roles", "IndexVault"]],
];

/** Folders whose tests are about something else. */
const ELSEWHERE = ["market", "demo", "bench", "mutate", "fixtures"];

/** The test files that are run against a mutant of `source`, by folder; all that touch contracts where the table has no line. */
export function testsOf(source: string, testFiles: readonly string[]): string[] {
  const folders = RELEVANT.find(([prefix]) => source.startsWith(prefix))?.[1];
  const folderOf = (file: string): string => file.split("/")[1] ?? "";
  if (folders === undefined) return testFiles.filter((file) => !ELSEWHERE.includes(folderOf(file)));
  return folders.flatMap((folder) => testFiles.filter((file) => folderOf(file) === folder));
}
