import { hashRules } from "@sheaf/sdk/rules/hashRules";

import { useConfig } from "../../../config/useConfig.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useRules } from "../../../history/useRules.ts";
import { rulesWords } from "../../../model/rules/rulesWords.ts";
import { Notice } from "../../../ui/Notice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { StrategyProps } from "./strategyProps.ts";
import { Thresholds } from "./Thresholds.tsx";

/** The rules of an index in words, the thresholds beside the last decision's inputs, and the proof that these are its rules. */
export function Strategy({ index, last }: StrategyProps) {
  const { market } = useConfig();
  const { percent, dollars } = useFormat();
  const onChain = last?.rulesHash;
  const rules = useRules(onChain ?? index.rules);
  if (rules.isError)
    return (
      <Notice tone="fault" title="The rules cannot be shown">
        {rules.error.message}
      </Notice>
    );
  if (rules.data === undefined) return <Skeleton className="h-80 w-full" />;
  const computed = hashRules(rules.data);
  const words = rulesWords({
    rules: rules.data,
    leader: market.leader.name,
    percent: (part) => percent(part, "down"),
    dollars: (value) => dollars(value, "down"),
  });
  return (
    <div className="grid gap-5">
      <dl className="grid gap-3">
        {words.map(({ name, text }) => (
          <div key={name} className="grid gap-0.5">
            <dt className="font-[580]">{name}</dt>
            <dd className="text-dim">{text}</dd>
          </div>
        ))}
      </dl>
      {last !== undefined && <Thresholds last={last} rules={rules.data} />}
      <section className="grid gap-1.5">
        <h3 className="font-[580]">Are these the rules that the index follows?</h3>
        {onChain === undefined ? (
          <p className="text-dim">
            The index has not been rebalanced yet, so no rules are on chain.
          </p>
        ) : (
          <p className="text-dim">
            {computed === onChain ? (
              <>
                <b className="font-[580] text-bull">✓ Yes.</b> Your browser hashed them, and the
                last rebalance recorded the same hash on chain.
              </>
            ) : (
              <>
                <b className="font-[580] text-bear">✕ No.</b> The last rebalance recorded another
                hash: do not rely on the text above.
              </>
            )}
          </p>
        )}
        <p className="text-fine break-all text-dim">Computed: {computed}</p>
        {onChain !== undefined && (
          <p className="text-fine break-all text-dim">On chain: {onChain}</p>
        )}
      </section>
    </div>
  );
}
