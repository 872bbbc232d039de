import { nodeFault } from "../chain/nodeFault.ts";
import { afterSending } from "./afterSending.ts";
import { openSession } from "./openSession.ts";
import type { Session, SessionOptions } from "./openSession.ts";

/**
 * Opens a session and does a command's work with it. A node that fails in the middle is one clear line.
 * @throws NodeUnreachableError, NodeRefusedError, StoppedInBetweenError and those of `openSession`
 */
export async function useSession<result>(
  options: SessionOptions,
  work: (session: Session) => Promise<result>,
): Promise<result> {
  const session = await openSession(options).catch((error: unknown) => {
    throw nodeFault(error, options.rpc);
  });
  try {
    return await work(session);
  } catch (error) {
    throw afterSending(error, options.rpc, session.sent);
  }
}
