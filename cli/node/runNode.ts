import { once } from "node:events";
import { createServer } from "node:net";

import { UnusableOptionError } from "@sheaf/commands/errors";
import { network } from "hardhat";

export type NodeOptions = {
  readonly date: string | undefined; // YYYY-MM-DD
  readonly hostname: string;
  readonly port: number;
  readonly print: (line: string) => void;
};

/**
 * Serves a local chain until the process is interrupted.
 * @throws UnusableOptionError where the port is taken or may not be used.
 */
export async function runNode({ date, hostname, port, print }: NodeOptions): Promise<void> {
  const override = date === undefined ? {} : { initialDate: `${date}T00:00:00Z` };
  await checkPort(hostname, port);
  const server = await network.createServer({ network: "node", override }, hostname, port);
  await server.listen();
  print(`listening at http://${hostname}:${port}, chain 31337; Ctrl-C ends it`);
  print(`a demo on it: npm run demo -- --rpc http://${hostname}:${port}`);
  await server.afterClosed();
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
