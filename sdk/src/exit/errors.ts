import { PermanentError } from "../units/errors.ts";

/** A token is not in the basket of the index. */
export class NotAComponentError extends PermanentError {
  override readonly name = "Exit.NotAComponentError";

  constructor(token: string) {
    super(`${token} is no component of the index. Correct --skip. Nothing was sent.`);
  }
}
