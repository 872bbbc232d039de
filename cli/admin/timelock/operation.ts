import type { Hex } from "viem";

import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";

type Terms = { readonly predecessor: Hex; readonly salt: Hex };

/** Something that the timelock does after its delay: one call, or a batch. A batch of one has another id than its call. */
export type Operation =
  (Terms & { readonly call: Call }) | (Terms & { readonly batch: readonly Call[] });
