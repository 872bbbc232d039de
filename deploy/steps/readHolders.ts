import { Interface } from "ethers";

import type { AskNode } from "../chain/askNode.ts";
import { readLogs } from "../chain/readLogs.ts";
import { ROLE_NAMES } from "./roleNames.ts";

const EVENTS = new Interface([
  "event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
  "event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender)",
]);

/** Reads the accounts that hold a role of a contract now. */
export type Holder = {
  readonly contract: string;
  readonly role: string; // name
  readonly account: string;
};

/** Reads the holders of all roles of contracts from their events, from a block before the first of them on. */
export async function readHolders(
  ask: AskNode,
  contracts: readonly string[],
  fromBlock: number,
): Promise<Holder[]> {
  const holders = new Map<string, Holder>();
  for (const { address, topics, data } of await readLogs(ask, contracts, fromBlock)) {
    const event = EVENTS.parseLog({ topics, data });
    if (event === null) continue;
    const { role, account } = event.args.toObject() as { role: string; account: string };
    const key = `${address} ${role} ${account}`;
    if (event.name === "RoleRevoked") holders.delete(key);
    else holders.set(key, { contract: address, role: ROLE_NAMES.get(role) ?? role, account });
  }
  return [...holders.values()];
}
