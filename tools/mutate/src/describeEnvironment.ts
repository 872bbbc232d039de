import { readFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";

/** Day, versions, and how busy the machine is: what the seconds of a run hang on. */
export async function describeEnvironment(root: string): Promise<string> {
  const versionOf = async (name: string): Promise<string> => {
    const text = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
    const { version } = JSON.parse(text) as { version: string };
    return `${name} ${version}`;
  };
  const packages = await Promise.all(["hardhat", "solc", "mocha"].map(versionOf));
  const versions = [...packages, `Node ${process.versions.node}`].join(", ");
  const load = loadavg().map((average) => average.toFixed(1));
  const day = new Date().toISOString().slice(0, 10);
  return `${day}; ${versions}; ${cpus().length} cores, load at the end ${load.join(", ")} (1, 5, 15 minutes)`;
}
