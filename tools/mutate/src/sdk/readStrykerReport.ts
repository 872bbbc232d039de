import { UnusableRunError } from "../UnusableRunError.ts";

/** A change that no test noticed. */
export type SdkSurvivor = {
  readonly file: string;
  readonly line: number;
  readonly before: string; // the line's own text, from the change on
  readonly after: string;
};

export type SdkScore = {
  readonly score: number; // {%} killed / (killed + survived), two decimals
  readonly killed: number; // by a failing test or by time
  readonly survived: number; // no test noticed, or none runs it
  readonly equivalent: number; // none is claimed
  readonly left: number; // constants of modules: they are read once, before any test
  readonly files: readonly {
    readonly file: string;
    readonly score: number;
    readonly killed: number;
    readonly survived: number;
  }[];
  readonly survivors: readonly SdkSurvivor[];
};

type Mutant = {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
};
type FileReport = { readonly source: string; readonly mutants: readonly Mutant[] };

const KILLED = new Set(["Killed", "Timeout"]);
const SURVIVED = new Set(["Survived", "NoCoverage"]);

/**
 * What a report of Stryker's (mutation-testing-report-schema) comes to.
 * @throws UnusableRunError
 */
export function readStrykerReport(json: string): SdkScore {
  const { files } = JSON.parse(json) as { readonly files?: Readonly<Record<string, FileReport>> };
  if (files === undefined) throw new UnusableRunError("The report of the run names no files.");
  const all = Object.entries(files).map(([file, { source, mutants }]) => {
    const count = (statuses: ReadonlySet<string>): number =>
      mutants.filter(({ status }) => statuses.has(status)).length;
    const lines = source.split("\n");
    return {
      file,
      killed: count(KILLED),
      survived: count(SURVIVED),
      left: count(new Set(["Ignored"])),
      survivors: mutants
        .filter(({ status }) => SURVIVED.has(status))
        .map(({ replacement = "", location: { start } }) => ({
          file,
          line: start.line,
          before: lines[start.line - 1]?.slice(start.column - 1).trim() ?? "",
          after: replacement,
        })),
    };
  });
  const sum = (pick: (file: (typeof all)[number]) => number): number =>
    all.reduce((total, file) => total + pick(file), 0);
  const [killed, survived] = [sum((file) => file.killed), sum((file) => file.survived)];
  return {
    score: scoreOf(killed, survived),
    killed,
    survived,
    equivalent: 0,
    left: sum(({ left }) => left),
    files: all
      .filter((file) => file.killed + file.survived > 0)
      .map(({ file, killed: dead, survived: alive }) => ({
        file,
        score: scoreOf(dead, alive),
        killed: dead,
        survived: alive,
      })),
    survivors: all.flatMap(({ survivors }) => survivors),
  };
}

function scoreOf(killed: number, survived: number): number {
  const all = killed + survived;
  return all === 0 ? 100 : Math.floor((killed * 10_000) / all) / 100;
}
