import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import type { AdminRole } from "./roles.ts";

/** A call that is signed, or that follows from one. */
export type NamedCall = {
  readonly name: string; // for a multisig's signers
  readonly call: Call;
};

/** One transaction. */
export type Step = NamedCall & {
  readonly texts: readonly string[]; // what it does, and when: read before it is signed
  readonly related?: readonly NamedCall[]; // what it has the timelock do, and what carries that out
};

/** The calls that a command would sign. A plan is data: it can be printed, compared and handed to a multisig. */
export type Plan = {
  readonly signer: AdminRole; // the role that every step needs
  readonly steps: readonly Step[];
};
