import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, matchesGlob } from "node:path";

import type { Output } from "@sheaf/commands/openOutput";

import { checkTests } from "./checkTests.ts";
import { createTester } from "./createTester.ts";
import type { Tester } from "./createTester.ts";
import { createTestOrder } from "./createTestOrder.ts";
import { describeEnvironment } from "./describeEnvironment.ts";
import { digestOf } from "./digestOf.ts";
import type { Mutant, MutantResult } from "./mutant.ts";
import { mutationScore } from "./mutationScore.ts";
import { openJournal } from "./openJournal.ts";
import type { MutateOptions } from "./mutateCommand.ts";
import { percent } from "./percent.ts";
import { prepareWorkshop } from "./prepareWorkshop.ts";
import { readEquivalents } from "./readEquivalents.ts";
import { recallCheck } from "./recallCheck.ts";
import { runMutants } from "./runMutants.ts";
import { sampleMutants } from "./sampleMutants.ts";
import { sampleReport } from "./sampleReport.ts";
import type { SampleFacts } from "./sampleReport.ts";
import { scoreTable } from "./scoreTable.ts";
import { testFilesOf } from "./testFilesOf.ts";
import { testsOf } from "./testsOf.ts";
import { UnusableRunError } from "./UnusableRunError.ts";
import { writeSample } from "./writeSample.ts";

/** {s} Before anybody knows how long the tests take. */
const FIRST_PATIENCE = 1_800;
/** {s} A mutant's tests may always take this long: nobody is killed by a busy machine. */
const LEAST_PATIENCE = 300;
const PATIENCE = 3; // times what the tests take against the original

/** The whole command, from options to report. The copies are gone afterwards, whatever happens. */
export async function mutateContracts(
  root: string,
  options: MutateOptions,
  output: Pick<Output, "print" | "writeJson">,
  signal: AbortSignal,
): Promise<void> {
  const { print } = output;
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "sheaf-mutate-"));
  const testers: Tester[] = [];
  try {
    print(`copying and compiling the project in ${folder}`);
    const workshop = await prepareWorkshop(root, folder, options.list ? 1 : options.jobs);
    signal.throwIfAborted();
    const found = chooseFiles(workshop.mutants, options.files);
    const sample = sampleMutants(found, options.seed, options.sample);
    print(
      `${found.length} mutants in ${new Set(found.map(({ file }) => file)).size} sources, ${sample.length} of them chosen`,
    );
    if (options.list)
      return sample.forEach(({ id, operator, place, diff }) =>
        print(`\n${id} ${operator} in ${place}\n${diff}`),
      );

    const [first = ""] = workshop.sandboxes;
    const digest = await digestOf(first);
    const journal = await openJournal(options.resumeFile, digest);
    const known = new Map(
      (await readEquivalents(join(root, "docs", "mutation-equivalent.json"))).map((entry) => [
        entry.id,
        entry,
      ]),
    );
    const lost = [...known.values()].filter(
      ({ id }) => !workshop.mutants.some((mutant) => mutant.id === id),
    );
    for (const { id, file, change } of lost)
      print(`no longer a mutant, so no longer an equivalent one: ${id} ${file} ${change}`);

    const results: MutantResult[] = [];
    const left: Mutant[] = [];
    for (const mutant of sample) {
      const reason = known.get(mutant.id)?.reason;
      const earlier = journal.done.get(mutant.id);
      if (reason !== undefined) results.push(excluded(mutant, reason));
      else if (earlier !== undefined) results.push(earlier);
      else left.push(mutant);
    }
    if (results.length > 0) print(`${results.length} of them are known already`);

    const testFiles = await testFilesOf(first);
    const needed = [...new Set(left.flatMap(({ file }) => testsOf(file, testFiles)))];
    testers.push(...workshop.sandboxes.map((sandbox) => createTester(sandbox)));
    const check = await recallCheck(
      join(root, "cache", "mutate", `${digest}.json`),
      needed,
      async () => {
        print(`running ${needed.length} test files against the original`);
        return checkTests(testers, needed, options.timeout ?? FIRST_PATIENCE, signal);
      },
    );
    for (const { title, message } of check.broken)
      print(`fails without a mutant, and is skipped: ${title}: ${message.split("\n")[0]}`);
    print(`ready after ${Math.round((performance.now() - startedAt) / 1000)} s`);

    const ordering = createTestOrder(testFiles, check.secondsOf);
    const skip = check.broken.map(({ title }) => title);
    const timeout = options.timeout ?? Math.max(LEAST_PATIENCE, PATIENCE * check.seconds);
    await runMutants(
      left,
      testers,
      { workshop, ordering, skip, timeout, signal },
      async (result) => {
        await journal.write(result);
        results.push(result);
        print(`[${results.length}/${sample.length}] ${progressOf(result)}`);
      },
    );

    const report = {
      found: found.length,
      seed: options.seed,
      files: options.files,
      brokenTests: skip,
      digest,
      jobs: options.jobs,
      judged: left.length,
      seconds: Math.round((performance.now() - startedAt) / 1000),
      environment: await describeEnvironment(root),
    };
    await publish(root, options, results, report, output);
  } finally {
    for (const tester of testers) tester.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function chooseFiles(mutants: readonly Mutant[], glob: string | undefined): readonly Mutant[] {
  const chosen =
    glob === undefined ? mutants : mutants.filter(({ file }) => matchesGlob(file, glob));
  if (chosen.length === 0)
    throw new UnusableRunError(`No product contract with anything to mutate fits ${glob}.`);
  return chosen;
}

function excluded(mutant: Mutant, reason: string): MutantResult {
  const { id, file, operator, line, place, diff } = mutant;
  return {
    id,
    file,
    operator,
    line,
    place,
    diff,
    status: "equivalent",
    detail: reason,
    compileSeconds: 0,
    testSeconds: 0,
  };
}

function progressOf({
  status,
  file,
  line,
  operator,
  place,
  compileSeconds,
  testSeconds,
  detail,
}: MutantResult): string {
  const times = `${compileSeconds.toFixed(1)} + ${testSeconds.toFixed(1)} s`;
  return `${status.padEnd(10)} ${operator} in ${place}, ${file}:${line} (${times})${detail === "" ? "" : `: ${detail}`}`;
}

async function publish(
  root: string,
  { doc, sample, seed }: MutateOptions,
  results: readonly MutantResult[],
  facts: SampleFacts,
  { print, writeJson }: Pick<Output, "print" | "writeJson">,
): Promise<void> {
  const score = mutationScore(results);
  const survivors = results.filter(({ status }) => status === "survived");
  for (const { id, operator, place, diff } of survivors)
    print(`\nsurvived: ${id} ${operator} in ${place}\n${diff}`);
  print("");
  scoreTable(score).forEach(print);
  print(`score ${percent(score.score)}, ${score.timeouts} killed by time, ${facts.seconds} s`);
  await writeJson({
    ...score,
    found: facts.found,
    sample: sample ?? null,
    seed,
    digest: facts.digest,
    judged: facts.judged,
    seconds: facts.seconds,
    survivors,
  });
  if (doc) await writeSample(join(root, "docs", "mutation.md"), sampleReport(results, facts));
}
