import { setTimeout } from "node:timers/promises";

import { NotVerifiedError, ServiceBusyError } from "./errors.ts";
import type { Submission, Verifier } from "./verifier.ts";

export type Pace = {
  readonly poll: number; // {ms} between two questions
  readonly patience: number; // {ms} for one contract
};

/**
 * Verifies a source at a service: looks it up, submits it if it is new, and asks until the service has decided. A request that
 * is limited or fails is sent again, each time after twice the pause.
 * @returns where it can be read
 * @throws NotVerifiedError, ServiceBusyError
 */
export async function verifySource(
  verifier: Verifier,
  submission: Submission,
  { poll, patience }: Pace,
): Promise<string> {
  const until = Date.now() + patience;
  const patiently = async <answer>(ask: () => Promise<answer>): Promise<answer> => {
    for (let pause = poll; ; pause *= 2) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof ServiceBusyError) || Date.now() + pause > until) throw error;
        await setTimeout(pause);
      }
    }
  };
  const link = verifier.link(submission);
  if (await patiently(() => verifier.isVerified(submission))) return link;
  const ticket = await patiently(() => verifier.submit(submission));
  if (ticket === undefined) return link;
  for (;;) {
    const progress = await patiently(() => verifier.progressOf(submission, ticket));
    if (progress.state === "verified") return link;
    if (progress.state === "failed") throw new NotVerifiedError(verifier.name, progress.reason);
    if (Date.now() + poll > until)
      throw new ServiceBusyError(verifier.name, "the request still waits in its queue");
    await setTimeout(poll);
  }
}
