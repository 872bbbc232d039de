import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { MalformedBytecodeError, NotShippedError } from "./errors.ts";

const places = z.array(z.object({ start: z.number(), length: z.number() })); // {byte}
const links = z.record(z.string(), z.record(z.string(), places));
const code = z.string().regex(/^0x/);

const shippedContract = z.object({
  contractName: z.string(),
  sourceName: z.string(), // as Hardhat names the source
  inputSourceName: z.string(), // as the compiler's input names it
  abi: z.array(z.unknown()),
  bytecode: code,
  deployedBytecode: code,
  linkReferences: links,
  deployedLinkReferences: links,
  immutableReferences: z.record(z.string(), places),
  compiler: z.object({ version: z.string(), settingsHash: z.string() }),
});

/** A contract's artifact, as `npm run generate -- bytecode` wrote it. */
export type ShippedContract = z.infer<typeof shippedContract>;

const ROOT = join(import.meta.dirname, "..", "..");
const NAME = /^\w+$/;
const FOLDERS = ["sdk/bytecode", "deploy/bytecode/testMarket"];

/**
 * Reads the committed bytecode of a contract.
 * @throws NotShippedError, MalformedBytecodeError
 */
export async function readShippedContract(contract: string): Promise<ShippedContract> {
  const files = FOLDERS.map((folder) => `${folder}/${contract}.json`);
  const file = NAME.test(contract) ? files.find((one) => existsSync(join(ROOT, one))) : undefined;
  if (file === undefined) throw new NotShippedError(contract);
  const text = await readFile(join(ROOT, file), "utf8");
  const { success, data, error } = shippedContract.safeParse(parsed(text));
  if (success) return data;
  const [{ path, message } = { path: [], message: "" }] = error.issues;
  throw new MalformedBytecodeError(file, `${path.join(".")}: ${message}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
