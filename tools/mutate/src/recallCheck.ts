import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import type { TestCheck } from "./checkTests.ts";

/** A check without failures, as it is kept. */
type Kept = {
  readonly files: readonly string[];
  readonly seconds: number;
  readonly secondsOf: readonly (readonly [string, number])[];
};

/**
 * What is known of the tests against the original, or what `check` finds out. The same sources and tests are checked once; a
 * check in which something failed is not kept.
 * @param file names the digest of sources and tests
 */
export async function recallCheck(
  file: string,
  needed: readonly string[],
  check: () => Promise<TestCheck>,
): Promise<TestCheck> {
  const kept = await readKept(file);
  if (kept !== undefined && needed.every((name) => kept.files.includes(name)))
    return { seconds: kept.seconds, secondsOf: new Map(kept.secondsOf), broken: [] };

  const checked = await check();
  if (checked.broken.length === 0) {
    const { seconds, secondsOf } = checked;
    const keep: Kept = { files: needed, seconds, secondsOf: [...secondsOf] };
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(keep)}\n`);
  }
  return checked;
}

/** Nothing where there is no file, and where it is not one of ours: then the check is done again. */
async function readKept(file: string): Promise<Kept | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    return isKept(value) ? value : undefined;
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isAbsent || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const { files, seconds, secondsOf } = value as Record<string, unknown>;
  const isPair = (pair: unknown): boolean =>
    Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "number";
  return (
    Array.isArray(files) &&
    files.every((name) => typeof name === "string") &&
    typeof seconds === "number" &&
    Array.isArray(secondsOf) &&
    secondsOf.every(isPair)
  );
}
