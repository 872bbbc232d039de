import { ImportDirective } from "solc-typed-ast";
import type { SourceUnit } from "solc-typed-ast";

/** Names of everything that a source reads, itself included, by the name of the source. */
export function importedBy(units: readonly SourceUnit[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(
    units.map((unit) => [
      unit.absolutePath,
      unit.getChildrenByType(ImportDirective).map(({ absolutePath }) => absolutePath),
    ]),
  );
  const closure = (source: string, seen: Set<string>): Set<string> => {
    if (seen.has(source)) return seen;
    seen.add(source);
    for (const imported of direct.get(source) ?? []) closure(imported, seen);
    return seen;
  };
  return new Map(units.map(({ absolutePath }) => [absolutePath, closure(absolutePath, new Set())]));
}
