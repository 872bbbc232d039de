/** What writes committed files. Each takes `--check`, writes `Stale: <files>. <cure>` and exits with 1 if any is stale. */
export const GENERATORS: readonly string[] = [
  "scripts/generateAbis.ts",
  "scripts/generateBytecode.ts",
  "scripts/generateCommands.ts",
  "scripts/generateInvariants.ts",
  "scripts/generateNetworkSchema.ts",
  "scripts/generateOutputs.ts",
  "scripts/generateRulesDocs.ts",
  "scripts/generateStorageLayout.ts",
  "test/gates/generateFaultTable.ts",
];
