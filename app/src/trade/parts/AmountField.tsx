import { useId } from "react";

import { cx } from "../../ui/cx.ts";

export type AmountFieldProps = {
  readonly label: string;
  readonly unit: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly chips: readonly { readonly name: string; readonly text: string | undefined }[]; // undefined: not known yet
  readonly balance: string;
  readonly fault: string | undefined; // why the input cannot be used
};

/** An amount: typed in the reader's own writing, or chosen. */
export function AmountField({
  label,
  unit,
  text,
  onText,
  chips,
  balance,
  fault,
}: AmountFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="text-small text-dim">
        {label}
      </label>
      <div className="flex items-center gap-2 rounded-control border border-edge bg-bg px-3.5 py-2 focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-accent/65">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          value={text}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-more`}
          onChange={({ target }) => onText(target.value)}
          className="figure w-full min-w-0 bg-transparent text-mid font-[640] outline-none placeholder:text-dim"
        />
        <span className="figure text-dim">{unit}</span>
      </div>
      <div className="grid grid-cols-4 gap-1.5" role="group" aria-label="Amounts">
        {chips.map((chip) => (
          <button
            key={chip.name}
            type="button"
            disabled={chip.text === undefined}
            aria-pressed={chip.text !== undefined && chip.text === text}
            className={cx(
              "figure rounded-control border px-1 py-1.5 text-small hover:bg-soft disabled:text-dim",
              chip.text !== undefined && chip.text === text
                ? "border-accent font-[640] text-accent"
                : "border-line",
            )}
            onClick={() => chip.text !== undefined && onText(chip.text)}
          >
            {chip.name}
          </button>
        ))}
      </div>
      <p id={`${id}-more`} className="text-small text-dim">
        {balance}
      </p>
    </div>
  );
}
