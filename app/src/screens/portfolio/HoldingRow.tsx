import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Address } from "viem";
import { Link } from "wouter";

import { useIndexView } from "../../chain/useIndexView.ts";
import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import { costBasis } from "../../model/portfolio/costBasis.ts";
import { Monogram } from "../../ui/Monogram.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useOwnEvents } from "./useOwnEvents.ts";

export type HoldingRowProps = {
  readonly index: AppConfig["indexes"][number];
  readonly account: Address;
  readonly shares: bigint; // {share}
};

const USDC_SCALE = 10n ** 12n; // {uoa/usdc}

/** An index that an account holds: shares, worth, cost and fees. What cannot be read is unknown, never zero. */
export function HoldingRow({ index, account, shares }: HoldingRowProps) {
  const { chainId } = useConfig();
  const format = useFormat();
  const { data: view } = useIndexView(index.address);
  const { data: events, isError } = useOwnEvents(index.address, account);
  const basis = events === undefined ? undefined : costBasis(events, shares);
  const cost =
    basis?.cost === undefined ? "unknown" : format.dollars(basis.cost * USDC_SCALE, "up");
  const fees = basis === undefined ? "unknown" : format.dollars(basis.fees * USDC_SCALE, "up");
  const isReading = events === undefined && !isError;
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-3 pr-3 text-left font-[540]">
        <Link
          href={`/i/${chainId}/${index.address}`}
          className="flex items-center gap-2.5 text-ink no-underline hover:underline"
        >
          <Monogram name={index.symbol} />
          {index.name}
        </Link>
      </th>
      <td className="figure py-3 pr-3 text-right">{format.shares(shares, "down")}</td>
      <td className="figure py-3 pr-3 text-right">
        {view === undefined ? (
          <Skeleton className="ml-auto h-5 w-20" />
        ) : (
          <>
            {!view.navComplete && <span className="text-dim">at least </span>}
            {format.dollars(mulDivDown(shares, view.navPerShare, WAD), "down")}
          </>
        )}
      </td>
      <td className="figure hidden py-3 pr-3 text-right text-dim sm:table-cell">
        {isReading ? <Skeleton className="ml-auto h-5 w-20" /> : cost}
      </td>
      <td className="figure hidden py-3 pr-3 text-right text-dim lg:table-cell">
        {isReading ? <Skeleton className="ml-auto h-5 w-16" /> : fees}
      </td>
      <td className="hidden py-3 text-right sm:table-cell">
        <Link
          href={`/i/${chainId}/${index.address}#sell`}
          aria-label={`Sell ${index.name}`}
          className="rounded-control border border-line px-3 py-1.5 text-small font-[580] text-ink no-underline hover:bg-soft"
        >
          Sell
        </Link>
      </td>
    </tr>
  );
}
