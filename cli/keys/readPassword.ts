import { askHidden } from "../session/askHidden.ts";
import { readSecret } from "./readSecret.ts";

/**
 * The password of a key: the first line of a file, or a terminal's input, which is not shown.
 * @throws NoTerminalError where there is neither.
 */
export async function readPassword(file: string | undefined, question: string): Promise<string> {
  if (file === undefined)
    return askHidden({
      question,
      wanted: "A password",
      instead: "Name a file with --password-file.",
    });
  const text = await readSecret("--password-file", file);
  return text.split(/\r?\n/)[0] ?? "";
}
