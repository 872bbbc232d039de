import { constants } from "node:fs";
import { access } from "node:fs/promises";

import { run } from "../build/run.ts";

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const APT = "/usr/bin/apt-get";

/** A Chromium, or what a person can do to have one. */
export type ChromiumSearch = { readonly path: string } | { readonly missing: string };

/**
 * Finds a Chromium: `CHROME_PATH`, or one in the usual places. As root on a system with apt it installs Debian's.
 * @param print takes a line before an installation begins
 */
export async function findChromium(
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<ChromiumSearch> {
  const { CHROME_PATH: named } = environment;
  if (named !== undefined && named !== "")
    return (await isProgram(named))
      ? { path: named }
      : { missing: `CHROME_PATH is ${named}, and no program is there. Correct it, or unset it.` };
  const found = await firstProgram();
  if (found !== undefined) return { path: found };
  if (process.getuid?.() !== 0 || !(await isProgram(APT)))
    return { missing: "No Chromium was found. Install one, or set CHROME_PATH to its program." };
  print("installing chromium with apt");
  const quiet = { quiet: true, environment: { DEBIAN_FRONTEND: "noninteractive" } };
  await run(APT, ["update"], quiet);
  const { code, output } = await run(
    APT,
    ["install", "-y", "--no-install-recommends", "chromium"],
    quiet,
  );
  const installed = code === 0 ? await firstProgram() : undefined;
  return installed === undefined
    ? { missing: `apt could not install chromium: ${output.trim().split("\n").at(-1) ?? ""}` }
    : { path: installed };
}

async function firstProgram(): Promise<string | undefined> {
  for (const path of USUAL) if (await isProgram(path)) return path;
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
