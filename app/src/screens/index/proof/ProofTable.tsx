import type { IndexView } from "@sheaf/sdk/lens/indexView";

import { shortAddress } from "../../../format/shortAddress.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useTokenSymbols } from "../../../history/useTokenSymbols.ts";
import type { BackingRow } from "../../../model/proof/backingRows.ts";

export type ProofTableProps = {
  readonly rows: readonly BackingRow[];
  readonly view: IndexView | undefined;
};

/** Every token: the balance of the contract, the part that is owed to claims, and the rest behind the shares. */
export function ProofTable({ rows, view }: ProofTableProps) {
  const { token: write } = useFormat();
  const symbols = useTokenSymbols(view);
  const decimals = new Map(view?.components.map((each) => [each.token, each.decimals]));
  return (
    <table className="w-full border-collapse text-[14px]">
      <caption className="sr-only">Balances of the contract</caption>
      <thead>
        <tr className="text-[12px] text-dim [&_th]:border-b [&_th]:border-line [&_th]:py-1.5 [&_th]:font-[500]">
          <th scope="col" className="text-left">
            Token
          </th>
          <th scope="col" className="pl-2 text-right">
            Balance
          </th>
          <th scope="col" className="pl-2 text-right max-sm:hidden">
            Owed to claims
          </th>
          <th scope="col" className="pl-2 text-right max-sm:hidden">
            Behind the shares
          </th>
          <th scope="col" className="pl-2 text-right">
            Covered
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ token, balance, owed, behind, covered }) => {
          const digits = decimals.get(token);
          const amount = (value: bigint): string =>
            digits === undefined ? `${value} units` : write(value, digits, "down");
          return (
            <tr key={token} className="border-b border-line">
              <th scope="row" className="py-2 text-left font-normal" title={token}>
                {symbols.get(token) ?? shortAddress(token)}
              </th>
              <td className="figure py-2 pl-2 text-right">{amount(balance)}</td>
              <td className="figure py-2 pl-2 text-right text-dim max-sm:hidden">{amount(owed)}</td>
              <td className="figure py-2 pl-2 text-right max-sm:hidden">{amount(behind)}</td>
              <td className="py-2 pl-2 text-right">
                {covered ? (
                  <span className="text-bull">✓ yes</span>
                ) : (
                  <span className="text-bear">✕ no</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
