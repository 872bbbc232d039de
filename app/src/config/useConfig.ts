import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { useContext } from "react";

import { ConfigContext } from "./ConfigContext.ts";

/** The configuration of the app. */
export function useConfig(): AppConfig {
  const config = useContext(ConfigContext);
  if (config === undefined) throw new Error("useConfig needs a ConfigContext above it");
  return config;
}
