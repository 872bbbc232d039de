#!/usr/bin/env node
/**
 * Runs a script of this project on a machine that has only git, Node >= 20 and npm.
 *
 *   node bootstrap.mjs <script.ts> [arguments]
 *
 * 1. If the system's Node is older than Hardhat 3 allows, installs the pinned Node binary (tools/node, from its own lockfile).
 * 2. Installs the dependencies from package-lock.json under that Node, once per lockfile: an older npm would silently
 *    skip the native parts whose `engines` it does not meet. Install scripts are not needed and do not run.
 * 3. Runs the script under that Node. Its exit code is ours.
 *
 * Plain JavaScript, no dependency: it has to run before anything is installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MINIMUM_NODE = [22, 18]; // Hardhat 3 needs 22.13; TypeScript without a build step needs 22.18.

const root = dirname(fileURLToPath(import.meta.url));

/** @returns {boolean} whether a version such as "22.23.3" can run this project */
function isRecentEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1]);
}

/** Runs a command with its output on our standard error, so that standard output stays the script's own. */
function runOrExit(command, commandArguments, environment, directory) {
  const { status, error } = spawnSync(command, commandArguments, {
    cwd: directory,
    env: environment,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  const reason = error ? error.message : `exit code ${status}`;
  console.error(
    `bootstrap: \`${command} ${commandArguments.join(" ")}\` failed in ${directory}: ${reason}`,
  );
  process.exit(1);
}

/** @returns {{ stale: boolean, mark: () => void }} whether `directory` was installed from another lockfile than today's */
function installStamp(directory, salt) {
  const lockfile = readFileSync(join(directory, "package-lock.json"));
  const expected = createHash("sha256").update(lockfile).update(salt).digest("hex");
  const stamp = join(directory, "node_modules", ".sheaf-installed");
  return {
    stale: !existsSync(stamp) || readFileSync(stamp, "utf8") !== expected,
    mark: () => writeFileSync(stamp, expected),
  };
}

/** @returns {string | undefined} the folder of the pinned Node binary inside tools/node */
function findPinnedNode() {
  const modules = join(root, "tools", "node", "node_modules");
  if (!existsSync(modules)) return undefined;
  const binary = process.platform === "win32" ? "node.exe" : "node";
  const packages = readdirSync(modules).filter((name) => name.startsWith("node-"));
  return packages
    .map((name) => join(modules, name, "bin"))
    .find((folder) => existsSync(join(folder, binary)));
}

/** @returns {string} the folder of a Node that can run this project */
function provideNode() {
  if (isRecentEnough(process.versions.node)) return dirname(process.execPath);
  const tools = join(root, "tools", "node");
  const stamp = installStamp(tools, process.platform + process.arch);
  if (stamp.stale || findPinnedNode() === undefined) {
    console.error(
      `bootstrap: Node ${process.versions.node} is older than ${MINIMUM_NODE.join(".")}; installing the pinned one`,
    );
    runOrExit("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], process.env, tools);
    stamp.mark();
  }
  const folder = findPinnedNode();
  if (folder !== undefined) return folder;
  console.error(
    `bootstrap: no Node binary is packaged for ${process.platform}-${process.arch}; install Node >= 22.18`,
  );
  process.exit(1);
}

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) {
  console.error("usage: node bootstrap.mjs <script.ts> [arguments]");
  process.exit(2);
}

const nodeFolder = provideNode();
const environment = {
  ...process.env,
  PATH: [nodeFolder, join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter),
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
};

const stamp = installStamp(root, process.platform + process.arch);
if (stamp.stale) {
  console.error("bootstrap: installing dependencies from package-lock.json (once, about a minute)");
  rmSync(join(root, "node_modules", ".sheaf-installed"), { force: true });
  runOrExit("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], environment, root);
  stamp.mark();
}

const binary = join(nodeFolder, process.platform === "win32" ? "node.exe" : "node");
const { status, signal } = spawnSync(
  binary,
  ["--disable-warning=ExperimentalWarning", join(root, script), ...scriptArguments],
  {
    cwd: root,
    env: { ...environment, SHEAF_CALLER_DIRECTORY: process.env.INIT_CWD ?? process.cwd() },
    stdio: "inherit",
  },
);
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 1);
