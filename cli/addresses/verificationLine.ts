import type { Verification } from "../../deploy/verification/verifyBook.ts";

const MARKS: Readonly<Record<Verification["state"], string>> = {
  verified: "verified",
  known: "verified before",
  failed: "REFUSED",
  waiting: "NOT DONE",
};

/** A line on the verification of one contract at one service. */
export function verificationLine({ name, service, state, text }: Verification): string {
  return `${service.padEnd(10)} ${name.padEnd(18)} ${MARKS[state].padEnd(15)} ${text}`;
}
