import { useId, useMemo, useState } from "react";

import type { Holding } from "../../../model/holdings/holding.ts";
import { holdingsCsv } from "../../../model/holdings/holdingsCsv.ts";
import { orderHoldings } from "../../../model/holdings/orderHoldings.ts";
import type { HoldingColumn, HoldingOrder } from "../../../model/holdings/orderHoldings.ts";
import { searchHoldings } from "../../../model/holdings/searchHoldings.ts";
import { Button } from "../../../ui/Button.tsx";
import { cx } from "../../../ui/cx.ts";
import { downloadText } from "../../../ui/downloadText.ts";
import { HoldingRow } from "./HoldingRow.tsx";

export type HoldingsTableProps = {
  readonly holdings: readonly Holding[];
  readonly now: bigint; // {s} of the block that the prices are read at
  readonly fileName: string;
  readonly whole: boolean; // whether all rows stand from the beginning
};

const FIRST_ROWS = 10;
const COLUMNS: readonly {
  readonly column: HoldingColumn;
  readonly text: string;
  readonly className?: string;
}[] = [
  { column: "name", text: "Token" },
  { column: "weight", text: "Weight" },
  { column: "target", text: "Target", className: "max-sm:hidden" },
  { column: "drift", text: "Drift" },
  { column: "value", text: "Balance", className: "max-sm:hidden" },
  { column: "price", text: "Price", className: "max-[430px]:hidden" },
  { column: "pricedAt", text: "Age", className: "max-sm:hidden" },
];

/** Every holding, to search, sort and take along. */
export function HoldingsTable({ holdings, now, fileName, whole }: HoldingsTableProps) {
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(whole);
  const [order, setOrder] = useState<HoldingOrder>({ column: "weight", direction: "descending" });
  const id = useId();
  const rows = useMemo(
    () => orderHoldings(searchHoldings(holdings, text), order),
    [holdings, text, order],
  );
  const shown = isOpen || text !== "" ? rows : rows.slice(0, FIRST_ROWS);
  const sort = (column: HoldingColumn): void =>
    setOrder((current) => ({ column, direction: directionAfter(current, column) }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <input
          id={id}
          type="search"
          value={text}
          aria-label="Search the holdings"
          placeholder="Search name, symbol or state"
          className="min-w-0 flex-1 rounded-control border border-edge bg-bg px-3 py-1.5 placeholder:text-dim sm:max-w-72"
          onChange={({ target }) => setText(target.value)}
        />
        <Button
          look="ghost"
          className="ml-auto py-1.5 text-small"
          onClick={() => downloadText(fileName, holdingsCsv(rows), "text/csv")}
        >
          Save as CSV
        </Button>
      </div>
      <p role="status" className="sr-only">
        {text !== "" && `${rows.length} of ${holdings.length} holdings match`}
      </p>
      <table className="w-full border-collapse text-[14px]">
        <thead>
          <tr>
            {COLUMNS.map(({ column, text: title, className }, at) => (
              <th
                key={column}
                scope="col"
                aria-sort={order.column === column ? order.direction : "none"}
                className={cx(
                  "border-b border-line py-1.5 font-[500]",
                  at === 0 ? "pr-2 text-left" : "pl-2 text-right sm:pl-4",
                  className,
                )}
              >
                <button
                  type="button"
                  className="rounded text-[12px] whitespace-nowrap text-dim hover:text-ink"
                  onClick={() => sort(column)}
                >
                  {title}
                  <span aria-hidden="true" className="inline-block w-2.5 text-right">
                    {order.column === column && (order.direction === "ascending" ? "↑" : "↓")}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((holding) => (
            <HoldingRow key={holding.token} holding={holding} now={now} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && (
        <p className="py-4 text-center text-dim">No holding matches “{text}”.</p>
      )}
      {!isOpen && text === "" && rows.length > FIRST_ROWS && (
        <Button look="ghost" className="w-full" onClick={() => setOpen(true)}>
          Show all {rows.length}
        </Button>
      )}
    </div>
  );
}

/** A first click sorts names upward and figures downward; the next click turns it around. */
function directionAfter(current: HoldingOrder, column: HoldingColumn): HoldingOrder["direction"] {
  if (current.column === column)
    return current.direction === "ascending" ? "descending" : "ascending";
  return column === "name" ? "ascending" : "descending";
}
