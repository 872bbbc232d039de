import type { Address, Client, Hex } from "viem";
import { getAbiItem, keccak256, toHex, zeroHash } from "viem";
import { getBlock, getLogs, readContract } from "viem/actions";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { rolesAbi } from "../abi/rolesAbi.ts";
import { timelockAbi } from "../abi/timelockAbi.ts";
import { lossBounds } from "./lossBounds.ts";
import type { PendingOperation, RoleHolder, RoleName, RolesReport } from "./rolesReport.ts";

/** Blocks a request asks for: a response stays far under the 10 MiB that a transport accepts. */
const BLOCKS_PER_REQUEST = 2_000n;

export type RolesSource = {
  readonly client: Client;
  readonly vault: Address;
  readonly fromBlock: bigint; // not later than the deployment of roles and timelock
  readonly deviation: bigint; // {1} WAD; how far the feeds of a trade's two sides may stand from the market, together
};

type Reading = {
  readonly client: Client;
  readonly fromBlock: bigint;
  readonly blockNumber: bigint;
  readonly vault: Address;
  readonly roles: Address;
  readonly timelock: Address;
};

const idOf = (name: string): Hex => keccak256(toHex(name));
const OURS: readonly (readonly [RoleName, Hex])[] = [
  ["admin", zeroHash],
  ["strategist", idOf("STRATEGIST_ROLE")],
  ["keeper", idOf("KEEPER_ROLE")],
  ["guardian", idOf("GUARDIAN_ROLE")],
];
const TIMELOCKS: readonly (readonly [RoleName, Hex])[] = [
  ["admin", zeroHash],
  ["proposer", idOf("PROPOSER_ROLE")],
  ["canceller", idOf("CANCELLER_ROLE")],
  ["executor", idOf("EXECUTOR_ROLE")],
];

/**
 * Who can do what in an index at the latest block: every account that was ever given a role, asked again, and what the
 * timelock waits with. The events say whom to ask, and never what the answer is.
 */
export async function readRoles({
  client,
  vault,
  fromBlock,
  deviation,
}: RolesSource): Promise<RolesReport> {
  const { number: blockNumber, timestamp } = await getBlock(client, { blockTag: "latest" });
  const inVault = { address: vault, abi: indexVaultAbi, blockNumber } as const;
  const terms = await readContract(client, { ...inVault, functionName: "constitution" });
  const { roles } = terms;
  const timelock = await readContract(client, {
    address: roles,
    abi: rolesAbi,
    functionName: "timelock",
    blockNumber,
  });
  const reading = { client, fromBlock, blockNumber, vault, roles, timelock };
  return {
    block: blockNumber,
    timestamp,
    vault,
    roles,
    timelock,
    adminDelay: await readContract(client, {
      address: timelock,
      abi: timelockAbi,
      functionName: "getMinDelay",
      blockNumber,
    }),
    issuancePausedUntil: await readContract(client, {
      ...inVault,
      functionName: "issuancePausedUntil",
    }),
    tradingPausedUntil: await readContract(client, {
      ...inVault,
      functionName: "tradingPausedUntil",
    }),
    windingDown: await readContract(client, { ...inVault, functionName: "windingDown" }),
    bounds: {
      ...lossBounds({ ...terms, minInterval: BigInt(terms.minInterval) }, deviation),
      deviation,
    },
    holders: [
      ...(await holdersOf(reading, roles, OURS)),
      ...(await holdersOf(reading, timelock, TIMELOCKS)).filter(
        ({ account }) => account !== timelock,
      ),
    ],
    pending: await pendingOf(reading),
  };
}

/** Those who hold a role of one of the two contracts now. */
async function holdersOf(
  reading: Reading,
  address: Address,
  names: readonly (readonly [RoleName, Hex])[],
): Promise<RoleHolder[]> {
  const nameOf = new Map(names.map(([name, id]) => [id, name]));
  const granted = new Map<string, { readonly role: Hex; readonly account: Address }>();
  for (const [fromBlock, toBlock] of ranges(reading)) {
    const logs = await getLogs(reading.client, {
      address,
      event: getAbiItem({ abi: rolesAbi, name: "RoleGranted" }),
      fromBlock,
      toBlock,
      strict: true,
    });
    for (const { args } of logs) granted.set(`${args.role}${args.account}`, args);
  }
  const holders: RoleHolder[] = [];
  for (const { role: id, account } of granted.values()) {
    const role = nameOf.get(id);
    const holds = await readContract(reading.client, {
      address,
      abi: rolesAbi,
      functionName: "hasRole",
      args: [id, account],
      blockNumber: reading.blockNumber,
    });
    if (role === undefined || !holds) continue;
    holders.push(await describeHolder(reading, role, account));
  }
  return holders.toSorted((a, b) => a.role.localeCompare(b.role));
}

async function describeHolder(
  { client, blockNumber, vault, roles }: Reading,
  role: RoleName,
  account: Address,
): Promise<RoleHolder> {
  const signs = role === "strategist" || role === "keeper";
  return {
    role,
    account,
    blocked:
      signs &&
      (await readContract(client, {
        address: vault,
        abi: indexVaultAbi,
        functionName: "isBlocked",
        args: [account],
        blockNumber,
      })),
    removableAt:
      role === "guardian"
        ? await readContract(client, {
            address: roles,
            abi: rolesAbi,
            functionName: "removableAt",
            args: [account],
            blockNumber,
          })
        : 0n,
  };
}

/** What was scheduled and is neither done nor cancelled. */
async function pendingOf(reading: Reading): Promise<PendingOperation[]> {
  const scheduled = new Map<Hex, { readonly target: Address; readonly selector: Hex }[]>();
  for (const [fromBlock, toBlock] of ranges(reading)) {
    const logs = await getLogs(reading.client, {
      address: reading.timelock,
      event: getAbiItem({ abi: timelockAbi, name: "CallScheduled" }),
      fromBlock,
      toBlock,
      strict: true,
    });
    for (const { args } of logs) {
      const call = { target: args.target, selector: selectorOf(args.data) };
      scheduled.set(args.id, [...(scheduled.get(args.id) ?? []), call]);
    }
  }
  const pending: PendingOperation[] = [];
  for (const [id, calls] of scheduled) {
    const readyAt = await readContract(reading.client, {
      address: reading.timelock,
      abi: timelockAbi,
      functionName: "getTimestamp",
      args: [id],
      blockNumber: reading.blockNumber,
    });
    if (readyAt > 1n) pending.push({ id, readyAt, calls }); // zero is unknown or cancelled, one is done
  }
  return pending;
}

const selectorOf = (data: Hex): Hex => `0x${data.slice(2, 10)}`;

function* ranges({ fromBlock, blockNumber }: Reading): Generator<readonly [bigint, bigint]> {
  for (let from = fromBlock; from <= blockNumber; from += BLOCKS_PER_REQUEST) {
    const last = from + BLOCKS_PER_REQUEST - 1n;
    yield [from, last < blockNumber ? last : blockNumber];
  }
}
