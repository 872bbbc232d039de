import type { AddressBook, ContractKey } from "@sheaf/sdk/addresses/addressBook";
import type { Address } from "viem";
import { zeroAddress } from "viem";

type Place = readonly [argument: number, name: string];

/** Constructor arguments that are other addresses of the book. */
const WIRING: Readonly<Partial<Record<ContractKey, readonly Place[]>>> = {
  roles: [[0, "timelock"]],
  registry: [
    [0, "roles"],
    [1, "usdc"],
  ],
  oracle: [
    [0, "registry"],
    [1, "sequencerFeed"],
  ],
  factory: [
    [0, "implementation"],
    [1, "roles"],
    [2, "registry"],
    [3, "oracle"],
    [4, "usdc"],
  ],
  router: [
    [0, "factory"],
    [1, "weth"],
    [2, "poolFactory"],
  ],
  lens: [[0, "poolFactory"]],
};

/** Ways in which a contract was connected with others than those of its book. */
export function wiringFaults(book: AddressBook, key: ContractKey): readonly string[] {
  const { constructorArguments } = book.contracts[key];
  const known: Readonly<Record<string, Address>> = {
    ...Object.fromEntries(
      Object.entries(book.contracts).map(([name, { address }]) => [name, address]),
    ),
    ...book.external,
    sequencerFeed: book.external.sequencerFeed ?? zeroAddress,
  };
  return (WIRING[key] ?? []).flatMap(([argument, name]) => {
    const [given, expected] = [String(constructorArguments[argument]), known[name] ?? zeroAddress];
    return given.toLowerCase() === expected.toLowerCase()
      ? []
      : [`it was deployed with ${given}; the book's ${name} is ${expected}`];
  });
}
