/** A refusal of a wallet, in the shape of EIP-1193. */
export class ProviderRpcError extends Error {
  override readonly name = "Wallet.ProviderRpcError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
