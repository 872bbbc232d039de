import type { BookReport, CheckedAddress } from "./bookReport.ts";

/** A line for each contract and each fault; addresses of others only if something is wrong with them. */
export function bookLines({
  network,
  chainId,
  addresses,
  deployers,
  faults,
}: BookReport): string[] {
  const isShown = ({ contract, faults: found }: CheckedAddress): boolean =>
    contract !== undefined || found.length > 0;
  const shown = addresses.filter(isShown);
  return [
    `${network}, chain ${chainId}`,
    ...shown.flatMap(({ name, contract = "", address, faults: found }) => [
      `${found.length === 0 ? "ok    " : "WRONG "} ${name.padEnd(18)} ${address} ${contract}`.trimEnd(),
      ...found.map((fault) => `       ${fault}`),
    ]),
    `ok     ${addresses.length - shown.length} addresses of others have code`,
    ...deployers.flatMap(({ account, roles }) =>
      roles.length === 0
        ? [`ok     deployer           ${account} holds no role`]
        : [
            `WRONG  deployer           ${account}`,
            ...roles.map((role) => `       it still holds ${role}`),
          ],
    ),
    faults === 0 ? "The address book matches the chain." : `${faults} faults.`,
  ];
}
