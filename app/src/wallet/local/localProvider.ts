import { createWalletClient, hexToBigInt, http, numberToHex } from "viem";
import type { Address, Chain, Hex, PrivateKeyAccount } from "viem";
import { z } from "zod";

import { ProviderRpcError } from "../errors.ts";
import { localKey } from "./localKey.ts";

/** An EIP-1193 provider. */
export type LocalProvider = {
  request(call: { readonly method: string; readonly params?: unknown }): Promise<unknown>;
  on(event: string, listener: (value: never) => void): void;
  removeListener(event: string, listener: (value: never) => void): void;
};

export type LocalProviderInputs = {
  readonly chain: Chain;
  readonly rpc: string;
  readonly storage: Storage;
  /** Gets test money for the account, once, before it is used for the first time. */
  readonly fund?: (account: Address) => Promise<void>;
};

const FUNDED = "sheaf.local-wallet.funded";
const CONNECTED = "sheaf.local-wallet.connected";
const HexText = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const SIGN = z.tuple([HexText, z.string()]);
const SIGN_TYPED_DATA = z.tuple([z.string(), z.string()]);
const TRANSACTION = z.tuple([
  z.object({
    to: HexText.optional(),
    data: HexText.optional(),
    value: HexText.optional(),
    gas: HexText.optional(),
  }),
]);
const TYPED_DATA = z.looseObject({
  domain: z.looseObject({}),
  types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.looseObject({}),
});
const UNAUTHORIZED = 4100;

/**
 * A wallet in the page, for a local chain alone. It speaks EIP-1193 like any other wallet, so the app has no path of its own for
 * it. It signs without a prompt.
 */
export function localProvider(inputs: LocalProviderInputs): LocalProvider {
  const { chain, rpc, storage, fund } = inputs;
  const transport = http(rpc);
  const wallet = createWalletClient({ chain, transport });
  const isConnected = (): boolean => storage.getItem(CONNECTED) === "yes";
  const open = async (): Promise<PrivateKeyAccount> => {
    const { privateKeyToAccount } = await import("viem/accounts");
    return privateKeyToAccount(await localKey(storage));
  };
  const authorized = async (address?: string): Promise<PrivateKeyAccount> => {
    const account = await open();
    const isOurs = address === undefined || address.toLowerCase() === account.address.toLowerCase();
    if (!isConnected() || !isOurs)
      throw new ProviderRpcError(UNAUTHORIZED, "Connect the local wallet first.");
    return account;
  };

  const methods: Readonly<Record<string, (params: unknown) => Promise<unknown>>> = {
    eth_requestAccounts: async () => {
      const { address } = await open();
      if (fund !== undefined && storage.getItem(FUNDED) !== rpc) {
        await fund(address);
        storage.setItem(FUNDED, rpc);
      }
      storage.setItem(CONNECTED, "yes");
      return [address];
    },
    eth_accounts: async () => (isConnected() ? [(await open()).address] : []),
    eth_chainId: async () => numberToHex(chain.id),
    wallet_switchEthereumChain: async () => null,
    wallet_requestPermissions: async () => {
      storage.setItem(CONNECTED, "yes");
      return [{ parentCapability: "eth_accounts" }];
    },
    wallet_revokePermissions: async () => {
      storage.removeItem(CONNECTED);
      return null;
    },
    personal_sign: async (params) => {
      const [raw, address] = SIGN.parse(params);
      return (await authorized(address)).signMessage({ message: { raw } });
    },
    eth_signTypedData_v4: async (params) => {
      const [address, text] = SIGN_TYPED_DATA.parse(params);
      const account = await authorized(address);
      const { types, ...data } = TYPED_DATA.parse(JSON.parse(text));
      const { EIP712Domain: _domain, ...named } = types;
      return account.signTypedData({ ...data, types: named });
    },
    eth_sendTransaction: async (params) => {
      const [{ to, data, value, gas }] = TRANSACTION.parse(params);
      const account = await authorized();
      return wallet.sendTransaction({
        account,
        ...(to === undefined ? {} : { to }),
        ...(data === undefined ? {} : { data }),
        ...(value === undefined ? {} : { value: hexToBigInt(value) }),
        ...(gas === undefined ? {} : { gas: hexToBigInt(gas) }),
      });
    },
  };
  return {
    request: async ({ method, params }) =>
      Object.hasOwn(methods, method)
        ? methods[method]?.(params)
        : wallet.request({ method, params } as never),
    on: () => undefined, // its account and its chain never change
    removeListener: () => undefined,
  };
}
