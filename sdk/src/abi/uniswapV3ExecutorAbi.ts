// Generated from UniswapV3Executor by scripts/generateAbis.ts. Do not edit.
export const uniswapV3ExecutorAbi = [
  {"inputs":[],"name":"AlreadyExecuting","type":"error"},
  {"inputs":[{"name":"between","type":"address"}],"name":"BetweenLeft","type":"error"},
  {"inputs":[{"name":"pool","type":"address"}],"name":"HopFailed","type":"error"},
  {"inputs":[{"name":"hop","type":"uint256"}],"name":"InvalidHop","type":"error"},
  {"inputs":[{"name":"component","type":"address"},{"name":"owed","type":"uint256"},{"name":"left","type":"uint256"}],"name":"OverBudget","type":"error"},
  {"inputs":[{"name":"value","type":"uint256"}],"name":"SafeCastOverflowedUintToInt","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"UnexpectedCallback","type":"error"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"vault","type":"address"},{"indexed":true,"name":"leg","type":"uint256"},{"indexed":false,"name":"pool","type":"address"}],"name":"LegSkipped","type":"event"},
  {"inputs":[{"components":[{"name":"component","type":"address"},{"name":"amount","type":"uint256"}],"name":"sells","type":"tuple[]"},{"components":[{"name":"component","type":"address"},{"name":"amount","type":"uint256"}],"name":"buys","type":"tuple[]"},{"name":"data","type":"bytes"}],"name":"execute","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"amount0Delta","type":"int256"},{"name":"amount1Delta","type":"int256"},{"name":"data","type":"bytes"}],"name":"uniswapV3SwapCallback","outputs":[],"stateMutability":"nonpayable","type":"function"},
] as const;
