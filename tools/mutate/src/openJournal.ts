import { appendFile, readFile, writeFile } from "node:fs/promises";

import type { MutantResult, OperatorName, Status } from "./mutant.ts";
import { UnusableRunError } from "./UnusableRunError.ts";

/** Results that outlive an interruption. */
export type Journal = {
  /** What an earlier run found, by id. */
  readonly done: ReadonlyMap<string, MutantResult>;
  write(result: MutantResult): Promise<void>;
};

const STATUSES: readonly string[] = [
  "killed",
  "timeout",
  "survived",
  "equivalent",
  "discarded",
] satisfies Status[];

/**
 * Opens a journal of JSON lines, or starts it. Its first line names the sources and the tests it is about.
 * @param digest of sources and tests
 * @throws UnusableRunError where it is of others
 */
export async function openJournal(file: string | undefined, digest: string): Promise<Journal> {
  if (file === undefined) return { done: new Map(), write: () => Promise.resolve() };
  const write = (result: MutantResult): Promise<void> =>
    appendFile(file, `${JSON.stringify(result)}\n`);
  const text = await readOrEmpty(file);
  if (text === "") {
    await writeFile(file, `${JSON.stringify({ digest })}\n`);
    return { done: new Map(), write };
  }
  const [header = "", ...lines] = text.split("\n");
  if (fieldsOf(header, file).digest !== digest) {
    throw new UnusableRunError(
      `${file} is of other contracts or tests than today's: remove it, or name another file.`,
    );
  }
  // A line without its end was being written when the run was interrupted: its mutant is run again.
  if (lines.pop() !== "") await writeFile(file, [header, ...lines, ""].join("\n"));
  return {
    done: new Map(
      lines.map((line) => parseResult(line, file)).map((result) => [result.id, result]),
    ),
    write,
  };
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function fieldsOf(line: string, file: string): Record<string, unknown> {
  try {
    const fields: unknown = JSON.parse(line);
    if (typeof fields === "object" && fields !== null) return { ...fields };
  } catch {
    // told below, with the file's name
  }
  throw new UnusableRunError(
    `${file} is not a journal of this command: ${JSON.stringify(line.slice(0, 80))}`,
  );
}

function parseResult(line: string, file: string): MutantResult {
  const fields = fieldsOf(line, file);
  const text = (name: string): string => {
    const value = fields[name];
    if (typeof value === "string") return value;
    throw new UnusableRunError(
      `${file} has a line without ${name}: ${JSON.stringify(line.slice(0, 80))}`,
    );
  };
  const status = text("status");
  if (!STATUSES.includes(status))
    throw new UnusableRunError(`${file} knows a status that we do not: ${status}`);
  return {
    id: text("id"),
    file: text("file"),
    operator: text("operator") as OperatorName,
    line: Number(fields.line),
    place: text("place"),
    diff: text("diff"),
    status: status as Status,
    detail: text("detail"),
    compileSeconds: Number(fields.compileSeconds),
    testSeconds: Number(fields.testSeconds),
  };
}
