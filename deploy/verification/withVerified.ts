import type { AddressBook, DeployedContract } from "@sheaf/sdk/addresses/addressBook";

type Contracts = Readonly<Record<string, DeployedContract>>;

/** A book that says where the source of the contract at an address is verified. */
export function withVerified(book: AddressBook, address: string, link: string): AddressBook {
  const noted = (one: DeployedContract): DeployedContract =>
    one.address === address ? { ...one, verified: [...one.verified, link] } : one;
  const all = <contracts extends Contracts>(contracts: contracts): contracts =>
    Object.fromEntries(
      Object.entries(contracts).map(([name, one]) => [name, noted(one)]),
    ) as contracts;
  const { contracts, libraries, testMarket } = book;
  return {
    ...book,
    contracts: all(contracts),
    libraries: all(libraries),
    ...(testMarket === undefined
      ? {}
      : {
          testMarket: {
            ...testMarket,
            operator: noted(testMarket.operator),
            contracts: all(testMarket.contracts),
          },
        }),
  };
}
