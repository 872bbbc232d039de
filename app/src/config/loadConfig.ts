import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { parseAppConfig } from "@sheaf/sdk/appConfig/parseAppConfig";

import { ConfigUnavailableError } from "./errors.ts";

const PATH = "/config.json";

/**
 * Reads the configuration that is served beside the app.
 * @throws ConfigUnavailableError, MalformedAppConfigError
 */
export async function loadConfig(): Promise<AppConfig> {
  const response = await fetch(PATH, { cache: "no-store" }).catch(() => undefined);
  if (response === undefined) throw new ConfigUnavailableError(PATH, "nothing was received");
  if (!response.ok) throw new ConfigUnavailableError(PATH, `HTTP status ${response.status}`);
  const text = await response.text();
  try {
    return parseAppConfig(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ConfigUnavailableError(PATH, "it is no JSON");
    throw error;
  }
}
