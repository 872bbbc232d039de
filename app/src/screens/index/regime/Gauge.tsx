import type { GaugeScale } from "../../../model/regime/gaugeScale.ts";

export type GaugeProps = {
  readonly scale: GaugeScale;
  readonly band: string;
  readonly mean: string;
  readonly label: string; // the gauge in words
};

/** A scale around the mean: bear on the left, bull on the right, and hatched between them the band in which nothing changes. */
export function Gauge({ scale, band, mean, label }: GaugeProps) {
  const { mark, bearBelow, bullAbove } = scale;
  return (
    <div role="img" aria-label={label} className="pb-1">
      <p className="mb-2 text-center text-[12px] text-dim">
        mean <b className="figure font-[560] text-ink">{mean}</b>
      </p>
      <div className="relative h-3 rounded-lg bg-soft">
        <span
          className="absolute inset-y-0 left-0 rounded-l-lg"
          style={{
            width: `${bearBelow}%`,
            background: "color-mix(in oklab, var(--bear) 38%, var(--soft))",
          }}
        />
        <span
          className="absolute inset-y-0"
          style={{
            left: `${bearBelow}%`,
            width: `${bullAbove - bearBelow}%`,
            background:
              "repeating-linear-gradient(115deg, var(--edge) 0 1.5px, var(--soft) 1.5px 6px)",
          }}
        />
        <span
          className="absolute inset-y-0 right-0 rounded-r-lg"
          style={{
            left: `${bullAbove}%`,
            background: "color-mix(in oklab, var(--bull) 38%, var(--soft))",
          }}
        />
        <span
          className="absolute -inset-y-[5px] -ml-0.5 w-1 rounded-[3px] bg-ink ring-3 ring-card"
          style={{ left: `${mark}%` }}
        />
      </div>
      <div className="relative mt-2 mb-3 h-9 text-[12px] leading-[1.3] text-dim">
        <span className="absolute pr-1.5 text-right" style={{ right: `${100 - bearBelow}%` }}>
          turns bear <b className="figure font-[560] text-ink">−{band}</b>
        </span>
        <span className="absolute pl-1.5" style={{ left: `${bullAbove}%` }}>
          turns bull <b className="figure font-[560] text-ink">+{band}</b>
        </span>
      </div>
    </div>
  );
}
