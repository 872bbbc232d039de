import { toQuantity, Transaction } from "ethers";
import type { Wallet } from "ethers";
import { z } from "zod/v4";

import { NodeRefusedError, TransactionTooLargeError } from "../errors.ts";
import type { AskNode } from "./askNode.ts";
import type { TransactionRecord } from "./transactionRecord.ts";

/** EIP-7825: no transaction may use more. {gas} */
const TRANSACTION_GAS_CAP = 2n ** 24n;
/** {%} Gas above the estimate, for state that changes in between. */
const MARGIN = 20n;
const ONE_GWEI = 10n ** 9n; // {wei/gas}

const Quantity = z
  .string()
  .regex(/^0x/)
  .transform((text) => BigInt(text));
const CALL = z.object({
  to: z.string().nullish(),
  data: z.string().default("0x"),
  value: Quantity.default(0n),
  nonce: Quantity.optional(),
  gas: Quantity.optional(),
  maxFeePerGas: Quantity.optional(),
  maxPriorityFeePerGas: Quantity.optional(),
});
const BLOCK = z.object({ baseFeePerGas: Quantity.default(0n) });

type Call = z.output<typeof CALL>;
type Request = { readonly method: string; readonly params?: readonly unknown[] | object };

/** An EIP-1193 provider whose only account signs here: its key never leaves this process. */
export type SigningProvider = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as EIP-1193 and ignition-core declare it
  request(request: Request): Promise<any>;
  /** Broadcasts a signed transaction; one that the node knows already is no fault. */
  readonly broadcast: (raw: string) => Promise<void>;
};

export type SigningOptions = {
  readonly ask: AskNode;
  readonly wallet: Pick<Wallet, "address" | "signTransaction">;
  readonly chainId: number;
  readonly record: TransactionRecord;
};

/** Everything but signing goes to the node. A transaction is recorded before it is broadcast. */
export function signingProvider({ ask, wallet, chainId, record }: SigningOptions): SigningProvider {
  let lastNonce = -1n;

  async function broadcast(raw: string): Promise<void> {
    try {
      await ask("eth_sendRawTransaction", [raw]);
    } catch (error) {
      const known = error instanceof NodeRefusedError && /already|known/i.test(error.message);
      if (!known) throw error;
    }
  }

  async function send(call: Call): Promise<string> {
    const nonce = call.nonce ?? (await nextNonce());
    const [gasLimit, fees] = await Promise.all([gasOf(call), feesOf(call)]);
    if (gasLimit > TRANSACTION_GAS_CAP)
      throw new TransactionTooLargeError(gasLimit, TRANSACTION_GAS_CAP);
    const { to, data, value } = call;
    const raw = await wallet.signTransaction({
      ...{ type: 2, chainId, to: to ?? null, data, value },
      ...{ nonce: Number(nonce), gasLimit, ...fees },
    });
    const hash = Transaction.from(raw).hash ?? "";
    record.add({ nonce: Number(nonce), hash, raw, gas: String(gasLimit) });
    if (nonce > lastNonce) lastNonce = nonce;
    await broadcast(raw);
    return hash;
  }

  async function nextNonce(): Promise<bigint> {
    const pending = Quantity.parse(
      await ask("eth_getTransactionCount", [wallet.address, "pending"]),
    );
    return pending > lastNonce ? pending : lastNonce + 1n;
  }

  /** Callers who do not know how much they need name the cap. */
  async function gasOf({ gas, to, data, value }: Call): Promise<bigint> {
    if (gas !== undefined && gas !== TRANSACTION_GAS_CAP) return withMargin(gas);
    const call = { from: wallet.address, to, data, value: toQuantity(value) };
    return withMargin(Quantity.parse(await ask("eth_estimateGas", [call])));
  }

  async function feesOf({ maxFeePerGas, maxPriorityFeePerGas }: Call) {
    if (maxFeePerGas !== undefined && maxPriorityFeePerGas !== undefined)
      return { maxFeePerGas, maxPriorityFeePerGas };
    const [block, tip] = await Promise.all([
      ask("eth_getBlockByNumber", ["latest", false]),
      ask("eth_maxPriorityFeePerGas", []).catch(() => toQuantity(ONE_GWEI)),
    ]);
    const priority = Quantity.parse(tip);
    const { baseFeePerGas } = BLOCK.parse(block);
    return { maxFeePerGas: baseFeePerGas * 2n + priority, maxPriorityFeePerGas: priority };
  }

  return {
    broadcast,
    request: ({ method, params = [] }) => {
      const given = z.array(z.unknown()).parse(params);
      if (method === "eth_accounts" || method === "eth_requestAccounts")
        return Promise.resolve([wallet.address]);
      if (method === "eth_sendTransaction") return send(CALL.parse(given[0]));
      return ask(method, given);
    },
  };
}

function withMargin(gas: bigint): bigint {
  const more = (gas * (100n + MARGIN)) / 100n;
  return gas <= TRANSACTION_GAS_CAP && more > TRANSACTION_GAS_CAP ? TRANSACTION_GAS_CAP : more;
}
