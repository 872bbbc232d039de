import { useId } from "react";
import type { ComponentProps, ReactNode } from "react";

import { Labelled } from "./Labelled.tsx";

export type TextFieldProps = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
};

/** A labelled line of text. */
export function TextField({ label, value, onChange, hint, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <input
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        spellCheck={false}
        autoComplete="off"
        className="w-full min-w-0 rounded-control border border-edge bg-bg px-3.5 py-2 text-ink placeholder:text-dim"
        {...rest}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="text-fine text-dim">
          {hint}
        </span>
      )}
    </Labelled>
  );
}
