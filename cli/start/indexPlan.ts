import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

/** An index that `sheaf start` creates. */
export type IndexPlan = {
  readonly slug: string;
  readonly name: string;
  readonly symbol: string;
  readonly kind: AppConfig["indexes"][number]["kind"];
  readonly rules: Rules;
};
