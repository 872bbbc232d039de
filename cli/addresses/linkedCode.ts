import type { Address, Hex } from "viem";

import type { ShippedContract } from "../../deploy/bytecode/readShippedContract.ts";

type Links = ShippedContract["linkReferences"];

/** Code in which every place of a library holds its address. A library without an address leaves its places as they are. */
export function linkedCode(
  code: string,
  links: Links,
  libraries: Readonly<Record<string, Address>>,
): Hex {
  let linked = code;
  for (const [library, places] of Object.values(links).flatMap((names) => Object.entries(names))) {
    const address = libraries[library]?.slice("0x".length).toLowerCase();
    if (address === undefined) continue;
    for (const { start } of places) {
      const at = "0x".length + 2 * start;
      linked = linked.slice(0, at) + address + linked.slice(at + address.length);
    }
  }
  return linked as Hex;
}
