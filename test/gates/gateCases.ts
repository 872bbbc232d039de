import { dependencies } from "./faults/dependencies.ts";
import { formatting } from "./faults/formatting.ts";
import { freshness } from "./faults/freshness.ts";
import { leftovers } from "./faults/leftovers.ts";
import { licences } from "./faults/licences.ts";
import { secrets } from "./faults/secrets.ts";
import { sizes } from "./faults/sizes.ts";
import { solidity } from "./faults/solidity.ts";
import { spelling } from "./faults/spelling.ts";
import { storage } from "./faults/storage.ts";
import { typescript } from "./faults/typescript.ts";
import type { GateCase } from "./plantedFault.ts";

/** What is planted for each gate, in the order in which they run. */
export const GATE_CASES: readonly GateCase[] = [
  leftovers,
  licences,
  sizes,
  secrets,
  solidity,
  dependencies,
  storage,
  freshness,
  spelling,
  formatting,
  typescript,
];
