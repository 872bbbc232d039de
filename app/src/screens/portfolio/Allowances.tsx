import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import { Card } from "../../ui/Card.tsx";
import { AllowanceLine } from "./AllowanceLine.tsx";
import type { Holdings } from "./useHoldings.ts";

/** Allowances that an account gave the router. After a trade there is none. */
export function Allowances({ holdings }: { readonly holdings: Holdings }) {
  const { indexes } = useConfig();
  const format = useFormat();
  const { usdc } = holdings;
  const shares = holdings.indexes.flatMap(({ token, allowed }) => {
    const symbol = indexes.find(({ address }) => address === token)?.symbol ?? token;
    return allowed === 0n ? [] : [{ token, symbol, amount: format.shares(allowed, "up") }];
  });
  const all = [
    ...(usdc.allowed === 0n
      ? []
      : [{ token: usdc.token, symbol: "USDC", amount: format.usdc(usdc.allowed, "up") }]),
    ...shares,
  ];
  return (
    <Card title="Allowances">
      {all.length === 0 ? (
        <p className="text-dim">The router of this app may move none of your tokens.</p>
      ) : (
        <ul className="grid gap-3">
          {all.map((line) => (
            <AllowanceLine key={line.token} {...line} />
          ))}
        </ul>
      )}
    </Card>
  );
}
