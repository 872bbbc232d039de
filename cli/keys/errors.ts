import { PermanentError } from "@sheaf/sdk/units/errors";

/** There is no keystore where one is expected. */
export class NoKeystoreError extends PermanentError {
  override readonly name = "Keys.NoKeystoreError";

  constructor(file: string) {
    super(
      `There is no keystore ${file}. Make one with \`sheaf keys new\`, or name yours with --keystore.`,
    );
  }
}

/** A file is no keystore of version 3. */
export class MalformedKeystoreError extends PermanentError {
  override readonly name = "Keys.MalformedKeystoreError";

  constructor(file: string) {
    super(
      `${file} is no keystore of version 3. A wallet exports one as "JSON" or "UTC" file; \`sheaf keys import\` makes one from a private key.`,
    );
  }
}

/** A keystore does not open with the password. */
export class WrongPasswordError extends PermanentError {
  override readonly name = "Keys.WrongPasswordError";

  constructor(file: string) {
    super(`The password does not open ${file}. Nothing was signed.`);
  }
}

/** A keystore would be written over a file that is there. */
export class KeystoreExistsError extends PermanentError {
  override readonly name = "Keys.KeystoreExistsError";

  constructor(file: string) {
    super(`${file} is there already. A key is never written over; name another file.`);
  }
}

/** A text is no private key. */
export class MalformedKeyError extends PermanentError {
  override readonly name = "Keys.MalformedKeyError";

  constructor(file: string) {
    super(`${file} holds no private key: 0x and 64 hexadecimal digits, and nothing else.`);
  }
}

/** A password is too short to protect a key. */
export class WeakPasswordError extends PermanentError {
  override readonly name = "Keys.WeakPasswordError";

  constructor(min: number) {
    super(`The password is shorter than ${min} characters. Choose a longer one.`);
  }
}

/** Two inputs of a new password differ. */
export class PasswordsDifferError extends PermanentError {
  override readonly name = "Keys.PasswordsDifferError";

  constructor() {
    super("The two passwords differ. No key was made.");
  }
}
