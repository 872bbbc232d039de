import { UnencodableValueError } from "./errors.ts";

/**
 * Writes a value as canonical JSON (RFC 8785, less fractions): sorted keys, no spaces, one text for one value on every
 * machine. A bigint is written as a text of its decimal digits; a number must be a safe whole number.
 *
 * @throws UnencodableValueError for fractions, undefined, lone surrogates, cycles, and anything but plain data.
 */
export function canonicalJson(value: unknown): string {
  return encode(value, "value", []);
}

function encode(value: unknown, path: string, parents: readonly object[]): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value === "string") return encodeText(value, path);
  if (typeof value === "number") return encodeNumber(value, path);
  if (typeof value !== "object") throw new UnencodableValueError(path, `a ${typeof value}`);
  if (parents.includes(value)) throw new UnencodableValueError(path, "a cycle");
  return encodeObject(value, path, [...parents, value]);
}

function encodeObject(value: object, path: string, parents: readonly object[]): string {
  // Array.from, as map would pass over the holes of a sparse array.
  if (Array.isArray(value))
    return `[${Array.from(value, (item: unknown, index) => encode(item, `${path}[${index}]`, parents)).join(",")}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new UnencodableValueError(path, "an object of a class");
  if (Object.getOwnPropertySymbols(value).length > 0)
    throw new UnencodableValueError(path, "an object with symbol keys");
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)); // by UTF-16 code units, as the RFC asks
  return `{${entries.map(([key, item]) => `${encodeText(key, path)}:${encode(item, `${path}.${key}`, parents)}`).join(",")}}`;
}

function encodeText(text: string, path: string): string {
  if (/\p{Surrogate}/u.test(text))
    throw new UnencodableValueError(path, "a text with half a surrogate pair");
  return JSON.stringify(text);
}

function encodeNumber(value: number, path: string): string {
  if (!Number.isSafeInteger(value))
    throw new UnencodableValueError(path, "a number that is not a safe whole number");
  return JSON.stringify(value); // writes -0 as 0, as the RFC asks
}
