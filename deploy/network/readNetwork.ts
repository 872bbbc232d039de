import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { parseJson } from "@sheaf/sdk/units/parseJson";
import { MalformedJsonError } from "@sheaf/sdk/units/errors";
import type { z } from "zod/v4";

import { MalformedNetworkError, MainnetError, UnknownNetworkError } from "../errors.ts";
import { NETWORK_SCHEMA } from "./networkSchema.ts";
import type { NetworkFile } from "./networkSchema.ts";

export const NETWORKS_FOLDER = join(import.meta.dirname, "..", "networks");

/** Chains on which nothing has a value: a local one, Sepolia, Base Sepolia, OP Sepolia, Arbitrum Sepolia and two more. */
const TEST_CHAINS = new Set([31337, 11155111, 84532, 11155420, 421614, 80002, 560048]);

/**
 * Reads a network file by its name, or by its path if `name` ends in `.json`.
 * @throws UnknownNetworkError, MalformedNetworkError, MainnetError
 */
export async function readNetwork(name: string): Promise<NetworkFile> {
  const file = name.endsWith(".json") ? name : join(NETWORKS_FOLDER, `${name}.json`);
  const text = await readFile(file, "utf8").catch(async () => {
    const known = (await readdir(NETWORKS_FOLDER)).map((one) => basename(one, ".json"));
    throw new UnknownNetworkError(name, known.toSorted());
  });
  const { success, data, error } = NETWORK_SCHEMA.safeParse(parsed(file, text));
  if (!success) {
    const faults = error.issues.flatMap((issue) => faultsOf(issue));
    throw new MalformedNetworkError(file, faults.join("; "));
  }
  if (!TEST_CHAINS.has(data.chainId) && data.audit === undefined)
    throw new MainnetError(data.name, data.chainId);
  return data;
}

/** Of a place or a word, the place is explained. */
function faultsOf(issue: z.core.$ZodIssue, parents: readonly PropertyKey[] = []): string[] {
  const path = [...parents, ...issue.path];
  const [place] = issue.code === "invalid_union" ? issue.errors : [];
  if (place !== undefined) return place.flatMap((inner) => faultsOf(inner, path));
  return [`${path.map(String).join(".")}: ${issue.message}`];
}

function parsed(file: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof MalformedJsonError) throw new MalformedNetworkError(file, error.message);
    throw error;
  }
}
