import { localeText } from "../../format/localeText.ts";
import { useFormat } from "../../format/useFormat.ts";
import { CopyAddress } from "../../ui/CopyAddress.tsx";
import { useConfig } from "../../config/useConfig.ts";
import type { ReviewProps } from "./BuyReview.tsx";

/** Names the source of each number of a review. */
export function Sources({ exchange: { quote, view } }: Pick<ReviewProps, "exchange">) {
  const { contracts } = useConfig();
  const { locale } = useFormat();
  return (
    <details className="text-small text-dim">
      <summary className="cursor-pointer">Where these numbers come from</summary>
      <ul className="mt-2 grid list-disc gap-1.5 pl-5">
        <li>
          All of them were read at block{" "}
          <span className="figure">{localeText(quote.blockNumber.toString(), locale)}</span>.
        </li>
        <li>
          Shares, minimum and maximum are the arguments that you sign, of the router{" "}
          <CopyAddress address={contracts.router} />. It reverts if it cannot keep them.
        </li>
        <li>
          Worth is the index&apos;s value per share at the oracle&apos;s prices, read from{" "}
          <CopyAddress address={contracts.lens} />.
        </li>
        <li>
          The platform fee is a term of the index <CopyAddress address={view.vault} />. It is part
          of what you pay.
        </li>
        <li>Pool fees, prices and impact are computed from the pools&apos; own state.</li>
        <li>The network fee is the expected gas at the gas price of the node.</li>
      </ul>
    </details>
  );
}
