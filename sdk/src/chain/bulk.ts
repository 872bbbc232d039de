/**
 * How viem's `multicall` reads many views in one request. The multicall contract is part of the call and need not be
 * deployed, so that any chain and any block can be read. Each request holds all calls it is given.
 */
export const BULK = { allowFailure: false, deployless: true, batchSize: 0 } as const;

/**
 * Calls of one request. Nodes take the answer of a call that creates its contract for that contract's code, which has 24,576
 * bytes at most: 60 answers of seven words and as many prices have 23,200.
 */
export const CALLS_PER_REQUEST = 60;
