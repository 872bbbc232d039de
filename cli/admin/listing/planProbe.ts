import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { encodeFunctionData, erc20Abi } from "viem";

import type { Session } from "../../session/openSession.ts";
import type { Plan } from "../plan.ts";
import { callText } from "../words/callText.ts";
import type { ListingFacts } from "./listingFacts.ts";

const PROBE_UNITS = 10_000n; // {tok} of `ListingChecks`, so that a fee of a basis point shows

/** Plans the probe that a token's first listing needs: it moves a little of the token to the registry and back. */
export function planProbe({ book }: Session, { token }: ListingFacts): Plan {
  const whole = 10n ** BigInt(token.decimals ?? 0);
  const amount = whole < PROBE_UNITS ? whole : PROBE_UNITS;
  const registry = book.contracts.registry.address;
  const approve = encodeFunctionData({
    abi: erc20Abi,
    functionName: "approve",
    args: [registry, amount],
  });
  const call = {
    to: registry,
    data: encodeFunctionData({
      abi: componentRegistryAbi,
      functionName: "probe",
      args: [token.address, amount],
    }),
  };
  return {
    signer: "anyone",
    steps: [
      {
        name: "Approve the probe",
        call: { to: token.address, data: approve },
        texts: [`Lets the registry take ${amount} of the token's smallest unit, once.`],
      },
      { name: "Probe the token", call, texts: [callText(call)] },
    ],
  };
}
