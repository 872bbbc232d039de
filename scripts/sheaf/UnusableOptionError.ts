/** The command line cannot be used as it is. */
export class UnusableOptionError extends Error {
  override readonly name = "Sheaf.UnusableOptionError";
}
