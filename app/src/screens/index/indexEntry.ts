import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import type { IndexView } from "@sheaf/sdk/lens/indexView";

/** An index of the configuration. */
export type IndexEntry = AppConfig["indexes"][number];

/** An index, and its state once that is read. */
export type IndexProps = { readonly index: IndexEntry; readonly view: IndexView | undefined };
