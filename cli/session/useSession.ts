import { nodeFault } from "../chain/nodeFault.ts";
import { openSession } from "./openSession.ts";
import type { Session, SessionOptions } from "./openSession.ts";

/**
 * Opens a session and does a command's work with it. A node that fails in the middle is one clear line.
 * @throws NodeUnreachableError, NodeRefusedError and those of `openSession`
 */
export async function useSession<result>(
  options: SessionOptions,
  work: (session: Session) => Promise<result>,
): Promise<result> {
  try {
    return await work(await openSession(options));
  } catch (error) {
    throw nodeFault(error, options.rpc);
  }
}
