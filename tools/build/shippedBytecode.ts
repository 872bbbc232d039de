import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { keccak256, toUtf8Bytes } from "ethers";

type Place = { readonly start: number; readonly length: number }; // {byte}
type Links = Readonly<Record<string, Readonly<Record<string, readonly Place[]>>>>;
type BuiltArtifact = {
  readonly contractName: string;
  readonly sourceName: string;
  readonly inputSourceName: string;
  readonly buildInfoId: string;
  readonly abi: readonly unknown[];
  readonly bytecode: string;
  readonly deployedBytecode: string;
  readonly linkReferences: Links;
  readonly deployedLinkReferences: Links;
  readonly immutableReferences?: Readonly<Record<string, readonly Place[]>>;
};
type BuildInfo = {
  readonly solcLongVersion: string;
  readonly input: { readonly settings: Readonly<Record<string, unknown>> };
};

/** The properties of a Hardhat artifact that a deployment needs, as JSON with a line for each. */
export async function shippedBytecode(root: string, source: string): Promise<string> {
  const name = basename(source, ".sol");
  const path = join(root, "artifacts", source, `${name}.json`);
  const artifact = JSON.parse(await readFile(path, "utf8")) as BuiltArtifact;
  const { buildInfoId, immutableReferences = {}, ...rest } = artifact;
  const infoPath = join(root, "artifacts", "build-info", `${buildInfoId}.json`);
  const { solcLongVersion, input } = JSON.parse(await readFile(infoPath, "utf8")) as BuildInfo;
  const shipped = {
    contractName: rest.contractName,
    sourceName: rest.sourceName,
    inputSourceName: rest.inputSourceName,
    abi: rest.abi,
    bytecode: rest.bytecode,
    deployedBytecode: rest.deployedBytecode,
    linkReferences: rest.linkReferences,
    deployedLinkReferences: rest.deployedLinkReferences,
    immutableReferences: numbered(immutableReferences),
    compiler: { version: solcLongVersion, settingsHash: hashOf(input.settings) },
  };
  const lines = Object.entries(shipped).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value, withoutInternalTypes)}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

const withoutInternalTypes = (key: string, value: unknown): unknown =>
  key === "internalType" ? undefined : value;

/** The compiler names an immutable by a number that depends on the sources compiled beside it: its order does not. */
function numbered(
  references: Readonly<Record<string, readonly Place[]>>,
): Record<string, readonly Place[]> {
  const first = (places: readonly Place[]): number => Math.min(...places.map(({ start }) => start));
  const inOrder = Object.values(references).sort((one, other) => first(one) - first(other));
  return Object.fromEntries(inOrder.entries());
}

/** Of the settings that decide the code. The others name outputs, and where imports lie. */
function hashOf({
  evmVersion,
  optimizer,
  viaIR = false,
}: Readonly<Record<string, unknown>>): string {
  return keccak256(toUtf8Bytes(JSON.stringify({ evmVersion, optimizer, viaIR })));
}
