import { readFile } from "node:fs/promises";

import { getAddress, isKeystoreJson } from "ethers";
import { z } from "zod";

import { MalformedKeystoreError, NoKeystoreError } from "./errors.ts";
import type { HexText } from "./hexText.ts";

/** A keystore as it lies on the disk, encrypted. */
export type Keystore = { readonly file: string; readonly json: string; readonly address: HexText };

const AddressPart = z.object({ address: z.string().regex(/^(0x)?[0-9a-fA-F]{40}$/) });

/**
 * Reads a keystore without opening it.
 * @throws NoKeystoreError, MalformedKeystoreError
 */
export async function readKeystore(file: string): Promise<Keystore> {
  const json = await readText(file);
  if (!isKeystoreJson(json)) throw new MalformedKeystoreError(file);
  const parsed = AddressPart.safeParse(JSON.parse(json));
  if (!parsed.success) throw new MalformedKeystoreError(file);
  const digits = getAddress(`0x${parsed.data.address.replace(/^0x/, "")}`).slice(2);
  return { file, json, address: `0x${digits}` };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new NoKeystoreError(file);
    throw new MalformedKeystoreError(file);
  }
}
