/** The run cannot be done as it was asked for: somebody has to change an option or an input first. */
export class UnusableRunError extends Error {
  override readonly name = "Mutate.UnusableRunError";
}
