import type { IndexProps } from "./indexEntry.ts";
import { TradePanel } from "../../trade/TradePanel.tsx";
import { HoldingsCard } from "./holdings/HoldingsCard.tsx";
import { PriceHistory } from "./price/PriceHistory.tsx";
import { PriceTile } from "./price/PriceTile.tsx";
import { RegimeCard } from "./regime/RegimeCard.tsx";
import { FeesCard } from "./safety/FeesCard.tsx";
import { ProtectionCard } from "./safety/ProtectionCard.tsx";

/** The overview: the price, the chart, why, and what is held; the purchase beside it, and after the price on a phone. */
export function IndexOverview({ index, view }: IndexProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-5 [grid-template-areas:'price''buy''main''facts'] lg:grid-cols-[minmax(0,1fr)_348px] lg:grid-rows-[auto_auto_1fr] lg:[grid-template-areas:'price_buy''main_buy''main_facts']">
      <div className="[grid-area:price]">
        <PriceTile index={index} view={view} />
      </div>
      <aside className="[grid-area:buy]">
        <TradePanel vault={index.address} />
      </aside>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 [grid-area:main]">
        <PriceHistory index={index} view={view} />
        <RegimeCard index={index} view={view} />
        <HoldingsCard index={index} view={view} />
      </div>
      <aside aria-label="Protection and fees" className="grid gap-4 [grid-area:facts]">
        <ProtectionCard index={index} />
        <FeesCard index={index} view={view} />
      </aside>
    </div>
  );
}
