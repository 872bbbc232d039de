import { Suspense, lazy } from "react";

import { Dialog } from "../../../ui/Dialog.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexEntry } from "../indexEntry.ts";

const Roles = lazy(async () => {
  const { Roles: list } = await import("./Roles.tsx");
  return { default: list };
});

/** Opens the list of who can do what. It is read from the chain when it is opened. */
export function RolesDialog({ index }: { readonly index: IndexEntry }) {
  return (
    <Dialog
      title="Who can do what"
      trigger={(open) => (
        <button
          type="button"
          className="rounded text-small text-accent underline underline-offset-3"
          onClick={open}
        >
          Who can do what
        </button>
      )}
    >
      {() => (
        <Suspense fallback={<Skeleton className="h-96 w-full" />}>
          <Roles index={index} />
        </Suspense>
      )}
    </Dialog>
  );
}
