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
import { spawn } from "node:child_process";
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

/** Errors of npm that say that no registry was reached. */
const UNREACHED =
  /\b(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

/** Says what cannot be done, and ends. */
function fail(message) {
  console.error(`bootstrap: ${message}`);
  process.exit(1);
}

/** Installs a folder's lockfile. A terminal shows how long it takes; npm's own output is shown only if it fails. */
async function install(title, environment, directory) {
  const terminal = process.stderr.isTTY;
  if (!terminal) console.error(`bootstrap: ${title}`);
  const startedAt = Date.now();
  const show = () =>
    process.stderr.write(`\rbootstrap: ${title}, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  const timer = terminal ? setInterval(show, 1000) : undefined;
  if (terminal) show();
  const { code, output } = await npmInstall(environment, directory);
  clearInterval(timer);
  if (terminal) process.stderr.write("\r\u001B[K");
  if (code === 0) return;
  const [unreached] = UNREACHED.exec(output) ?? [];
  if (unreached !== undefined)
    fail(
      `the packages could not be fetched: the package registry cannot be reached (${unreached}). Go online, or set npm's proxy, and run the command again.`,
    );
  console.error(output.trim());
  fail(`npm ci failed in ${directory} with exit code ${code}`);
}

function npmInstall(environment, directory) {
  return new Promise((resolve) => {
    const npm = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (chunk) => (output += chunk));
    npm.on("error", (error) => resolve({ code: 1, output: error.message }));
    npm.on("close", (code) => resolve({ code: code ?? 1, output }));
    forwardSignals(npm);
    endWithNpm(npm);
  });
}

/** Ends a child with us. A terminal's own Ctrl-C reaches the child by itself, and must not reach it twice. */
function forwardSignals(child) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
}

/** Ends a child once npm, which started us, is gone: npm's shell does not pass a signal on. */
function endWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  setInterval(() => process.ppid === npm || child.kill("SIGTERM"), 1000).unref();
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

/** @returns {Promise<string>} the folder of a Node that can run this project */
async function provideNode() {
  if (isRecentEnough(process.versions.node)) return dirname(process.execPath);
  const tools = join(root, "tools", "node");
  const stamp = installStamp(tools, process.platform + process.arch);
  const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  if (stamp.stale || findPinnedNode() === undefined) {
    await install(
      `Node ${process.versions.node} is older than ${MINIMUM_NODE.join(".")}; installing the pinned one`,
      process.env,
      tools,
    );
    stamp.mark();
  }
  const folder = findPinnedNode();
  if (folder !== undefined) return folder;
  const { optionalDependencies = {} } = JSON.parse(
    readFileSync(join(tools, "package.json"), "utf8"),
  );
  const isPackaged = Object.keys(optionalDependencies).some((name) => name.endsWith(platform));
  return fail(
    isPackaged // an optional package that cannot be fetched is no failure to npm
      ? `the pinned Node for ${platform} could not be fetched. Go online and run the command again, or install Node >= ${MINIMUM_NODE.join(".")}.`
      : `no Node binary is packaged for ${platform}; install Node >= ${MINIMUM_NODE.join(".")}`,
  );
}

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) {
  console.error("usage: node bootstrap.mjs <script.ts> [arguments]");
  process.exit(2);
}

const nodeFolder = await provideNode();
const environment = {
  ...process.env,
  PATH: [nodeFolder, join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter),
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
};

const stamp = installStamp(root, process.platform + process.arch);
if (stamp.stale) {
  rmSync(join(root, "node_modules", ".sheaf-installed"), { force: true });
  await install(
    "installing packages from package-lock.json, once, about a minute",
    environment,
    root,
  );
  stamp.mark();
}

const binary = join(nodeFolder, process.platform === "win32" ? "node.exe" : "node");
const child = spawn(
  binary,
  ["--disable-warning=ExperimentalWarning", join(root, script), ...scriptArguments],
  {
    cwd: root,
    env: { ...environment, SHEAF_CALLER_DIRECTORY: process.env.INIT_CWD ?? process.cwd() },
    stdio: "inherit",
  },
);
forwardSignals(child);
endWithNpm(child);
child.on("error", (error) => fail(`${binary} cannot be started: ${error.message}`));
child.on("close", (code, signal) => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
  if (signal) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
});
