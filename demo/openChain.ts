import { rmSync } from "node:fs";
import { join } from "node:path";

import { config, network } from "hardhat";

import { LEAD_TIME } from "./localChain.ts";

export type Connection = Awaited<ReturnType<typeof network.create>>;

/**
 * Opens a local chain whose clock is two weeks or more before `firstDate`: one in this process, or the node at `rpcUrl`,
 * which `checkNode` has checked.
 */
export async function openChain(
  firstDate: string,
  rpcUrl: string | undefined,
): Promise<Connection> {
  const latest = new Date(Date.parse(`${firstDate}T00:00:00Z`) - LEAD_TIME * 1000).toISOString();
  if (rpcUrl === undefined) return network.create({ override: { initialDate: latest } });
  const connection = await network.create({ network: "external", override: { url: rpcUrl } });
  return withOwnJournal(connection);
}

/** Ignition keeps its journal of this run in a folder of its own, which is removed at the end. No other journal is touched. */
function withOwnJournal(connection: Connection): Connection {
  const { ignition } = connection;
  const deploymentId = `demo-${process.pid}`;
  const journal = join(config.paths.ignition, "deployments", deploymentId);
  process.once("exit", () => rmSync(journal, { recursive: true, force: true }));
  connection.ignition = {
    type: ignition.type,
    deploy: (module, options) => ignition.deploy(module, { ...options, deploymentId }),
    getResolvedConfig: (given) => ignition.getResolvedConfig(given),
  };
  return connection;
}
