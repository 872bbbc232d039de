import { MalformedJsonError } from "./errors.ts";

const SPACE = /[ \t\n\r]*/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
/** Deeper than any document of ours. */
const MOST_DEPTH = 64;

/**
 * Parses JSON as people write it by hand: a byte order mark is passed over, a key that is there twice is refused, and a fault has its
 * line and column.
 *
 * @throws MalformedJsonError
 */
export function parseJson(text: string): unknown {
  const source = text.replace(/^\uFEFF/, "");
  const end = skipSpace(source, skipValue(source, skipSpace(source, 0), 0));
  if (end < source.length) throw new MalformedJsonError(source, end, "the end of the document");
  return JSON.parse(source);
}

/** Where the value that begins at `at` ends. */
function skipValue(source: string, at: number, depth: number): number {
  if (depth > MOST_DEPTH) throw new MalformedJsonError(source, at, "less depth");
  if (source[at] === "{") return skipObject(source, at, depth);
  if (source[at] === "[") return skipList(source, at, depth);
  const end = match(TEXT, source, at) ?? match(SCALAR, source, at);
  if (end === undefined) throw new MalformedJsonError(source, at, "a value");
  return end;
}

function skipList(source: string, start: number, depth: number): number {
  let at = skipSpace(source, start + 1);
  if (source[at] === "]") return at + 1;
  for (;;) {
    at = skipSpace(source, skipValue(source, at, depth + 1));
    if (source[at] === "]") return at + 1;
    if (source[at] !== ",") throw new MalformedJsonError(source, at, "a comma or ]");
    at = skipSpace(source, at + 1);
  }
}

function skipObject(source: string, start: number, depth: number): number {
  const keys = new Set<unknown>();
  let at = skipSpace(source, start + 1);
  if (source[at] === "}") return at + 1;
  for (;;) {
    const end = match(TEXT, source, at);
    if (end === undefined) throw new MalformedJsonError(source, at, "a key in double quotes");
    const key: unknown = JSON.parse(source.slice(at, end));
    if (keys.has(key)) throw new MalformedJsonError(source, at, "each key once");
    keys.add(key);
    at = skipSpace(source, end);
    if (source[at] !== ":") throw new MalformedJsonError(source, at, "a colon");
    at = skipSpace(source, skipValue(source, skipSpace(source, at + 1), depth + 1));
    if (source[at] === "}") return at + 1;
    if (source[at] !== ",") throw new MalformedJsonError(source, at, "a comma or }");
    at = skipSpace(source, at + 1);
  }
}

function skipSpace(source: string, at: number): number {
  return match(SPACE, source, at) ?? at;
}

/** Where a token that begins at `at` ends; undefined where there is none. */
function match(token: RegExp, source: string, at: number): number | undefined {
  token.lastIndex = at;
  return token.test(source) ? token.lastIndex : undefined;
}
