/** A value of a document that is not what it should be, in words. */
export type Difference = {
  readonly path: string;
  readonly found: string; // "nothing" where it is missing
  readonly expected: string;
};

/** Every leaf in which two values of plain data differ, in the order of `expected`. */
export function diffPaths(found: unknown, expected: unknown, path = "$"): Difference[] {
  if (isTree(found) && isTree(expected) && Array.isArray(found) === Array.isArray(expected)) {
    const list = Array.isArray(expected);
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return keys.flatMap((key) =>
      diffPaths(found[key], expected[key], list ? `${path}[${key}]` : `${path}.${key}`),
    );
  }
  return Object.is(found, expected)
    ? []
    : [{ path, found: wordOf(found), expected: wordOf(expected) }];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function wordOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return value.slice(0, 80);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}
