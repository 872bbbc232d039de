import { useConfig } from "../../config/useConfig.ts";
import { IndexCard } from "./IndexCard.tsx";

/** The first page: an introduction, the risk, and the indexes. */
export function HomePage() {
  const { indexes } = useConfig();
  return (
    <>
      <section className="mt-3 mb-8 grid max-w-[760px] gap-3 text-[16.5px]">
        <h1 className="text-[29px] sm:text-[38px]">
          One share, a hundred tokens, yours to leave with.
        </h1>
        <p>
          An index is a contract that holds the tokens. You hold its shares in your own wallet. A
          keeper rebalances it each week within limits that the contract enforces, and you can
          redeem for the tokens at any time, whatever happens to us.
        </p>
        <p className="text-base text-dim">
          Unaudited software. You can lose what the tokens lose, and more if the contracts have a
          fault.
        </p>
      </section>
      <div className="grid gap-4.5 sm:grid-cols-2 lg:grid-cols-3">
        {indexes.map((index) => (
          <IndexCard key={index.address} index={index} />
        ))}
      </div>
    </>
  );
}
