import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { lint } from "cspell";

import type { Finding, Report } from "./finding.ts";
import { projectFiles } from "./projectFiles.ts";
import { PROJECT_ROOT } from "./projectRoot.ts";

const DICTIONARY = "docs/dictionary.txt";

/** Markdown, NatSpec and comments are spelt right; the words of our own stand in one sorted list. */
export async function checkSpelling(root: string): Promise<Report> {
  const files = await projectFiles(root, ".md", ".sol", ".ts", ".tsx", ".js", ".cjs", ".mjs");
  const findings: Finding[] = [...(await orderFaults(root))];
  await lint(
    files.map((file) => join(root, file)),
    {
      root,
      config: join(PROJECT_ROOT, "cspell.json"),
      gitignore: false,
      progress: false,
      summary: false,
    },
    {
      issue: ({ text, row, uri = "" }) => {
        const file = relative(root, fileURLToPath(uri)).replaceAll("\\", "/");
        findings.push({
          file,
          line: row,
          message: `unknown word "${text}"; correct it, or add it to ${DICTIONARY}`,
        });
      },
      error: (message, error) => {
        throw new Error(message, { cause: error });
      },
    },
  );
  return { findings };
}

/** Words of the dictionary that are out of order or there twice. */
async function orderFaults(root: string): Promise<readonly Finding[]> {
  const files = await projectFiles(root, DICTIONARY);
  const found = files.map(async (file) => {
    const words = (await readFile(join(root, file), "utf8"))
      .split("\n")
      .filter((word) => word !== "");
    return words.flatMap((word, index) => {
      const previous = words[index - 1];
      if (previous === undefined || previous < word) return [];
      return [
        {
          file,
          line: index + 1,
          message: `"${word}" stands after "${previous}": the list is sorted, without doubles`,
        },
      ];
    });
  });
  return (await Promise.all(found)).flat();
}
