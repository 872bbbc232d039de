import type { StandardInput } from "./standardInput.ts";

export type Place = { readonly chainId: number; readonly address: string };

/** A contract whose source is to be verified. */
export type Submission = Place & {
  readonly input: StandardInput;
  readonly libraries: Readonly<Record<string, string>>; // by name
  readonly creationTransaction: string;
  readonly constructorArguments: string; // ABI-encoded, without 0x
};

/** How far a service is with a submission. */
export type Progress =
  | { readonly state: "pending" }
  | { readonly state: "verified" }
  | { readonly state: "failed"; readonly reason: string };

/**
 * A service that verifies sources. Each method throws ServiceBusyError if the request may be sent again, and NotVerifiedError
 * if not.
 */
export type Verifier = {
  readonly name: string;
  /** Where a person reads the verified source. */
  readonly link: (place: Place) => string;
  readonly isVerified: (place: Place) => Promise<boolean>;
  /** @returns the ticket; undefined if the source is verified already. */
  readonly submit: (submission: Submission) => Promise<string | undefined>;
  readonly progressOf: (submission: Submission, ticket: string) => Promise<Progress>;
};
