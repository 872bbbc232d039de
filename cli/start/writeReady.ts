import { writeFile } from "node:fs/promises";

import { STANDARD_OUTPUT } from "@sheaf/commands/jsonOption";
import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";

/** Writes where the product is served, in one line, so that a program that started it knows when it is ready. */
export async function writeReady(
  json: string | undefined,
  url: string,
  config: AppConfig,
): Promise<void> {
  const line = `${JSON.stringify({ url, ...config })}\n`;
  if (json === STANDARD_OUTPUT) process.stdout.write(line);
  else if (json !== undefined) await writeFile(json, line);
}
