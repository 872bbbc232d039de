import { readFile } from "node:fs/promises";

import { UnusableOptionError } from "@sheaf/commands/errors";
import { MalformedDecimalError } from "@sheaf/sdk/units/errors";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { z } from "zod/v4";

const WAD_DECIMALS = 18;
const PRICES = z.record(z.string(), z.string());

/**
 * Reads prices that a person names: a JSON object of decimal texts in USD, by the id of the token.
 * @returns D18{usd/token} by id
 * @throws UnusableOptionError
 */
export async function readPrices(file: string): Promise<ReadonlyMap<string, bigint>> {
  const unusable = (fault: string) =>
    new UnusableOptionError(`--prices: ${file} ${fault}; write {"amber-oak": "12.5"}`);
  const text = await readFile(file, "utf8").catch(() => {
    throw unusable("cannot be read");
  });
  const { success, data } = PRICES.safeParse(parsed(text));
  if (!success) throw unusable("is no JSON object of decimal texts");
  const entries = Object.entries(data).map(([id, price]) => [id, priceOf(price)] as const);
  const bad = entries.find(([, price]) => price === undefined || price <= 0n);
  if (bad !== undefined) throw unusable(`has no price for ${bad[0]}`);
  return new Map(entries.map(([id, price]) => [id, price ?? 0n]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function priceOf(text: string): bigint | undefined {
  try {
    return parseDecimal(text, WAD_DECIMALS);
  } catch (error) {
    if (error instanceof MalformedDecimalError) return undefined;
    throw error;
  }
}
