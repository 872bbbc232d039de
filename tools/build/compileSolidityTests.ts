import { CompilationError } from "./errors.ts";
import { run } from "./run.ts";

/** Compiles what is tested in Solidity, contracts first. Warnings about libraries stay hidden. */
export async function compileSolidityTests(): Promise<void> {
  const { code, output } = await run("hardhat", ["build"], { quiet: true });
  if (code !== 0) throw new CompilationError(output);
}
