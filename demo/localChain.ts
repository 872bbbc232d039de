/** Hardhat's and anvil's. */
export const LOCAL_CHAIN_ID = 31337;

/** Deploying, two announced delays and some slack fit before the first Monday. {s} */
export const LEAD_TIME = 14 * 86_400;
