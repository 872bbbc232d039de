import { join, relative } from "node:path";

import { ESLint } from "eslint";

import type { Finding, Report } from "./finding.ts";
import { projectFiles } from "./projectFiles.ts";
import { PROJECT_ROOT } from "./projectRoot.ts";

/** TypeScript keeps the typed rules of eslint.config.js. Needs the types that the contracts' build generates. */
export async function checkTypeScript(root: string): Promise<Report> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: join(PROJECT_ROOT, "eslint.config.js"),
  });
  const files = [];
  for (const file of await projectFiles(root, ".ts", ".tsx")) {
    if (!(await eslint.isPathIgnored(file))) files.push(file);
  }
  const findings: Finding[] = [];
  for (const { filePath, messages } of files.length === 0 ? [] : await eslint.lintFiles(files)) {
    const file = relative(root, filePath).replaceAll("\\", "/");
    for (const { line, message, ruleId } of messages) {
      findings.push({ file, line, message: `${message} (${ruleId ?? "parser"})` });
    }
  }
  return { findings };
}
