import { cx } from "../../ui/cx.ts";

export type Step = {
  readonly name: string;
  readonly state: "done" | "now" | "later";
};

const SIGNS = { done: "✓", now: "●", later: "○" } as const;
const WORDS = { done: "done", now: "now", later: "later" } as const;

/** Named steps of something that takes a while. The one under way is read out. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const current = steps.find(({ state }) => state === "now");
  return (
    <>
      <ol className="grid gap-2.5">
        {steps.map(({ name, state }) => (
          <li
            key={name}
            aria-current={state === "now" ? "step" : undefined}
            className={cx("flex gap-3", state === "now" ? "font-[580]" : "text-dim")}
          >
            <span aria-hidden="true" className={cx("w-4", state !== "later" && "text-accent")}>
              {SIGNS[state]}
            </span>
            <span>
              {name}
              <span className="sr-only">, {WORDS[state]}</span>
            </span>
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {current?.name}
      </p>
    </>
  );
}
