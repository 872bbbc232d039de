import { scaleLinear } from "@visx/scale";
import { AreaClosed, LinePath } from "@visx/shape";
import { useState } from "react";

import { useFormat } from "../../../format/useFormat.ts";
import { plotted } from "../../../model/chart/plotted.ts";
import type { PriceLinesData } from "../../../model/chart/priceLines.ts";
import type { PricePoint } from "../../../model/chart/pricePoint.ts";
import type { RegimeBand } from "../../../model/chart/regimeBands.ts";
import { useWidth } from "../../../ui/useWidth.ts";
import { PriceTable } from "./PriceTable.tsx";

export type PriceLinesProps = PriceLinesData & { readonly bands: readonly RegimeBand[] };

const HEIGHT = 270; // {px}
const MARGIN = { top: 14, right: 56, bottom: 26 } as const; // {px}
const LABEL_WIDTH = 110; // {px} that a date needs
const ROOM = 0.08; // of the values' range, above and below

/** The chart's lines. Points are the recorded values; a hollow one did not count a token without a price. */
export function PriceLines({ nav, leader, bands, leaderName }: PriceLinesProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { locale, dollars } = useFormat();
  const [pointed, setPointed] = useState<PricePoint>();
  const inner = Math.max(0, width - MARGIN.right);
  const bottom = HEIGHT - MARGIN.bottom;
  const times = nav.map(({ time }) => Number(time));
  const values = [...nav, ...leader].map(({ value }) => plotted(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * ROOM || high * ROOM;
  const x = scaleLinear({
    domain: [Math.min(...times), Math.max(...times)],
    range: [0, inner],
  });
  const y = scaleLinear({ domain: [low - room, high + room], range: [bottom, MARGIN.top] });
  const atX = ({ time }: PricePoint): number => x(Number(time));
  const atY = ({ value }: PricePoint): number => y(plotted(value));
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const count = Math.max(2, Math.floor(inner / LABEL_WIDTH));
  const last = nav.at(-1);

  const point = (clientX: number): void => {
    const left = ref.current?.getBoundingClientRect().left ?? 0;
    const distance = (each: PricePoint): number => Math.abs(atX(each) - (clientX - left));
    setPointed(
      nav.reduce((best, each) => (distance(each) < distance(best) ? each : best), nav[0] ?? last!),
    );
  };

  return (
    <div ref={ref} className="relative" style={{ height: HEIGHT }}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          aria-hidden="true"
          className="absolute top-0 left-0 block touch-pan-y" // its width follows the page, and never sets it
          onPointerMove={({ clientX }) => point(clientX)}
          onPointerLeave={() => setPointed(undefined)}
        >
          {bands.map(({ from, to }) => {
            const left = Math.max(0, x(Number(from)));
            const right = Math.min(inner, x(Number(to)));
            return right <= left ? null : (
              <g key={String(from)}>
                <rect
                  x={left}
                  y={0}
                  width={right - left}
                  height={bottom}
                  className="fill-bear opacity-8"
                />
                {right - left > 90 && (
                  <text x={left + 8} y={16} className="fill-bear text-[11.5px]">
                    in stablecoins
                  </text>
                )}
              </g>
            );
          })}
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <line x1={0} x2={inner} y1={y(tick)} y2={y(tick)} className="stroke-line" />
              <text x={inner + 8} y={y(tick) + 4} className="fill-dim text-[11.5px]">
                ${tick.toLocaleString(locale)}
              </text>
            </g>
          ))}
          {Array.from({ length: count }, (_, at) => {
            const share = at / (count - 1);
            const anchor = at === 0 ? "start" : at === count - 1 ? "end" : "middle";
            const time = x.invert(share * inner);
            return (
              <text
                key={at}
                x={share * inner}
                y={HEIGHT - 6}
                textAnchor={anchor}
                className="fill-dim text-[11.5px]"
              >
                {day.format(new Date(time * 1000))}
              </text>
            );
          })}
          <AreaClosed
            data={[...nav]}
            x={atX}
            y={atY}
            yScale={y}
            y0={bottom}
            className="fill-accent opacity-7"
          />
          {leader.length > 1 && (
            <LinePath
              data={[...leader]}
              x={atX}
              y={atY}
              fill="none"
              className="stroke-wheat"
              strokeWidth={1.6}
            />
          )}
          <LinePath
            data={[...nav]}
            x={atX}
            y={atY}
            fill="none"
            className="stroke-accent"
            strokeWidth={2.4}
            strokeLinejoin="round"
          />
          {nav.map((each) => (
            <circle
              key={String(each.time)}
              cx={atX(each)}
              cy={atY(each)}
              r={each === last ? 4 : 2.6}
              className={each.complete ? "fill-accent stroke-card" : "fill-card stroke-accent"}
              strokeWidth={1.5}
            />
          ))}
          {pointed !== undefined && (
            <line
              x1={atX(pointed)}
              x2={atX(pointed)}
              y1={0}
              y2={bottom}
              className="stroke-edge"
              strokeDasharray="3 3"
            />
          )}
        </svg>
      )}
      {pointed !== undefined && (
        <p
          className="figure pointer-events-none absolute top-0 rounded-md border border-line bg-card px-2 py-1 text-fine shadow-sm"
          style={
            atX(pointed) < inner / 2
              ? { left: atX(pointed) + 10 }
              : { right: width - atX(pointed) + 10 }
          }
        >
          <b className="font-[620]">{dollars(pointed.value, "down")}</b>{" "}
          <span className="text-dim">
            {pointed === last ? "now" : day.format(new Date(Number(pointed.time) * 1000))}
            {!pointed.complete && ", incomplete"}
          </span>
        </p>
      )}
      <PriceTable nav={nav} leader={leader} leaderName={leaderName} />
    </div>
  );
}
