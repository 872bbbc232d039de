import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import type { Regime } from "@sheaf/sdk/rules/regime";

import { ageText } from "../../format/ageText.ts";
import type { Tone } from "../../ui/Chip.tsx";

export type RegimeInputs = {
  readonly kind: AppConfig["indexes"][number]["kind"];
  readonly regime: { readonly value: Regime; readonly since: bigint /* {s} */ };
  readonly epoch: number; // zero before the first
  readonly now: bigint; // {s}
};

const NAMES: Readonly<Record<Regime, string>> = { bull: "Bull", bear: "Bear", neutral: "Neutral" };

/** The regime of an index in a few words: "Bull for 16 weeks", or "Passive" for an index that ignores the market's state. */
export function regimeState({ kind, regime, epoch, now }: RegimeInputs): {
  readonly tone: Tone;
  readonly text: string;
} {
  if (kind === "passive") return { tone: "none", text: "Passive" };
  if (epoch === 0) return { tone: "none", text: "Not started" };
  const tone = regime.value === "neutral" ? "none" : regime.value;
  return { tone, text: `${NAMES[regime.value]} for ${ageText(now - regime.since)}` };
}
