import type { JsonRpcProvider } from "ethers";

const ORIGINAL = "0x00000000000000000000000000000000000c0de0";
/** Reverts on `transfer`, and passes every other call on to the original code. */
const WRAPPER = [
  "0x60003560e01c63a9059cbb14604557", // transfer goes to 0x45
  "366000600037", // all calldata
  `6000600036600073${ORIGINAL.slice(2)}5af4`,
  "3d600060003e604057", // success goes to 0x40
  "3d6000fd",
  "5b3d6000f3",
  "5b60006000fd",
].join("");

/**
 * Has a token refuse transfers, as an issuer that paused it would. Its balances stay readable.
 * @returns ends the pause
 */
export async function silenceTransfers(
  provider: JsonRpcProvider,
  token: string,
): Promise<() => Promise<void>> {
  const code = await provider.getCode(token);
  await provider.send("hardhat_setCode", [ORIGINAL, code]);
  await provider.send("hardhat_setCode", [token, WRAPPER]);
  return async () => void (await provider.send("hardhat_setCode", [token, code]));
}
