import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { Link } from "wouter";

import { useIndexView } from "../../chain/useIndexView.ts";
import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";

/** An index in small. */
export function IndexCard({ index }: { readonly index: AppConfig["indexes"][number] }) {
  const { chainId } = useConfig();
  const { data } = useIndexView(index.address);
  const { dollars } = useFormat();
  return (
    <Link
      href={`/i/${chainId}/${index.address}`}
      className="grid gap-3 rounded-card border border-line bg-card p-5 text-ink no-underline hover:border-edge"
    >
      <h2>{index.name}</h2>
      {data === undefined ? (
        <Skeleton className="h-8 w-28" />
      ) : (
        <span className="figure text-mid font-[620]">{dollars(data.navPerShare, "down")}</span>
      )}
    </Link>
  );
}
