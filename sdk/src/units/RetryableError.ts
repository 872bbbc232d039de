/** Family of errors that may pass by themselves: hold what is held, and ask again later. */
export abstract class RetryableError extends Error {}
