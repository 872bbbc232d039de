import { addressOption } from "@sheaf/commands/addressOption";

/** The index that a command is about. */
export function vaultOption() {
  return addressOption("--vault <address>", "the index").makeOptionMandatory();
}
