import { hashOption } from "@sheaf/commands/hashOption";

/** An operation of the timelock. */
export function operationOption() {
  return hashOption(
    "--operation <id>",
    "id of an operation of the timelock, from `sheaf admin pending`",
  );
}
