/** How many titles of a test file carry an invariant's id. */
export type HoldingTest = {
  readonly id: string;
  readonly file: string;
  readonly titles: number;
};

/** The first string of `it(` and `describe(`, which may stand on the line below; a template counts as one title. */
const TITLE = /\b(?:it|describe)\(\s*(["'`])([\s\S]*?)\1/g;
/** Functions of Solidity tests carry ids without a dash: `invariant_V1_V10_sharesAddUp`. */
const FUNCTION = /\bfunction (?:invariant|test(?:Fuzz)?)_(\w+)/g;
const ID = /\b[A-Z]-\d+\b/g;

/** The ids in the titles of one test file. */
export function findHoldingTests(file: string, text: string): HoldingTest[] {
  const titles = file.endsWith(".sol")
    ? [...text.matchAll(FUNCTION)].map(([, name = ""]) => plainIds(name))
    : [...text.matchAll(TITLE)].map(([, , title = ""]) =>
        [...title.matchAll(ID)].map(([id]) => id),
      );
  const counts = new Map<string, number>();
  for (const ids of titles)
    for (const id of new Set(ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({ id, file, titles: count }));
}

function plainIds(name: string): string[] {
  return name.split("_").flatMap((part) => {
    const [, letter, number] = /^([A-Z])(\d+)$/.exec(part) ?? [];
    return letter === undefined || number === undefined ? [] : [`${letter}-${number}`];
  });
}
