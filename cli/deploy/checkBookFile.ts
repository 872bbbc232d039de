import { existsSync } from "node:fs";

import type { TransactionRecord } from "../../deploy/chain/transactionRecord.ts";
import { OtherDeploymentError } from "../../deploy/errors.ts";

/**
 * Checks that a deployment which has not begun writes no address book over another's.
 * @throws OtherDeploymentError
 */
export function checkBookFile(file: string, record: Pick<TransactionRecord, "all">): void {
  if (record.all().length === 0 && existsSync(file)) throw new OtherDeploymentError(file);
}
