import { execFile } from "node:child_process";

type Outcome = {
  readonly code: number;
  readonly output: string; // both, one after the other
  readonly out: string;
  readonly errors: string;
};

/** Runs the command as `npm run sheaf` does, once the dependencies are there. */
export function sheaf(...flags: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "scripts/sheaf.ts", ...flags],
      (error, out, errors) => {
        const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
        resolve({ code, output: out + errors, out, errors });
      },
    );
  });
}
