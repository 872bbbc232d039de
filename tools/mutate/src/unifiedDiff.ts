const CONTEXT = 2; // lines shown around a change

/** One hunk, as `diff -u` writes it: enough for a single change. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old.at(-1 - tail) === fresh.at(-1 - tail)
  )
    tail += 1;
  const from = Math.max(0, head - CONTEXT);
  const kept = old.slice(from, head);
  const rest = old.slice(old.length - tail, old.length - tail + CONTEXT);
  const [gone, come] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)];
  const length = (changed: readonly string[]): number => kept.length + changed.length + rest.length;
  return [
    `--- a/${file}`,
    `+++ b/${file}`,
    `@@ -${from + 1},${length(gone)} +${from + 1},${length(come)} @@`,
    ...kept.map((line) => ` ${line}`),
    ...gone.map((line) => `-${line}`),
    ...come.map((line) => `+${line}`),
    ...rest.map((line) => ` ${line}`),
  ].join("\n");
}
