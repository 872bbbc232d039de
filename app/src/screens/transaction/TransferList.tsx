import { useFormat } from "../../format/useFormat.ts";
import { CopyAddress } from "../../ui/CopyAddress.tsx";
import type { Transfer } from "./readTransaction.ts";

/** Transfers of tokens, in the order in which they happened. */
export function TransferList({ transfers }: { readonly transfers: readonly Transfer[] }) {
  const { token: write } = useFormat();
  if (transfers.length === 0) return <p className="text-dim">No token was transferred.</p>;
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Transfers">
      <table className="w-full text-small">
        <thead>
          <tr className="text-left text-fine text-dim">
            <th className="py-1.5 pr-3 font-[500]">Token</th>
            <th className="py-1.5 pr-3 text-right font-[500]">Amount</th>
            <th className="py-1.5 pr-3 font-[500]">From</th>
            <th className="py-1.5 font-[500]">To</th>
          </tr>
        </thead>
        <tbody>
          {transfers.map(({ token, symbol, decimals, from, to, amount }, at) => (
            <tr key={`${token}${at}`} className="border-t border-line">
              <td className="py-1.5 pr-3">{symbol}</td>
              <td className="figure py-1.5 pr-3 text-right">{write(amount, decimals, "down")}</td>
              <td className="py-1.5 pr-3">
                <CopyAddress address={from} />
              </td>
              <td className="py-1.5">
                <CopyAddress address={to} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
