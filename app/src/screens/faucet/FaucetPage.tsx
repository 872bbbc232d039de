import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { useConnection } from "wagmi";

import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ConnectButton } from "../../wallet/ConnectButton.tsx";
import { getFunds } from "../../faucet/getFunds.ts";

const ETHER_DECIMALS = 18;

/** Hands out test money of a local chain. */
export function FaucetPage() {
  const { local } = useConfig();
  const { address } = useConnection();
  const { usdc, token } = useFormat();
  const queries = useQueryClient();
  const get = useMutation({ mutationFn: getFunds, onSuccess: () => queries.invalidateQueries() });

  return (
    <div className="mx-auto grid max-w-[560px] gap-4.5">
      <h1>Test money</h1>
      <p>
        Ether pays the network fee, USDC pays for shares. Both exist on this test chain only and are
        worth nothing.
      </p>
      <Card>
        {local?.faucet !== true && (
          <p>
            This chain has no faucet in the app. Test ether comes from a faucet of the chain, and
            test USDC from <code>npx sheaf faucet</code>.
          </p>
        )}
        {local?.faucet === true && address === undefined && (
          <div className="grid gap-3">
            <p>Connect a wallet first. The money goes to its account.</p>
            <ConnectButton look="main" />
          </div>
        )}
        {local?.faucet === true && address !== undefined && (
          <div className="grid gap-3">
            <p className="text-small text-dim">To {address}</p>
            <Button look="main" disabled={get.isPending} onClick={() => get.mutate(address)}>
              {get.isPending ? "Sending" : "Get test ether and test USDC"}
            </Button>
            <div aria-live="polite" className="grid gap-3">
              {get.data !== undefined && (
                <Notice title="It has arrived" actions={<Link href="/">See the indexes</Link>}>
                  {usdc(get.data.usdc, "down")} USDC and{" "}
                  {token(get.data.wei, ETHER_DECIMALS, "down")} ether are in your wallet.
                </Notice>
              )}
              {get.error !== null && (
                <Notice tone="fault" title="No test money">
                  {get.error.message}
                </Notice>
              )}
            </div>
          </div>
        )}
      </Card>
    </div>
  );
}
