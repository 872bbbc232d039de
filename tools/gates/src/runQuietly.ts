import { spawn } from "node:child_process";

/** A command that a gate depends on could not do its work. */
export class CommandFailedError extends Error {
  override readonly name = "Gates.CommandFailedError";

  constructor(command: string, code: number, output: string) {
    super(`${command} ended with code ${code}: ${output.trim()}`);
  }
}

/** Runs a command in a folder and returns what it printed. Throws unless its exit code is among `accepted`. */
export async function runQuietly(
  command: string,
  commandArguments: readonly string[],
  directory: string,
  accepted: readonly number[] = [0],
): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
    child.on("error", reject);
    child.on("close", (ended) => {
      const code = ended ?? 1;
      const [output, errors] = [
        Buffer.concat(chunks).toString(),
        Buffer.concat(complaints).toString(),
      ];
      if (accepted.includes(code)) resolve({ code, output, errors });
      else
        reject(
          new CommandFailedError([command, ...commandArguments].join(" "), code, output + errors),
        );
    });
  });
}
