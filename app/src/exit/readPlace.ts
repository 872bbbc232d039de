/** Where an index is: a node, and its address. Both are as a person typed them. */
export type Place = {
  readonly rpc: string;
  readonly index: string;
};

const OWN_NODE = "/rpc";

/** Reads a place from the address of the page: `/exit?rpc=https://node.example&index=0x...`. */
export function readPlace(search: string, origin: string): Place {
  const given = new URLSearchParams(search);
  return {
    rpc: given.get("rpc") ?? new URL(OWN_NODE, origin).href,
    index: given.get("index") ?? "",
  };
}
