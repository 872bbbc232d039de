/** A value of a JSON document and where it stands; of an object's member the key is part. */
export type JsonSpan = {
  readonly path: string; // $.rows[3].price
  readonly start: number; // {byte}
  readonly end: number; // {byte}
};

/** What a document is up to its first fault. */
export type JsonMap = {
  readonly spans: readonly JsonSpan[]; // outer before inner
  readonly fault: JsonFault | undefined;
};

export type JsonFault = {
  readonly path: string;
  readonly offset: number; // {byte}
  readonly expected: string;
};

type Span = { readonly path: string; readonly start: number; end: number };

/** Deeper than any document of ours. */
const MOST_DEPTH = 32;
const WORDS = ["null", "true", "false"];
const ZERO = 0x30;
const [QUOTE, BACKSLASH, COMMA, MINUS, COLON] = [0x22, 0x5c, 0x2c, 0x2d, 0x3a];
const [ARRAY_START, ARRAY_END, OBJECT_START, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Finds where each value of a JSON document without spaces stands, and the first byte at which it is none. Unlike a parser
 * it also tells how far a broken document is good, and what it is about there.
 */
export function mapJson(bytes: Uint8Array): JsonMap {
  const spans: Span[] = [];
  let at = 0;
  let fault: JsonFault | undefined;

  function stop(path: string, expected: string): false {
    fault ??= { path, offset: at, expected };
    return false;
  }
  function take(byte: number, path: string): boolean {
    if (bytes[at] !== byte) return stop(path, `expected ${String.fromCharCode(byte)}`);
    ++at;
    return true;
  }
  function isDigit(): boolean {
    const byte = bytes[at];
    return byte !== undefined && byte >= 0x30 && byte <= 0x39;
  }

  function readValue(path: string, depth: number): boolean {
    const byte = bytes[at];
    if (depth > MOST_DEPTH) return stop(path, "expected less depth");
    if (byte === OBJECT_START) return readList(path, depth, OBJECT_END, readMember);
    if (byte === ARRAY_START) return readList(path, depth, ARRAY_END, readItem);
    if (byte === QUOTE) return readText(path);
    return byte === MINUS || isDigit() ? readNumber(path) : readWord(path);
  }
  function readList(
    path: string,
    depth: number,
    closing: number,
    read: (path: string, depth: number, index: number) => boolean,
  ): boolean {
    ++at;
    if (bytes[at] === closing) return take(closing, path);
    for (let index = 0; ; ++index) {
      if (!read(path, depth + 1, index)) return false;
      if (bytes[at] === closing) return take(closing, path);
      if (!take(COMMA, path)) return false;
    }
  }
  function readItem(path: string, depth: number, index: number): boolean {
    return spanned(`${path}[${index}]`, at, (inner) => readValue(inner, depth));
  }
  function readMember(path: string, depth: number): boolean {
    const start = at;
    if (!readText(path)) return false;
    const key = new TextDecoder().decode(bytes.subarray(start + 1, at - 1));
    const name = /^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key.slice(0, 40))}]`;
    return spanned(
      `${path}${name}`,
      start,
      (inner) => take(COLON, inner) && readValue(inner, depth),
    );
  }
  function spanned(path: string, start: number, read: (path: string) => boolean): boolean {
    const span = { path, start, end: bytes.length };
    spans.push(span);
    if (!read(path)) return false;
    span.end = at;
    return true;
  }

  function readText(path: string): boolean {
    if (!take(QUOTE, path)) return false;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || byte < 0x20) return stop(path, "expected a text's next character");
      if (byte === QUOTE) return take(QUOTE, path);
      if (byte === BACKSLASH && !isEscape()) return stop(path, "expected an escape");
      at += byte === BACKSLASH ? 2 : 1; // of \uXXXX the rest is passed over as plain text
    }
  }
  function isEscape(): boolean {
    const escape = new TextDecoder().decode(bytes.subarray(at + 1, at + 6));
    return /^(["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(escape);
  }
  function readNumber(path: string): boolean {
    if (bytes[at] === MINUS) ++at;
    if (!isDigit()) return stop(path, "expected a digit");
    const zero = bytes[at] === ZERO;
    ++at;
    if (zero && isDigit()) return stop(path, "expected no digit after a leading zero");
    while (isDigit()) ++at;
    return true;
  }
  function readWord(path: string): boolean {
    const text = new TextDecoder().decode(bytes.subarray(at, at + 5));
    const word = WORDS.find((candidate) => text.startsWith(candidate));
    if (word === undefined) return stop(path, "expected a value");
    at += word.length;
    return true;
  }

  if (spanned("$", 0, (path) => readValue(path, 0)) && at < bytes.length)
    stop("$", "expected the end");
  return { spans, fault };
}
