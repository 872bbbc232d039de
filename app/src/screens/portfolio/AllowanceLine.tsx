import { encodeFunctionData, erc20Abi } from "viem";
import type { Address } from "viem";

import { useConfig } from "../../config/useConfig.ts";
import { useSmallCall } from "../../trade/send/useSmallCall.ts";
import { Button } from "../../ui/Button.tsx";

export type AllowanceLineProps = {
  readonly token: Address;
  readonly symbol: string;
  readonly amount: string;
};

/** An allowance of the router, and the button that withdraws it. */
export function AllowanceLine({ token, symbol, amount }: AllowanceLineProps) {
  const { contracts } = useConfig();
  const { run, status, fault } = useSmallCall();
  const data = encodeFunctionData({
    abi: erc20Abi,
    functionName: "approve",
    args: [contracts.router, 0n],
  });
  return (
    <li className="grid gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>
          The router may take{" "}
          <span className="figure">
            {amount} {symbol}
          </span>
        </span>
        <Button disabled={status === "running"} onClick={() => void run({ to: token, data })}>
          {status === "running" ? "Waiting" : `Revoke ${symbol}`}
        </Button>
      </div>
      <p role="status" className="text-small">
        {fault}
      </p>
    </li>
  );
}
