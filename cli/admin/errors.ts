import { CommandFailedError } from "@sheaf/commands/errors";
import { dateText } from "@sheaf/sdk/errors/text/dateText";
import { PermanentError } from "@sheaf/sdk/units/errors";
import type { Address, Hex } from "viem";

/** The signer lacks the role. */
export class MissingRoleError extends PermanentError {
  override readonly name = "Admin.MissingRoleError";
  readonly holders: readonly Address[];

  constructor(account: Address, role: string, holders: readonly Address[]) {
    const held = holders.length === 0 ? "Nobody holds it." : `It is held by ${holders.join(", ")}.`;
    super(`${account} does not hold the role ${role}. ${held} Nothing was signed.`);
    this.holders = holders;
  }
}

/** The timelock waits with this very call already. */
export class AlreadyScheduledError extends PermanentError {
  override readonly name = "Admin.AlreadyScheduledError";

  constructor(id: Hex, readyAt: bigint) {
    super(
      `The timelock waits with the same call already, as operation ${id}. It can be carried out from ${dateText(readyAt)} on, by \`sheaf admin execute\`. Nothing was signed.`,
    );
  }
}

/** The contract would refuse the call, now and later. */
export class WouldBeRefusedError extends PermanentError {
  override readonly name = "Admin.WouldBeRefusedError";

  constructor(what: string, reason: string) {
    super(`${what}: ${reason} Nothing was signed.`);
  }
}

/** A file is no proposal. */
export class MalformedProposalError extends PermanentError {
  override readonly name = "Admin.MalformedProposalError";

  constructor(file: string, faults: readonly string[]) {
    super(
      `${file} is no proposal: ${faults.join("; ")}. \`sheaf admin listing propose\` writes one.`,
    );
  }
}

/** A proposal is for another deployment. */
export class OtherDeploymentError extends PermanentError {
  override readonly name = "Admin.OtherDeploymentError";

  constructor(file: string, chainId: number, registry: Address) {
    super(
      `${file} proposes to the registry ${registry} on chain ${chainId}, which is not the one of --rpc and --addresses. Nothing was signed.`,
    );
  }
}

/** The registry would not list what is proposed, or an index could not trade it. */
export class UnlistableError extends CommandFailedError {
  override readonly name = "Admin.UnlistableError";
  readonly faults: readonly string[];

  constructor(token: Address, faults: readonly string[]) {
    super(`${token} cannot be proposed: ${faults.join("; ")}. Nothing was written or signed.`);
    this.faults = faults;
  }
}

/** No pending operation, announcement or fee change has the given id. */
export class NothingPendingError extends PermanentError {
  override readonly name = "Admin.NothingPendingError";

  constructor(what: string) {
    super(`${what}. \`sheaf admin pending\` prints what waits. Nothing was signed.`);
  }
}

/** The component was never listed. */
export class NeverListedError extends PermanentError {
  override readonly name = "Admin.NeverListedError";

  constructor(token: Address) {
    super(`${token} was never listed. \`sheaf admin listing propose\` proposes a newcomer.`);
  }
}
