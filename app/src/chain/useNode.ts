import { useContext } from "react";

import { NodeContext } from "./NodeProvider.tsx";
import type { Node } from "./NodeProvider.tsx";

/** The node that the app reads. */
export function useNode(): Node {
  const node = useContext(NodeContext);
  if (node === undefined) throw new Error("useNode needs a NodeProvider above it");
  return node;
}
