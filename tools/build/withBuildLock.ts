import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";

const LOCK = "cache/building.lock";
const PAUSE = 500; // {ms}

/**
 * Does work that writes build products. A second command in the same folder waits until the first is done: so contracts are
 * compiled once. A lock of a process that is gone counts for nothing.
 */
export async function withBuildLock<result>(
  work: () => Promise<result>,
  lock = LOCK,
): Promise<result> {
  await mkdir(dirname(lock), { recursive: true });
  for (let told = false; !(await take(lock)); told = true) {
    if (!told) process.stderr.write("waiting for another command that compiles the contracts\n");
    await setTimeout(PAUSE);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Whether the lock is ours now. */
async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const holder = Number(await readFile(lock, "utf8").catch(() => ""));
  // An empty file is a lock that is being written.
  if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true });
  return false;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
