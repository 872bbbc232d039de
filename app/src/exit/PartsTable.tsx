import type { ForecastPart } from "@sheaf/sdk/exit/forecastRedemption";

import { tokenText } from "./tokenText.ts";

/** Every component of a redemption, with the amount, and whether it is paid or stays a claim. */
export function PartsTable({ parts }: { readonly parts: readonly ForecastPart[] }) {
  const held = parts.filter(({ amount }) => amount > 0n);
  return (
    <div className="max-h-80 overflow-y-auto" tabIndex={0} role="region" aria-label="Tokens">
      <table className="w-full text-small">
        <thead>
          <tr className="text-left text-fine text-dim">
            <th className="py-1.5 pr-2 font-[500]">Token</th>
            <th className="py-1.5 pr-2 text-right font-[500]">Amount</th>
            <th className="py-1.5 text-right font-[500]">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {held.map(({ token, symbol, amount, decimals, paid }) => (
            <tr key={token} className="border-t border-line">
              <td className="py-1.5 pr-2">{symbol}</td>
              <td className="figure py-1.5 pr-2 text-right">{tokenText(amount, decimals)}</td>
              <td className="py-1.5 text-right">{paid ? "paid" : "a claim"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
