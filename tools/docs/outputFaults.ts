/** {1} How far an amount of gas may be off: more is stale. The other figures are exact. */
const GAS_TOLERANCE = 0.01;

const GAS = /\d{1,3}(?:,\d{3}){2,}/g;
/** By a chain's clock, which goes on while a machine computes. */
const DURATION = /\b\d+ (?:s|min)(?= |$)/g;
const HASH = /0x[0-9a-fA-F]{40,}/g;

/** What differs between a recorded output and a new one, line by line. Hashes, addresses and durations are not compared. */
export function outputFaults(recorded: string, actual: string): string[] {
  const [before, after] = [recorded.split("\n"), actual.split("\n")];
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, at) => at).flatMap((at) => {
    const [was, is] = [before[at] ?? "", after[at] ?? ""];
    return isSame(was, is) ? [] : [`line ${at + 1}: recorded ${was.trim()}`, `  now ${is.trim()}`];
  });
}

function isSame(was: string, is: string): boolean {
  const [gasBefore, gasAfter] = [gasOf(was), gasOf(is)];
  return (
    withoutGas(was) === withoutGas(is) &&
    gasBefore.length === gasAfter.length &&
    gasBefore.every((gas, at) => Math.abs((gasAfter[at] ?? 0) / gas - 1) <= GAS_TOLERANCE)
  );
}

function gasOf(line: string): number[] {
  return [...line.matchAll(GAS)].map(([gas]) => Number(gas.replaceAll(",", "")));
}

function withoutGas(line: string): string {
  return line
    .replaceAll(GAS, "gas")
    .replaceAll(DURATION, "time")
    .replaceAll(HASH, "0x")
    .replaceAll(/ +/g, " ")
    .trim();
}
