import { cx } from "./cx.ts";

/** Keeps the place of something that is being read, so that nothing shifts when it is there. Give it the height of its content. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span aria-hidden="true" className={cx("block animate-pulse rounded-md bg-soft", className)} />
  );
}
