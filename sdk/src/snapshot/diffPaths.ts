/** A value of a document that is not what it should be. */
export type Difference = {
  readonly path: string;
  readonly found: unknown; // undefined where it is missing
  readonly expected: unknown; // undefined where nothing should be
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
  return Object.is(found, expected) ? [] : [{ path, found, expected }];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
