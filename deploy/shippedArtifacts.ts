import type { ArtifactResolver } from "@nomicfoundation/ignition-core";

import { readShippedContract } from "./bytecode/readShippedContract.ts";

/** Ignition's artifacts from the committed bytecode alone: a deployment runs no compiler, and falls back to none. */
export function shippedArtifacts(): ArtifactResolver {
  return {
    loadArtifact: async (contractName) => {
      const { compiler: _, ...artifact } = await readShippedContract(contractName);
      return { _format: "hh3-artifact-1", ...artifact };
    },
    getBuildInfo: async () => undefined,
  };
}
