import { run } from "./run.ts";

/** The compiler said no. */
export class CompilationError extends Error {
  override readonly name = "Scripts.CompilationError";

  constructor(output: string) {
    super(`The contracts do not compile:\n${output.trim()}`);
  }
}

/** Compiles contracts and types if anything changed. Warnings about libraries are the libraries' own and stay hidden. */
export async function compileContracts(): Promise<void> {
  const { code, output } = await run("hardhat", ["build", "--no-tests"], { quiet: true });
  if (code !== 0) throw new CompilationError(output);
}
