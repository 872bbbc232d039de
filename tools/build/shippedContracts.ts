/** Where the committed bytecode of a contract lies: the sdk's package, or the repository alone. */
export type ShippedFolder = "sdk/bytecode" | "deploy/bytecode/testMarket";

export type ShippedContractName = {
  readonly contract: string;
  readonly source: string;
  readonly folder: ShippedFolder;
};

const inFolder =
  (folder: ShippedFolder) =>
  (source: string): ShippedContractName => ({
    contract: source.slice(source.lastIndexOf("/") + 1, -".sol".length),
    source,
    folder,
  });

const PRODUCT = [
  "@openzeppelin/contracts/governance/TimelockController.sol",
  "contracts/IndexFactory.sol",
  "contracts/IndexVault.sol",
  "contracts/Roles.sol",
  "contracts/execution/UniswapV3Executor.sol",
  "contracts/execution/UniswapV4Executor.sol",
  "contracts/libraries/BasketLists.sol",
  "contracts/libraries/ClaimLedger.sol",
  "contracts/libraries/EpochFormation.sol",
  "contracts/libraries/FeeAccrual.sol",
  "contracts/libraries/PermitSignatures.sol",
  "contracts/libraries/TradeExecution.sol",
  "contracts/oracle/ComponentRegistry.sol",
  "contracts/oracle/PriceOracle.sol",
  "contracts/periphery/IndexLens.sol",
  "contracts/periphery/IndexRouter.sol",
];

/** Tokens, feeds and pools of a testnet: nobody may take them for the product. */
const TEST_MARKET = [
  "contracts/mocks/MockERC20.sol",
  "contracts/mocks/MockUSDC.sol",
  "contracts/mocks/feeds/MockAggregator.sol",
  "contracts/mocks/feeds/MockFeedProxy.sol",
  "contracts/mocks/market/MarketOperator.sol",
];

/** Contracts whose bytecode is committed, so that a deployment needs no compiler. */
export const SHIPPED_CONTRACTS: readonly ShippedContractName[] = [
  ...PRODUCT.map(inFolder("sdk/bytecode")),
  ...TEST_MARKET.map(inFolder("deploy/bytecode/testMarket")),
];
