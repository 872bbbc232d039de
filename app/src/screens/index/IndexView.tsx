import { useIndexView } from "../../chain/useIndexView.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { NotFoundPage } from "../notFound/NotFoundPage.tsx";
import { IndexHead } from "./IndexHead.tsx";
import { IndexTabs } from "./IndexTabs.tsx";
import type { IndexEntry } from "./indexEntry.ts";
import { IndexOverview } from "./IndexOverview.tsx";
import { ActivityCard, ProofCard } from "./parts.ts";
import { HoldingsCard } from "./holdings/HoldingsCard.tsx";

/** One of the pages of an index, under its head. */
export function IndexView({ index, tab }: { readonly index: IndexEntry; readonly tab: string }) {
  const { data, isError, refetch } = useIndexView(index.address);
  if (data === undefined && isError)
    return (
      <div className="grid gap-5">
        <h1>{index.name}</h1>
        <Notice
          tone="fault"
          title="The index cannot be read now"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          The node does not answer, or does not know the contract. Your shares are on the chain, and
          the app tries again by itself.
        </Notice>
      </div>
    );
  const page = {
    "": <IndexOverview index={index} view={data} />,
    holdings: <HoldingsCard index={index} view={data} whole />,
    activity: <ActivityCard index={index} view={data} />,
    proof: <ProofCard index={index} view={data} />,
  }[tab];
  if (page === undefined) return <NotFoundPage />;
  return (
    <div className="grid gap-5">
      <IndexHead index={index} view={data} />
      <IndexTabs index={index} />
      {page}
    </div>
  );
}
