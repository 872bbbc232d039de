import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { createContext } from "react";

/** The configuration, which is loaded before anything is drawn. */
export const ConfigContext = createContext<AppConfig | undefined>(undefined);
