import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { isProductContract } from "./isProductContract.ts";
import { projectFiles } from "./projectFiles.ts";

/** Where one variable, or one member of a struct, lies. */
export type Variable = {
  readonly label: string;
  readonly slot: number;
  readonly offset: number; // {byte}
  readonly type: string;
};

/** Variables of every contract with storage, and members of every struct in storage, by name. */
export type StorageLayout = {
  readonly contracts: Readonly<Record<string, readonly Variable[]>>;
  readonly structs: Readonly<Record<string, readonly Variable[]>>;
};

type RawVariable = {
  readonly label: string;
  readonly slot: string;
  readonly offset: number;
  readonly type: string;
};
type RawLayout = {
  readonly storage: readonly RawVariable[];
  readonly types: Readonly<
    Record<string, { readonly label: string; readonly members?: readonly RawVariable[] }>
  > | null;
};
type Output = {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<string, Readonly<Record<string, { readonly storageLayout?: RawLayout }>>>
  >;
};
type Import = { readonly contents: string } | { readonly error: string };
type Solc = {
  compile(input: string, callbacks: { readonly import: (path: string) => Import }): string;
};

/** The compiler refused the sources. */
export class LayoutUnknownError extends Error {
  override readonly name = "Gates.LayoutUnknownError";
}

/** Asks the compiler, without generating code, where the product's contracts keep what they store. */
export async function readStorageLayout(root: string): Promise<StorageLayout> {
  const require = createRequire(import.meta.url);
  const solc = require("solc") as Solc;
  const files = (await projectFiles(root, ".sol")).filter(isProductContract);
  const contents = new Map(
    await Promise.all(
      files.map(async (file) => [file, await readFile(join(root, file), "utf8")] as const),
    ),
  );
  const find = (path: string): Import => {
    const places = [join(root, path), join(root, "node_modules", path)];
    const place = places.find((candidate) => existsSync(candidate));
    return place === undefined
      ? { error: `${path} not found` }
      : { contents: readFileSync(place, "utf8") };
  };
  const input = {
    language: "Solidity",
    sources: Object.fromEntries([...contents].map(([file, content]) => [file, { content }])),
    settings: { evmVersion: "osaka", outputSelection: { "*": { "*": ["storageLayout"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find })) as Output;
  const failures = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (failures.length > 0)
    throw new LayoutUnknownError(failures.map((failure) => failure.formattedMessage).join("\n"));
  return collect(output, contents);
}

/** Abstract parts are left out: their variables stand in the contracts that are made of them. */
function collect(output: Output, contents: ReadonlyMap<string, string>): StorageLayout {
  const contracts = new Map<string, readonly Variable[]>();
  const structs = new Map<string, readonly Variable[]>();
  for (const [file, content] of contents) {
    for (const [name, { storageLayout }] of Object.entries(output.contracts?.[file] ?? {})) {
      if (storageLayout === undefined || storageLayout.storage.length === 0) continue;
      if (new RegExp(`^abstract contract ${name}\\b`, "m").test(content)) continue;
      const types = storageLayout.types ?? {};
      const plain = ({ label, slot, offset, type }: RawVariable): Variable => ({
        label,
        slot: Number(slot),
        offset,
        type: types[type]?.label ?? type,
      });
      contracts.set(name, storageLayout.storage.map(plain));
      for (const { label, members } of Object.values(types)) {
        if (members !== undefined) structs.set(label.replace(/^struct /, ""), members.map(plain));
      }
    }
  }
  return { contracts: sorted(contracts), structs: sorted(structs) };
}

function sorted<value>(map: ReadonlyMap<string, value>): Readonly<Record<string, value>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
