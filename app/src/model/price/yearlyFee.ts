import { growSupply } from "@sheaf/sdk/fees/growSupply";
import { WAD } from "@sheaf/sdk/units/wad";

const YEAR = 31_536_000n; // {s}

/** {1} WAD The part of a share that the streaming fee takes in a year. @param rate D18{1/s} */
export function yearlyFee(rate: bigint): bigint {
  return WAD - (WAD * WAD) / growSupply(WAD, rate, YEAR);
}
