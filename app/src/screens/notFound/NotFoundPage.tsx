import { Link } from "wouter";

/** An address that no page has. */
export function NotFoundPage() {
  return (
    <div className="grid justify-items-center gap-3 py-16 text-center">
      <h1>There is no such page</h1>
      <p className="text-dim">
        The address may be mistyped, or it is of another version of this app.
      </p>
      <Link href="/">See the indexes</Link>
    </div>
  );
}
