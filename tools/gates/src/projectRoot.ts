import { join } from "node:path";

/** Where the gates' own configuration lies. */
export const PROJECT_ROOT = join(import.meta.dirname, "..", "..", "..");
