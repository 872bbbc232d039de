import type { Session } from "../../session/openSession.ts";
import type { Pending } from "./pending.ts";
import { readAnnouncements } from "./readAnnouncements.ts";
import { readFees } from "./readFees.ts";
import { readOperations } from "./readOperations.ts";

/** Everything that was announced and waits, the earliest first. */
export async function readPending(session: Session): Promise<Pending[]> {
  const all = [
    ...(await readOperations(session)),
    ...(await readAnnouncements(session)),
    ...(await readFees(session)),
  ];
  return all.toSorted((a, b) => Number(a.from - b.from));
}
