import type { AddressBook, DeployedContract } from "@sheaf/sdk/addresses/addressBook";

/** A contract of a book, by its name there. */
export type NamedContract = { readonly name: string; readonly deployed: DeployedContract };

/**
 * Every contract of a book that the deployment itself created. The implementation is linked with the book's libraries, unless
 * its own entry names them.
 */
export function bookContracts(book: AddressBook): readonly NamedContract[] {
  const { contracts, libraries, testMarket } = book;
  const market =
    testMarket === undefined ? {} : { operator: testMarket.operator, ...testMarket.contracts };
  const addresses = Object.fromEntries(
    Object.entries(libraries).map(([name, { address }]) => [name, address]),
  );
  const implementation = { libraries: addresses, ...contracts.implementation };
  const all = { ...contracts, implementation, ...libraries, ...market };
  return Object.entries(all).map(([name, deployed]) => ({ name, deployed }));
}
