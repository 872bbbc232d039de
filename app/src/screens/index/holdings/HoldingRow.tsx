import type { ReactNode } from "react";

import { ageText } from "../../../format/ageText.ts";
import { priceText } from "../../../format/priceText.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { driftColour } from "../../../model/holdings/driftColour.ts";
import type { Holding } from "../../../model/holdings/holding.ts";
import { Monogram } from "../../../ui/Monogram.tsx";
import { cx } from "../../../ui/cx.ts";

const UNKNOWN = <span className="text-dim">unknown</span>;

/** A holding. The table drops columns on narrow screens, never rows. */
export function HoldingRow({ holding, now }: { readonly holding: Holding; readonly now: bigint }) {
  const { percent, change, token, locale } = useFormat();
  const { held, decimals, price, pricedAt, weight, target, drift, marks } = holding;
  return (
    <tr className="border-b border-line">
      <th scope="row" className="py-2 pr-2 text-left font-normal">
        <span className="flex items-center gap-2.5">
          <span className="flex max-[359px]:hidden">
            <Monogram name={holding.symbol} size={26} />
          </span>
          <span className="grid min-w-0 leading-tight">
            <span>{holding.name}</span>
            <span className="text-[12px] text-dim">{[holding.symbol, ...marks].join(" · ")}</span>
          </span>
        </span>
      </th>
      <Cell>{weight === undefined ? UNKNOWN : percent(weight, "down")}</Cell>
      <Cell className="text-dim max-sm:hidden">
        {target === undefined ? "–" : percent(target, "down")}
      </Cell>
      <Cell>
        {drift === undefined ? (
          <span className="text-dim">–</span>
        ) : (
          <>
            <i
              aria-hidden="true"
              className="mr-1.5 inline-block size-2 rounded-[2px]"
              style={{ background: driftColour(drift) }}
            />
            {change(drift)}
          </>
        )}
      </Cell>
      <Cell className="max-sm:hidden">
        {held === undefined ? UNKNOWN : token(held, decimals, "down")}
      </Cell>
      <Cell className="max-[430px]:hidden">
        {price === undefined ? UNKNOWN : priceText(price, locale)}
      </Cell>
      <Cell className="text-dim max-sm:hidden">
        {pricedAt === undefined ? "–" : ageText(now - pricedAt)}
      </Cell>
    </tr>
  );
}

type CellProps = { readonly children: ReactNode; readonly className?: string };

function Cell({ children, className }: CellProps) {
  return <td className={cx("figure w-px py-2 pl-2 text-right sm:pl-4", className)}>{children}</td>;
}
