// Generated from UniswapV4Executor by scripts/generateAbis.ts. Do not edit.
export const uniswapV4ExecutorAbi = [
  {"inputs":[{"name":"poolManager_","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[],"name":"AlreadyExecuting","type":"error"},
  {"inputs":[{"name":"open","type":"uint256"},{"name":"delta","type":"int256"}],"name":"BooksOpen","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"NoCode","type":"error"},
  {"inputs":[{"name":"paid","type":"uint256"},{"name":"received","type":"uint256"}],"name":"OutOfBounds","type":"error"},
  {"inputs":[{"name":"value","type":"int256"}],"name":"SafeCastOverflowedIntToUint","type":"error"},
  {"inputs":[{"name":"value","type":"uint256"}],"name":"SafeCastOverflowedUintToInt","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"UnexpectedCaller","type":"error"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"vault","type":"address"},{"indexed":true,"name":"leg","type":"uint256"}],"name":"LegSkipped","type":"event"},
  {"inputs":[{"components":[{"name":"component","type":"address"},{"name":"amount","type":"uint256"}],"name":"","type":"tuple[]"},{"components":[{"name":"component","type":"address"},{"name":"amount","type":"uint256"}],"name":"","type":"tuple[]"},{"name":"","type":"bytes"}],"name":"execute","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"poolManager","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"components":[{"name":"fee","type":"uint24"},{"name":"tickSpacing","type":"int24"},{"name":"sell","type":"uint256"},{"name":"buy","type":"uint256"},{"name":"amount","type":"uint256"},{"name":"exactOutput","type":"bool"},{"name":"sqrtPriceLimitX96","type":"uint160"}],"name":"leg","type":"tuple"},{"components":[{"name":"vault","type":"address"},{"name":"sold","type":"address"},{"name":"bought","type":"address"},{"name":"maxPaid","type":"uint256"},{"name":"maxReceived","type":"uint256"},{"name":"residual","type":"address"},{"name":"delta","type":"int256"}],"name":"task","type":"tuple"}],"name":"swapLeg","outputs":[{"name":"paid","type":"uint256"},{"name":"received","type":"uint256"},{"name":"delta","type":"int256"}],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"asked","type":"bytes"}],"name":"unlockCallback","outputs":[{"name":"","type":"bytes"}],"stateMutability":"nonpayable","type":"function"},
] as const;
