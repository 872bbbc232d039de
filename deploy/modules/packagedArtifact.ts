import { createRequire } from "node:module";

import type { Abi, Artifact } from "@nomicfoundation/ignition-core";

/** A package's JSON of an older compiler, in the shape that Ignition wants; the contract links no library. */
export function packagedArtifact(path: string): Artifact {
  const { contractName, abi, bytecode, deployedBytecode } = createRequire(import.meta.url)(
    path,
  ) as Pick<Artifact<Abi>, "contractName" | "abi" | "bytecode" | "deployedBytecode">;
  return {
    _format: "hh-sol-artifact-1",
    contractName,
    sourceName: path,
    abi,
    bytecode,
    linkReferences: {},
    deployedBytecode,
    deployedLinkReferences: {},
  };
}
