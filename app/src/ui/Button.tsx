import type { ComponentProps } from "react";

import { cx } from "./cx.ts";

type Look = "main" | "plain" | "ghost";
export type ButtonProps = ComponentProps<"button"> & { readonly look?: Look };

const LOOKS: Readonly<Record<Look, string>> = {
  main: "w-full bg-accent px-4 py-3.5 text-accent-ink border-transparent hover:opacity-92",
  plain: "bg-card px-4 py-2 border-line text-ink hover:bg-soft",
  ghost: "bg-transparent px-4 py-2 border-line text-ink hover:bg-soft",
};

/** A button. `main` is the one action of a panel. A disabled one keeps its reason beside it, never in its colour alone. */
export function Button({ look = "plain", className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        "rounded-control border font-[580] disabled:bg-soft disabled:text-dim disabled:border-line disabled:cursor-not-allowed",
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}
