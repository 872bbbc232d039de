import { CompilationError, CompilerEndedError } from "./errors.ts";
import { run } from "./run.ts";
import { withBuildLock } from "./withBuildLock.ts";

/**
 * Compiles contracts and types if anything changed, one command at a time. Warnings about libraries are the libraries' own and
 * stay hidden.
 * @throws CompilationError, CompilerEndedError
 */
export async function compileContracts(): Promise<void> {
  const { code, signal, output } = await withBuildLock(() =>
    run("hardhat", ["build", "--no-tests"], { quiet: true }),
  );
  if (signal !== null) throw new CompilerEndedError(signal);
  if (code !== 0) throw new CompilationError(output);
}
