import { CommandFailedError } from "@sheaf/commands/errors";

/** The compiler found a fault in the contracts. */
export class CompilationError extends CommandFailedError {
  override readonly name = "Build.CompilationError";

  constructor(output: string) {
    super(`the contracts do not compile:\n${output.trim()}`);
  }
}

/** The compiler was ended before it was done. */
export class CompilerEndedError extends CommandFailedError {
  override readonly name = "Build.CompilerEndedError";

  constructor(signal: NodeJS.Signals) {
    super(
      `the compiler was ended by ${signal} before it was done; if nobody ended it, the machine may be short of memory. ` +
        "Run the command again",
    );
  }
}

/** The app's bundle cannot be built. */
export class AppBuildError extends CommandFailedError {
  override readonly name = "Build.AppBuildError";

  constructor(output: string) {
    super(`the app cannot be built:\n${output.trim()}\nstart without it by --no-app`);
  }
}
