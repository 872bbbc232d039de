import { askHidden } from "../session/askHidden.ts";
import { PasswordsDifferError } from "./errors.ts";
import { readPassword } from "./readPassword.ts";

/**
 * Reads the password of a new key. A terminal is prompted twice.
 * @throws PasswordsDifferError, NoTerminalError
 */
export async function newPassword(file: string | undefined): Promise<string> {
  const password = await readPassword(file, "New password");
  if (file !== undefined) return password;
  const again = await askHidden({
    question: "The same again",
    wanted: "A password",
    instead: "Name a file with --password-file.",
  });
  if (again !== password) throw new PasswordsDifferError();
  return password;
}
