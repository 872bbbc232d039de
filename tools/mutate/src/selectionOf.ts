import type { Selection } from "./compilerTypes.ts";
import type { BuiltContract } from "./readBuild.ts";

/** Contracts by their source, as the compiler wants to be asked. */
export function selectionOf(contracts: readonly BuiltContract[]): Selection {
  const selection: Record<string, string[]> = {};
  for (const { source, name } of contracts) (selection[source] ??= []).push(name);
  return selection;
}
