import { lossBounds } from "@sheaf/sdk/roles/lossBounds";
import { Link } from "wouter";

import { useConfig } from "../../../config/useConfig.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useConstitution } from "../../../history/useConstitution.ts";
import { DEVIATION } from "../../../model/roles/deviation.ts";
import { Card } from "../../../ui/Card.tsx";
import type { IndexEntry } from "../indexEntry.ts";
import { RolesDialog } from "./RolesDialog.tsx";

/** The promises to a holder, each in a sentence, and where each is shown to be true. */
export function ProtectionCard({ index }: { readonly index: IndexEntry }) {
  const { chainId } = useConfig();
  const { percent } = useFormat();
  const { data } = useConstitution(index.address);
  const base = `/i/${chainId}/${index.address}`;
  const bound =
    data === undefined ? "unknown" : percent(lossBounds(data, DEVIATION).withKeeper, "up");
  return (
    <Card title="What protects you" aside={<RolesDialog index={index} />}>
      <ul className="grid list-disc gap-2 pl-4 text-[14px] text-dim [&_b]:font-[580] [&_b]:text-ink">
        <li>
          <b>Leaving</b> needs no price, no keeper and no permission, and works{" "}
          <a href="/exit">without this app</a>.
        </li>
        <li>
          A stolen keeper key can cost at most <b className="figure">{bound}</b> in any seven days,
          while price feeds are within {percent(DEVIATION, "down")} of the market.
        </li>
        <li>
          <b>Every share is backed</b>: your browser can{" "}
          <Link href={`${base}/proof`}>count the tokens</Link> itself.
        </li>
        <li>
          Every rebalance is <Link href={`${base}/activity`}>recorded on chain</Link> with the hash
          of its inputs, and can be derived again.
        </li>
      </ul>
    </Card>
  );
}
