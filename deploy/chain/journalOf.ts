import { join } from "node:path";

/** Folder of a module's journal within the folder of a deployment. */
export function journalOf(folder: string, module: string): string {
  return join(folder, module);
}
