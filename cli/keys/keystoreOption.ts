import { pathOption } from "@sheaf/commands/pathOption";

/** The encrypted key that a command makes, reads or signs with. */
export function keystoreOption() {
  return pathOption(
    "--keystore <file>",
    "encrypted key, version 3; `sheaf keys new` makes one; default: ~/.sheaf/key.json",
  ).env("SHEAF_KEYSTORE");
}
