import { useFormat } from "../../format/useFormat.ts";
import { ageText } from "../../format/ageText.ts";
import { allInCost } from "../../model/allInCost.ts";
import { inputText } from "../../model/inputText.ts";
import type { Side } from "../../model/tradeState.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import type { TradeView } from "../useTradeFacts.ts";
import { AmountField } from "./AmountField.tsx";
import { CostText } from "./CostText.tsx";
import { MainButton } from "./MainButton.tsx";

export type AmountStepProps = {
  readonly side: Side;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly trade: TradeView;
  readonly onReview: () => void;
};

const DOLLARS = [50n, 100n, 500n] as const;
const QUARTERS = [1n, 2n, 3n] as const;
const USDC = 10n ** 6n; // {usdc}

/** The first step: how much, and what it brings. */
export function AmountStep({ side, text, onText, trade, onReview }: AmountStepProps) {
  const format = useFormat();
  const { exchange, balance, decimals, symbol, state, words, now } = trade;
  const buys = side === "buy";
  const written = (amount: bigint): string => inputText(amount, decimals, format.locale);
  const chips = buys
    ? DOLLARS.map((dollars) => ({ name: `$${dollars}`, text: written(dollars * USDC) }))
    : QUARTERS.map((quarters) => ({
        name: `${quarters * 25n} %`,
        text: balance === undefined ? undefined : written((balance * quarters) / 4n),
      }));
  const unit = buys ? "USDC" : symbol;
  const amountText = (amount: bigint): string =>
    `${buys ? format.usdc(amount, "down") : format.shares(amount, "down")} ${unit}`;
  const cost = exchange === undefined ? undefined : allInCost(exchange);
  const isLoading = exchange === undefined && state === "quote loading";
  const age = exchange === undefined || now === undefined ? 0n : now - exchange.view.timestamp;
  return (
    <div className="grid gap-4">
      <AmountField
        label={buys ? "You pay" : "You sell"}
        unit={unit}
        text={text}
        onText={onText}
        chips={[
          ...chips,
          { name: "Max", text: balance === undefined ? undefined : written(balance) },
        ]}
        balance={
          balance === undefined
            ? "Connect a wallet to see your balance"
            : `Balance ${amountText(balance)}`
        }
        fault={state === "unreadable" || state === "over balance" ? words.reason : undefined}
      />
      <Facts
        facts={[
          {
            name: "You get",
            value:
              exchange !== undefined ? (
                buys ? (
                  `${format.shares(exchange.quote.shares, "down")} ${symbol}`
                ) : (
                  `about ${format.usdc(exchange.quote.usdc, "down")} USDC`
                )
              ) : isLoading ? (
                <Skeleton className="h-5 w-32" />
              ) : (
                "–"
              ),
          },
          {
            name: "All-in cost",
            value:
              cost === undefined ? (
                isLoading ? (
                  <Skeleton className="h-5 w-20" />
                ) : (
                  "–"
                )
              ) : (
                exchange !== undefined && <CostText exchange={exchange} />
              ),
            note: cost?.part === undefined ? undefined : format.percent(cost.part, "up"),
          },
          {
            name: "Quote",
            value: exchange === undefined ? "–" : `${ageText(age)} old`,
          },
        ]}
      />
      <MainButton trade={trade} onReview={onReview} />
      <p className="text-fine text-dim">
        {buys
          ? "You hold the shares. Nobody can stop you from redeeming them for the tokens."
          : "If no pool works, take the tokens in kind: that needs no price and no permission."}
      </p>
    </div>
  );
}
