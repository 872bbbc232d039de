// Generated from PriceOracle by scripts/generateAbis.ts. Do not edit.
export const priceOracleAbi = [
  {"inputs":[{"name":"registry_","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"base","type":"address"}],"name":"FeedMissing","type":"error"},
  {"inputs":[{"name":"available","type":"uint256"},{"name":"required","type":"uint256"}],"name":"InsufficientGas","type":"error"},
  {"inputs":[{"name":"base","type":"address"},{"name":"updatedAt","type":"uint256"}],"name":"PriceFromFuture","type":"error"},
  {"inputs":[{"name":"base","type":"address"},{"name":"answer","type":"int256"}],"name":"PriceNotPositive","type":"error"},
  {"inputs":[{"name":"base","type":"address"},{"name":"answer","type":"uint256"},{"name":"minimum","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"PriceOutOfBand","type":"error"},
  {"inputs":[{"name":"base","type":"address"},{"name":"updatedAt","type":"uint256"},{"name":"heartbeat","type":"uint256"}],"name":"PriceStale","type":"error"},
  {"inputs":[{"name":"quote","type":"address"}],"name":"QuoteUnsupported","type":"error"},
  {"inputs":[{"name":"baseAmount","type":"uint256"},{"name":"base","type":"address"},{"name":"quote","type":"address"}],"name":"getQuote","outputs":[{"name":"quoteAmount","type":"uint256"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"baseAmounts","type":"uint256[]"},{"name":"bases","type":"address[]"},{"name":"quote","type":"address"}],"name":"getQuotes","outputs":[{"name":"quoteAmounts","type":"uint256[]"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"registry","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"baseAmount","type":"uint256"},{"name":"bases","type":"address[]"},{"name":"quote","type":"address"}],"name":"tryQuotes","outputs":[{"name":"quoteAmounts","type":"uint256[]"}],"stateMutability":"view","type":"function"},
] as const;
