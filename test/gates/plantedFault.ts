import type { Files } from "./plantProject.ts";

/** One fault, and what the gate has to say of it. */
export type PlantedFault = {
  readonly fault: string;
  readonly file: string;
  readonly message: string;
};

/** A project that a gate passes, what is planted into it, and every finding that this has to cause, no more. */
export type GateCase = {
  readonly gate: string;
  readonly clean: Files;
  readonly planted: Files;
  readonly faults: readonly PlantedFault[];
};
