import { ToggleGroup } from "radix-ui";

import { cx } from "./cx.ts";

export type SegmentsProps<value extends string> = {
  readonly label: string;
  readonly value: value;
  readonly options: readonly { readonly value: value; readonly text: string }[];
  readonly onChange: (value: value) => void;
  readonly small?: boolean;
};

/** A choice of one among a few. */
export function Segments<value extends string>({
  label,
  value,
  options,
  onChange,
  small = false,
}: SegmentsProps<value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((each) => each.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
      className="grid auto-cols-fr grid-flow-col gap-1 rounded-control bg-soft p-1"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className={cx(
            "rounded-lg font-[560] text-dim data-[state=on]:bg-card data-[state=on]:text-ink data-[state=on]:shadow-sm",
            small ? "px-2.5 py-0.5 text-fine" : "px-3 py-1.5",
          )}
        >
          {option.text}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
