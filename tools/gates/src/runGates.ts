import type { Finding, Gate } from "./finding.ts";

export type GateResult = {
  readonly name: string;
  readonly seconds: number;
  readonly findings: readonly Finding[];
};

/** Runs every gate, whatever the others find, and prints each with its time. A gate that breaks is a finding. */
export async function runGates(
  gates: readonly Gate[],
  root: string,
  print: (line: string) => void,
): Promise<readonly GateResult[]> {
  const results: GateResult[] = [];
  for (const gate of gates) {
    const startedAt = performance.now();
    const { findings, table = [] } = await gate.check(root).catch((error: unknown) => ({
      findings: [{ file: "tools/gates", message: `the gate broke: ${String(error)}` }],
      table: [],
    }));
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const verdict = findings.length === 0 ? "ok" : `FAILED, ${findings.length} found`;
    print(`${gate.name.padEnd(13)} ${seconds.toFixed(1).padStart(6)} s  ${verdict}`);
    for (const line of table) print(`${" ".repeat(14)}${line}`);
    for (const finding of findings) print(`  ${gate.name}: ${describe(finding)}`);
    results.push({ name: gate.name, seconds, findings });
  }
  return results;
}

function describe({ file, line, message }: Finding): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${message}`;
}
