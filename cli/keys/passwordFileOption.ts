import { pathOption } from "@sheaf/commands/pathOption";

/** Where the password of a key is, on a machine without a terminal. */
export function passwordFileOption() {
  return pathOption(
    "--password-file <file>",
    "file with the key's password; without it a terminal is asked",
  ).env("SHEAF_PASSWORD_FILE");
}
