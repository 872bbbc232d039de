import { APP_CONFIG_SCHEMA } from "./appConfigSchema.ts";
import type { AppConfig } from "./appConfigSchema.ts";
import { MalformedAppConfigError } from "./errors.ts";

/**
 * Checks a configuration of the app, such as the JSON of `/config.json`.
 * @throws MalformedAppConfigError that lists every fault.
 */
export function parseAppConfig(document: unknown): AppConfig {
  const parsed = APP_CONFIG_SCHEMA.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new MalformedAppConfigError(
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`),
  );
}
