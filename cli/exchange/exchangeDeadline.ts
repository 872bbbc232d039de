import type { Session } from "../session/openSession.ts";

const PATIENCE = 600n; // {s}

/** {s} Ten minutes from now, by the chain's clock. */
export async function exchangeDeadline(client: Session["client"]): Promise<bigint> {
  const { timestamp } = await client.getBlock({ blockTag: "latest" });
  return timestamp + PATIENCE;
}
