import { homedir } from "node:os";
import { join } from "node:path";

/** The keystore of a person who names none. */
export function defaultKeystore(): string {
  return join(homedir(), ".sheaf", "key.json");
}
