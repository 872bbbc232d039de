import { Interface, ZeroAddress } from "ethers";
import type { Provider } from "ethers";

import { TokenDecimalsError, WrongContractError } from "../errors.ts";
import type { NetworkFile } from "../network/networkSchema.ts";
import { checkFeed } from "./checkFeed.ts";
import { checkSequencer } from "./checkSequencer.ts";
import { readContract } from "./readContract.ts";

const FACTORY = new Interface([
  "function feeAmountTickSpacing(uint24) view returns (int24)",
  "function getPool(address,address,uint24) view returns (address)",
]);
const TOKEN = new Interface([
  "function decimals() view returns (uint8)",
  "function totalSupply() view returns (uint256)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
]);

const FEE = 3000; // {1e6}
const SPACING = 60n; // {ticks}
const WETH_DECIMALS = 18;
const USDC_DECIMALS = 6;
const MAX_TOKEN_DECIMALS = 27;
/** D18{usd/usdc} */
const DOLLAR = { min: 95n * 10n ** 16n, max: 105n * 10n ** 16n } as const;

/**
 * Compares the network file with the chain. It sends nothing.
 * @throws NoCodeError, WrongContractError, TokenDecimalsError, FeedDecimalsError, StaleFeedError, ImplausiblePriceError,
 *   SequencerError
 */
export async function checkChain(provider: Provider, file: NetworkFile): Promise<void> {
  if (file.poolFactory !== "deploy") await checkFactory(provider, file.poolFactory.address);
  if (file.weth !== "deploy")
    await checkToken(provider, "WETH", file.weth.address, WETH_DECIMALS, WETH_DECIMALS);
  if (file.usdc !== "test") {
    const { address, feed } = file.usdc;
    await checkToken(provider, "USDC", address, USDC_DECIMALS, USDC_DECIMALS);
    await readContract(provider, "USDC", address, TOKEN, "DOMAIN_SEPARATOR", []);
    await checkFeed(provider, "feed of USDC", feed, { minPrice: DOLLAR.min, maxPrice: DOLLAR.max });
  }
  if (file.sequencerFeed !== null) await checkSequencer(provider, file.sequencerFeed.address);
  for (const component of file.components) {
    const { address } = component.token;
    await checkToken(provider, "component", address, 0, MAX_TOKEN_DECIMALS);
    await checkFeed(provider, `feed of component ${address}`, component.feed, component);
  }
}

async function checkFactory(provider: Provider, address: string): Promise<void> {
  const what = "Uniswap v3 factory";
  const spacing = await readContract(provider, what, address, FACTORY, "feeAmountTickSpacing", [
    FEE,
  ]);
  if (spacing !== SPACING)
    throw new WrongContractError(what, address, `it has no fee of 0.3 % with spacing ${SPACING}`);
  const none = [ZeroAddress, ZeroAddress, FEE];
  await readContract(provider, what, address, FACTORY, "getPool", none);
}

async function checkToken(
  provider: Provider,
  what: string,
  address: string,
  min: number,
  max: number,
): Promise<void> {
  await readContract(provider, what, address, TOKEN, "totalSupply", []);
  const decimals = Number(await readContract(provider, what, address, TOKEN, "decimals", []));
  const expected = min === max ? String(max) : `at most ${max}`;
  if (decimals < min || decimals > max)
    throw new TokenDecimalsError(what, address, decimals, expected);
}
