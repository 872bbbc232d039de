/** Explains the colours of the treemap. */
export function DriftLegend() {
  return (
    <p className="flex items-center gap-2 text-[12px] text-dim">
      <span>below target</span>
      <i
        aria-hidden="true"
        className="h-2 w-[90px] rounded-full"
        style={{
          background:
            "linear-gradient(90deg, color-mix(in oklab, var(--under) 60%, var(--flat)), var(--flat), color-mix(in oklab, var(--over) 60%, var(--flat)))",
        }}
      />
      <span>above</span>
    </p>
  );
}
