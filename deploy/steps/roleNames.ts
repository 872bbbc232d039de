import { id as hashOf, ZeroHash } from "ethers";

/** Names of the timelock's roles and of ours, by their hashes. */
export const ROLE_NAMES: ReadonlyMap<string, string> = new Map([
  [ZeroHash, "admin"],
  [hashOf("PROPOSER_ROLE"), "proposer"],
  [hashOf("EXECUTOR_ROLE"), "executor"],
  [hashOf("CANCELLER_ROLE"), "canceller"],
  [hashOf("STRATEGIST_ROLE"), "strategist"],
  [hashOf("KEEPER_ROLE"), "keeper"],
  [hashOf("GUARDIAN_ROLE"), "guardian"],
]);
