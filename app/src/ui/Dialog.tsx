import { useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";

export type DialogProps = {
  readonly title: string;
  readonly trigger: (open: () => void) => ReactNode;
  readonly children: (close: () => void) => ReactNode;
};

/**
 * A dialog over the page: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back. A library's
 * would write a style sheet into the page, which the content security policy forbids.
 */
export function Dialog({ title, trigger, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  const close = (): void => dialog.current?.close();

  return (
    <>
      {trigger(() => setOpen(true))}
      {isOpen && (
        <dialog
          ref={dialog}
          aria-labelledby={id}
          onClose={() => setOpen(false)}
          onClick={({ target }) => target === dialog.current && close()}
          className="m-auto max-h-[88vh] w-[min(640px,calc(100vw-24px))] rounded-card border border-line bg-card p-0 text-ink backdrop:bg-black/45"
        >
          <div className="grid gap-4 p-5 sm:p-6">
            <div className="flex items-start justify-between gap-3">
              <h2 id={id} className="text-[18px] font-[640]">
                {title}
              </h2>
              <button
                type="button"
                className="rounded-control px-2 text-[18px] text-dim hover:text-ink"
                aria-label="Close"
                onClick={close}
              >
                ×
              </button>
            </div>
            {children(close)}
          </div>
        </dialog>
      )}
    </>
  );
}
