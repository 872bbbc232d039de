import { PermanentError } from "@sheaf/sdk/units/errors";

/** The source gives the closes of another id than the rules' leader: its regime would be that of something else. */
export class WrongLeaderError extends PermanentError {
  override readonly name = "Decision.WrongLeaderError";

  constructor(wanted: string, given: string) {
    super(
      `The rules' regime.leader is ${wanted}, and the source has the closes of ${given}. Correct the rules or the source; nothing is decided.`,
    );
  }
}
