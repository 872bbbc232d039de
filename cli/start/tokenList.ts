import type { MarketName } from "../../market/LocalMarket.ts";
import { nameOfId } from "./nameOfId.ts";

/** {characters} Limits of the token-list standard. */
const MAX_NAME = 40;

export type TokenListInputs = {
  readonly chainId: number;
  readonly usdc: string;
  readonly names: readonly MarketName[];
  readonly at: Date;
};

/** The tokens of a local market as a token list of Uniswap's standard. Names are made from ids: `Mossy Kettle`. */
export function tokenList({ chainId, usdc, names, at }: TokenListInputs) {
  const tokens = names.map(({ id, symbol, token, tokenDecimals }) => ({
    chainId,
    address: token,
    name: nameOfId(id).slice(0, MAX_NAME),
    symbol,
    decimals: tokenDecimals,
    extensions: { id },
  }));
  const dollar = { chainId, address: usdc, name: "USD Coin", symbol: "USDC", decimals: 6 };
  return {
    name: "Sheaf local market",
    timestamp: at.toISOString(),
    version: { major: 1, minor: 0, patch: 0 },
    tokens: [{ ...dollar, extensions: { id: "usd-coin" } }, ...tokens],
  };
}
