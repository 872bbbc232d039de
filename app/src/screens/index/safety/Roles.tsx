import { readRoles } from "@sheaf/sdk/roles/readRoles";
import { ROLE_NAMES } from "@sheaf/sdk/roles/rolesReport";
import type { RoleHolder } from "@sheaf/sdk/roles/rolesReport";
import { useQuery } from "@tanstack/react-query";
import { zeroAddress } from "viem";

import { useNode } from "../../../chain/useNode.ts";
import { useConfig } from "../../../config/useConfig.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { DEVIATION } from "../../../model/roles/deviation.ts";
import { ROLE_WORDS } from "../../../model/roles/roleWords.ts";
import { spanText } from "../../../model/roles/spanText.ts";
import { CopyAddress } from "../../../ui/CopyAddress.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexEntry } from "../indexEntry.ts";

/** Every role with its holders, from the chain: what it can do, what it cannot, and how long it must wait. */
export function Roles({ index }: { readonly index: IndexEntry }) {
  const { startBlock } = useConfig();
  const { client, chain, url } = useNode();
  const { percent, date } = useFormat();
  const { data, isError } = useQuery({
    queryKey: [chain.id, url, "roles", index.address],
    queryFn: () =>
      readRoles({
        client,
        vault: index.address,
        fromBlock: BigInt(startBlock),
        deviation: DEVIATION,
      }),
  });
  if (isError && data === undefined)
    return (
      <Notice tone="fault" title="The roles cannot be read now">
        The node does not answer. Nobody&apos;s powers change while you wait.
      </Notice>
    );
  if (data === undefined) return <Skeleton className="h-96 w-full" />;
  const { holders, bounds, adminDelay, pending } = data;
  return (
    <div className="grid gap-4">
      <p className="text-dim">
        Nobody can stop a redemption. The administrator waits{" "}
        <b className="font-[580] text-ink">{spanText(adminDelay)}</b> between announcing and acting.
        Stolen keys cost at most{" "}
        <b className="figure font-[580] text-ink">{percent(bounds.withKeeper, "up")}</b> in any
        seven days with the keeper&apos;s, and{" "}
        <b className="figure font-[580] text-ink">{percent(bounds.withoutKeeper, "up")}</b> with the
        strategist&apos;s alone, while price feeds are within {percent(bounds.deviation, "down")} of
        the market.
      </p>
      <dl className="grid gap-3">
        {ROLE_NAMES.map((role) => {
          const { title, can, cannot } = ROLE_WORDS[role];
          const those = holders.filter((holder) => holder.role === role);
          return (
            <div key={role} className="grid gap-0.5 border-t border-line pt-3">
              <dt className="flex flex-wrap items-baseline justify-between gap-x-3 font-[580]">
                {title}
                <span className="flex flex-wrap gap-1 text-small">
                  {those.length === 0 && <span className="font-normal text-dim">nobody</span>}
                  {those.map((holder) => (
                    <Holder key={holder.account} holder={holder} />
                  ))}
                </span>
              </dt>
              <dd className="text-small text-dim">
                Can: {can} Cannot: {cannot}.
              </dd>
            </div>
          );
        })}
      </dl>
      <section className="grid gap-1 border-t border-line pt-3">
        <h3 className="font-[580]">Announced</h3>
        {pending.length === 0 ? (
          <p className="text-small text-dim">Nothing is announced.</p>
        ) : (
          <ul className="grid gap-1 text-small text-dim">
            {pending.map(({ id, readyAt, calls }) => (
              <li key={id}>
                {calls.length === 1 ? "One action" : `${calls.length} actions`}, possible from{" "}
                {date(readyAt)}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function Holder({ holder }: { readonly holder: RoleHolder }) {
  const { date } = useFormat();
  return (
    <span>
      {holder.account === zeroAddress ? (
        <span className="font-normal">anyone</span>
      ) : (
        <CopyAddress address={holder.account} />
      )}
      {holder.blocked && <span className="font-normal text-bear"> blocked</span>}
      {holder.removableAt > 0n && (
        <span className="font-normal text-dim"> leaves from {date(holder.removableAt)}</span>
      )}
    </span>
  );
}
