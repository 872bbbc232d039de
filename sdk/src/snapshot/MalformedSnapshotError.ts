import { PermanentError } from "../units/PermanentError.ts";

/** What is wrong at a place of a document: `$.rows[3].price`. */
export type PathFault = { readonly path: string; readonly fault: string };

/** A snapshot breaks its format. Nothing is derived from it. */
export class MalformedSnapshotError extends PermanentError {
  override readonly name = "Snapshot.MalformedSnapshotError";
  readonly faults: readonly PathFault[];

  constructor(faults: readonly PathFault[]) {
    const [first, ...more] = faults;
    const others = more.length === 0 ? "" : ` (and ${more.length} more faults)`;
    super(
      `The snapshot is malformed: ${first?.path ?? "$"} ${first?.fault ?? ""}${others}. Get it again from who published it.`,
    );
    this.faults = faults;
  }
}
