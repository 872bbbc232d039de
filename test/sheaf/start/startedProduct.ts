import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { parseAppConfig } from "@sheaf/sdk/appConfig/parseAppConfig";
import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { createPublicClient, http } from "viem";
import type { PublicClient } from "viem";

/** `npm start`, once it is ready. */
export type StartedProduct = {
  readonly child: ChildProcess;
  readonly url: string;
  readonly config: AppConfig;
  readonly client: PublicClient; // of its chain, by its own address
};

/** Runs `npm start -- --json - FLAGS...` as npm does once the dependencies are there, and waits until it is ready. */
export async function startedProduct(...flags: readonly string[]): Promise<StartedProduct> {
  const command = ["scripts/sheaf.ts", "start", "--json", "-", ...flags];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...command]);
  let errors = "";
  child.stderr.on("data", (part: Buffer) => (errors += part.toString()));
  const line = await Promise.race([
    once(createInterface(child.stdout), "line").then(([first]) => String(first)),
    once(child, "exit").then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`sheaf start ended: ${errors}`);
  const { url, ...config } = JSON.parse(line) as { readonly url: string };
  const client = createPublicClient({ transport: http(`${url}/rpc`), pollingInterval: 100 });
  return { child, url, config: parseAppConfig(config), client };
}
