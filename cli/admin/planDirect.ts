import type { NamedCall, Plan } from "./plan.ts";
import type { AdminRole } from "./roles.ts";
import { callText } from "./words/callText.ts";

/** Plans calls that take effect at once. */
export function planDirect(signer: AdminRole, calls: readonly NamedCall[]): Plan {
  return {
    signer,
    steps: calls.map(({ name, call }) => ({
      name,
      call,
      texts: [callText(call), "Delay: none. It takes effect when the transaction is mined."],
    })),
  };
}
