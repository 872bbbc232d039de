import { useMemo } from "react";

import { useFormat } from "../../../format/useFormat.ts";
import { driftColour } from "../../../model/holdings/driftColour.ts";
import type { Holding } from "../../../model/holdings/holding.ts";
import { treemapTiles } from "../../../model/treemap/treemapTiles.ts";

const RATIO = 13 / 5; // width of the area over its height
const LABELLED = 3; // {%} of the area from which on a tile has its figures
const NAMED = 0.9; // {%} of the area from which on a tile has its symbol, on wide screens
const WHOLE = 100;

/** Holdings as areas by weight. On the narrowest screens the table alone stands, as areas would be too small to read. */
export function Treemap({ holdings }: { readonly holdings: readonly Holding[] }) {
  const { percent, change } = useFormat();
  const tiles = useMemo(() => treemapTiles(holdings, RATIO), [holdings]);
  if (tiles.length === 0) return null;
  return (
    <div
      role="img"
      aria-label="Holdings by weight, coloured by drift. The table below has the same data."
      className="relative hidden aspect-[13/5] w-full overflow-hidden rounded-md min-[400px]:block"
    >
      {tiles.map((tile) => {
        const { holding, left, top, width, height } = tile;
        const area = (width * height) / WHOLE;
        const title =
          holding === undefined
            ? `${tile.count} smaller tokens, ${percent(tile.weight, "down")} together`
            : `${holding.name}: ${percent(tile.weight, "down")}, ${holding.drift === undefined ? "no target" : `${change(holding.drift)} from its target`}`;
        return (
          <div
            key={holding?.token ?? "rest"}
            title={title}
            className="absolute p-px"
            style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
          >
            <div
              className="size-full overflow-hidden rounded-[3px] px-1.5 py-1 leading-tight text-ink"
              style={{
                background: holding === undefined ? "var(--soft)" : driftColour(holding.drift),
              }}
            >
              {area >= LABELLED ? (
                <>
                  <div className="truncate text-[11px] font-[620] sm:text-[13px]">
                    {holding?.symbol ?? `${tile.count} others`}
                  </div>
                  <div className="figure text-[10.5px] sm:text-[12px]">
                    {percent(tile.weight, "down")}
                  </div>
                </>
              ) : (
                area >= NAMED && (
                  <div className="hidden truncate text-[10.5px] sm:block">
                    {holding?.symbol ?? `${tile.count} others`}
                  </div>
                )
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}
