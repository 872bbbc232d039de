import { basketFixture } from "../../fixtures/basketFixture.ts";
import { serveIndex } from "./serveIndex.ts";

export type { Outcome } from "./serveIndex.ts";
export type AdminFixture = Awaited<ReturnType<typeof adminFixture>>;

/** An index after its first epoch, on a node. */
export async function adminFixture() {
  return serveIndex(await basketFixture());
}
