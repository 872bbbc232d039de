import { existsSync } from "node:fs";
import { join } from "node:path";

import { runQuietly } from "./runQuietly.ts";

/** Every file that is or would be committed, sorted; of `extensions` only, if any are given. */
export async function projectFiles(
  root: string,
  ...extensions: readonly string[]
): Promise<readonly string[]> {
  const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { output } = await runQuietly("git", listed, root);
  const files = output.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
  const wanted = files.filter(
    (file) => extensions.length === 0 || extensions.some((end) => file.endsWith(end)),
  );
  return [...new Set(wanted)].sort();
}
