/** Family of errors that a retry cannot cure: somebody has to change an input first. */
export abstract class PermanentError extends Error {}
