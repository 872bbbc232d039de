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
  const server = await network.createServer({ network: "node", override }, hostname, port);
  const address = await server.listen().catch((error: unknown) => {
    throw new UnusableOptionError(
      `--port: nothing can listen at ${hostname}:${port}: ${reasonOf(error)}`,
    );
  });
  print(`listening at http://${address.address}:${address.port}, chain 31337`);
  print(`npm run demo -- --rpc http://${address.address}:${address.port}`);
  await server.afterClosed();
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "the port is taken; name another";
  if (code === "EACCES") return "this user may not use the port; name one from 1024";
  return error instanceof Error ? error.message : String(error);
}
