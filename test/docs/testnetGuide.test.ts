import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { expect } from "chai";

const ROOT = join(import.meta.dirname, "..", "..");
const PAGE = "docs/guides/testnet.md";
const PORT = "8545"; // in the page
const CREATED = "the index of the page is there";
/** {ms} From a clone that is installed to an index. */
const LIMIT = 180_000;

/** `npm` as the page calls it, without the installation that npm's scripts begin with. */
const NPM = `#!/bin/sh
shift
if [ "$1" = --silent ]; then shift; fi
name=$1
shift
if [ "$1" = -- ]; then shift; fi
command=$(node -p "require('./package.json').scripts['$name'].replace('node bootstrap.mjs ', '')")
exec node --disable-warning=ExperimentalWarning $command "$@"
`;

/** The commands of a page: its blocks of shell, in their order. */
function blocksOf(page: string): string[] {
  return [...page.matchAll(/^\`\`\`sh\n([\s\S]*?)^\`\`\`/gm)].map(([, block = ""]) => block);
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

describe("docs/guides/testnet.md", function () {
  this.timeout(6 * LIMIT);
  let home: string;
  let blocks: string[];
  let output = "";
  let code: number | null = null;
  let elapsed = 0; // {ms} until there is an index

  before(async () => {
    home = await mkdtemp(join(tmpdir(), "sheaf-guide-"));
    const bin = join(home, "bin");
    await mkdir(bin);
    await writeFile(join(bin, "npm"), NPM);
    await chmod(join(bin, "npm"), 0o755);
    const [page, port] = [await readFile(join(ROOT, PAGE), "utf8"), await freePort()];
    blocks = blocksOf(page).map((block) => block.replaceAll(PORT, port));
    const script = blocks.flatMap((block) => {
      if (block.trimEnd().endsWith("&"))
        return [block.replace(/ &\n$/, ` > "$HOME/node.log" &\n`), waitForNode];
      return block.includes("index create") ? [block, `echo ${CREATED}`] : [block];
    });
    const startedAt = Date.now();
    const shell = spawn("bash", ["-euo", "pipefail", "-c", `${ending}\n${script.join("\n")}`], {
      cwd: ROOT,
      env: {
        ...process.env,
        HOME: home,
        PATH: [bin, process.env.PATH].join(delimiter),
        SHEAF_DEPLOYMENTS: join(home, "deployments"),
      },
    });
    for (const stream of [shell.stdout, shell.stderr])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (elapsed === 0 && output.includes(CREATED)) elapsed = Date.now() - startedAt;
      });
    [code] = (await once(shell, "close")) as [number | null];
  });
  after(() => rm(home, { recursive: true }));

  it("runs from its first command to its last", () => {
    expect(code, output).to.equal(0);
    expect(blocks.length).to.be.greaterThan(5);
    expect(elapsed).to.be.greaterThan(0);
  });

  // The time is checked on quiet machines only.
  if (process.env.CI !== undefined)
    it("takes less than three minutes after the installation", () => {
      expect(elapsed).to.be.lessThan(LIMIT);
    });
});

/** Ends the node with the script, however that ends. */
const ending = `trap 'kill $(jobs -p) 2> /dev/null || true' EXIT`;
const waitForNode = `
for attempt in $(seq 120); do
  if grep -q listening "$HOME/node.log"; then break; fi
  sleep 0.5
done
`;
