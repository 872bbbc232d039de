import { indexFactoryAbi } from "@sheaf/sdk/abi/indexFactoryAbi";
import { BULK, CALLS_PER_REQUEST } from "@sheaf/sdk/chain/bulk";
import { readInParts } from "@sheaf/sdk/chain/readInParts";
import { erc20Abi, getAddress } from "viem";
import type { Address } from "viem";
import { multicall } from "viem/actions";

import type { Session } from "../session/openSession.ts";

export type NamedIndex = {
  readonly address: Address;
  readonly symbol: string;
};

const MAX_SYMBOL = 32; // {characters} anybody may create an index under any symbol

/** Every index of a deployment, the oldest first. */
export async function listIndexes({ client, book }: Session): Promise<NamedIndex[]> {
  const factory = { address: book.contracts.factory.address, abi: indexFactoryAbi } as const;
  const count = await client.readContract({ ...factory, functionName: "indexCount" });
  const positions = Array.from({ length: Number(count) }, (_, at) => BigInt(at));
  const addresses = await readInParts(positions, CALLS_PER_REQUEST, (part) =>
    multicall(client, {
      ...BULK,
      contracts: part.map((at) => ({ ...factory, functionName: "indexAt", args: [at] }) as const),
    }),
  );
  const symbols = await readInParts(addresses, CALLS_PER_REQUEST, async (part) => {
    const answers = await multicall(client, {
      ...BULK,
      allowFailure: true,
      contracts: part.map(
        (address) => ({ address, abi: erc20Abi, functionName: "symbol" }) as const,
      ),
    });
    return answers.map(({ result }) => result);
  });
  return addresses.map((address, at) => ({
    address: getAddress(address),
    symbol: (symbols[at] ?? address).slice(0, MAX_SYMBOL),
  }));
}
