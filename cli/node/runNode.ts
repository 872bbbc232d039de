import { once } from "node:events";
import { createServer } from "node:net";

import { UnusableOptionError } from "@sheaf/commands/errors";
import { network } from "hardhat";
import type { Address } from "viem";
import { z } from "zod";

import { poseAsBaseSepolia } from "./poseAsBaseSepolia.ts";

const LOCAL_CHAIN_ID = 31337;
const BASE_SEPOLIA_ID = 84532;
const BLOCK_TIME = 2_000; // {ms} of Base
const ANSWER = z.object({ result: z.unknown(), error: z.unknown().optional() });

export type NodeOptions = {
  readonly date: string | undefined; // YYYY-MM-DD
  readonly hostname: string;
  readonly port: number;
  readonly funded: readonly Address[] | undefined; // poses as Base Sepolia, with ether of these
  readonly print: (line: string) => void;
};

/**
 * Serves a local chain until the process is interrupted.
 * @throws UnusableOptionError where the port is taken or may not be used.
 */
export async function runNode({ date, hostname, port, funded, print }: NodeOptions): Promise<void> {
  const url = `http://${hostname}:${port}`;
  const clock = date === undefined ? {} : { initialDate: `${date}T00:00:00Z` };
  const posed = {
    chainId: BASE_SEPOLIA_ID,
    accounts: [],
    mining: { auto: false, interval: BLOCK_TIME },
  };
  const override = funded === undefined ? clock : { ...clock, ...posed };
  await checkPort(hostname, port);
  const server = await network.createServer({ network: "node", override }, hostname, port);
  await server.listen();
  if (funded !== undefined) await poseAsBaseSepolia(askAt(url), funded);
  const chainId = funded === undefined ? LOCAL_CHAIN_ID : BASE_SEPOLIA_ID;
  print(`listening at ${url}, chain ${chainId}; Ctrl-C ends it`);
  print(
    funded === undefined
      ? `a demo on it: npm run demo -- --rpc ${url}`
      : `a deployment to it: npm run deploy -- --network base-sepolia --rpc ${url}`,
  );
  await server.afterClosed();
}

function askAt(url: string) {
  return async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body });
    const { result, error } = ANSWER.parse(await response.json());
    if (error !== undefined) throw new Error(`${method} failed: ${JSON.stringify(error)}`);
    return result;
  };
}

/** Hardhat's server would end the process with a stack. */
async function checkPort(hostname: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, hostname), "listening");
  } catch (error) {
    throw new UnusableOptionError(
      `--port: nothing can listen at ${hostname}:${port}: ${reasonOf(error)}`,
    );
  }
  probe.close();
  await once(probe, "close");
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "the port is taken; name another";
  if (code === "EACCES") return "this user may not use the port; name one from 1024";
  return error instanceof Error ? error.message : String(error);
}
