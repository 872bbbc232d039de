import { Link } from "wouter";

/** An address that is no index of this app: no figure of an unknown contract is shown. */
export function UnknownIndex() {
  return (
    <div className="grid justify-items-center gap-3 py-16 text-center">
      <h1>This index is not known here</h1>
      <p className="max-w-[520px] text-dim">
        The address is of another chain, or of a contract that this app does not list. A contract
        can claim to be anything, so the app shows nothing of it.
      </p>
      <Link href="/">See the indexes</Link>
    </div>
  );
}
