import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

export type PosedNode = { readonly url: string; readonly process: ChildProcess };

/** `npm run sheaf -- node --network base-sepolia`, once it listens; `funded` have ether. */
export async function posedNode(...funded: readonly string[]): Promise<PosedNode> {
  const port = await freePort();
  const flags = ["--network", "base-sepolia", "--port", String(port)];
  for (const address of funded) flags.push("--fund", address);
  const command = ["--disable-warning=ExperimentalWarning", "scripts/sheaf.ts", "node", ...flags];
  const child = spawn(process.execPath, command);
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  return { url: `http://127.0.0.1:${port}`, process: child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
