import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";
import { createWalletClient, hexToBigInt, http, isHex, numberToHex } from "viem";
import type { Address, Chain, Hash, Hex, PrivateKeyAccount } from "viem";

/** A request of the page to its wallet. */
export type WalletCall = { readonly method: string; readonly params: readonly unknown[] };

export type WalletTransaction = {
  readonly to: Address;
  readonly nonce: number;
  readonly maxFeePerGas: bigint; // {wei}
  readonly maxPriorityFeePerGas: bigint; // {wei}
};

/** A wallet of a test. Its key stays in the test's process; the page sees an EIP-1193 provider. */
export type TestWallet = {
  readonly account: PrivateKeyAccount;
  readonly calls: WalletCall[]; // everything that the page requested
  readonly sent: Hash[]; // transactions, in order
  /** Sends a transaction as the person does in the wallet itself, such as a cancellation. */
  readonly send: (transaction: WalletTransaction) => Promise<Hash>;
  /** Decides on each request; a thrown error is what the page gets. */
  decide: (call: WalletCall) => Promise<void> | void;
};

export type WalletOptions = {
  readonly account: PrivateKeyAccount;
  readonly chain: Chain;
  readonly rpc: string;
};

/** A refusal, in the shape of EIP-1193. */
export class WalletRefusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const REJECTED = 4001;
type Sent = { to?: Hex; data?: Hex; value?: Hex; gas?: Hex };
type Answer = { result: unknown } | { error: { code: number; message: string } };

/** Rejects a request as a person does in a wallet. */
export function reject(): never {
  throw new WalletRefusal(REJECTED, "User rejected the request.");
}

/** Gives a page a wallet, before any of its code runs. */
export async function installWallet(page: Page, options: WalletOptions): Promise<TestWallet> {
  const { account, chain, rpc } = options;
  const client = createWalletClient({ account, chain, transport: http(rpc) });
  const wallet: TestWallet = {
    ...{ account, calls: [], sent: [], decide: () => undefined },
    send: (transaction) => client.sendTransaction(transaction),
  };
  let isConnected = false;

  const answer = async ({ method, params }: WalletCall): Promise<unknown> => {
    switch (method) {
      case "eth_requestAccounts":
        isConnected = true;
        return [account.address];
      case "eth_accounts": // none before the person agreed: else an app reconnects by itself
        return isConnected ? [account.address] : [];
      case "wallet_requestPermissions":
        isConnected = true;
        return [{ parentCapability: "eth_accounts" }];
      case "eth_chainId":
        return numberToHex(chain.id);
      case "wallet_switchEthereumChain":
        return null;
      case "personal_sign":
        return account.signMessage({ message: { raw: params[0] as Hex } });
      case "eth_signTypedData_v4": {
        const data = JSON.parse(params[1] as string) as Parameters<
          PrivateKeyAccount["signTypedData"]
        >[0];
        const { EIP712Domain: _domain, ...types } = data.types as Record<string, unknown>;
        return account.signTypedData({ ...data, types } as typeof data);
      }
      case "eth_sendTransaction": {
        const { to, data, value, gas } = params[0] as Sent;
        const hash = await client.sendTransaction({
          ...(to === undefined ? {} : { to }),
          ...(data === undefined ? {} : { data }),
          ...(isHex(value) ? { value: hexToBigInt(value) } : {}),
          ...(isHex(gas) ? { gas: hexToBigInt(gas) } : {}),
        });
        wallet.sent.push(hash);
        return hash;
      }
      default:
        return client.request({ method, params } as never);
    }
  };
  await page.exposeFunction(
    "__wallet",
    async (method: string, params: readonly unknown[]): Promise<Answer> => {
      const call = { method, params };
      wallet.calls.push(call);
      try {
        await wallet.decide(call);
        return { result: await answer(call) };
      } catch (error) {
        const { code = -32603, message } = error as { code?: number; message: string };
        return { error: { code, message } };
      }
    },
  );
  await page.addInitScript(announce, randomUUID());
  return wallet;
}

/** Runs in the page. */
function announce(uuid: string): void {
  const ask = (window as unknown as { __wallet: (m: string, p: unknown) => Promise<Answer> })
    .__wallet;
  const provider = {
    request: async ({ method, params }: { method: string; params?: unknown }) => {
      const got = await ask(method, params ?? []);
      if ("error" in got)
        throw Object.assign(new Error(got.error.message), { code: got.error.code });
      return got.result;
    },
    on: () => undefined,
    removeListener: () => undefined,
  };
  const info = {
    uuid,
    name: "Test Wallet",
    icon: "data:image/svg+xml,<svg/>",
    rdns: "test.wallet",
  };
  const detail = Object.freeze({ info, provider });
  const show = (): void => {
    dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  };
  addEventListener("eip6963:requestProvider", show);
  show();
}
