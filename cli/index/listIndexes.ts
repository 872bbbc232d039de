import { indexFactoryAbi } from "@sheaf/sdk/abi/indexFactoryAbi";
import { BULK } from "@sheaf/sdk/chain/bulk";
import { erc20Abi, getAddress } from "viem";
import type { Address } from "viem";
import { multicall } from "viem/actions";

import type { Session } from "../session/openSession.ts";

export type NamedIndex = {
  readonly address: Address;
  readonly name: string;
  readonly symbol: string;
};

/** Every index of a deployment, the oldest first. */
export async function listIndexes({ client, book }: Session): Promise<NamedIndex[]> {
  const factory = { address: book.contracts.factory.address, abi: indexFactoryAbi } as const;
  const count = await client.readContract({ ...factory, functionName: "indexCount" });
  const found = await multicall(client, {
    ...BULK,
    contracts: Array.from(
      { length: Number(count) },
      (_, at) => ({ ...factory, functionName: "indexAt", args: [BigInt(at)] }) as const,
    ),
  });
  const addresses = found.map((address) => getAddress(address));
  const [names, symbols] = await Promise.all(
    (["name", "symbol"] as const).map((functionName) =>
      multicall(client, {
        ...BULK,
        contracts: addresses.map((address) => ({ address, abi: erc20Abi, functionName }) as const),
      }),
    ),
  );
  return addresses.map((address, at) => ({
    address,
    name: String(names?.[at]),
    symbol: String(symbols?.[at]),
  }));
}
