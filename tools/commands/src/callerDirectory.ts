/** The folder in which a person called the command; bootstrap.mjs itself changes to the project's. */
export function callerDirectory(): string {
  return process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd();
}
