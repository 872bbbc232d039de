import { deploy, DeploymentResultType, wipe } from "@nomicfoundation/ignition-core";
import type {
  DeploymentResult,
  IgnitionModule,
  IgnitionModuleResult,
  ModuleParameters,
} from "@nomicfoundation/ignition-core";

import { ModuleFailedError } from "../errors.ts";
import { journalOf } from "./journalOf.ts";
import type { Deployer } from "./openDeployer.ts";

const POLLING_INTERVAL = 250; // {ms}

type Deployed<names extends string> = Readonly<Record<names, string>>;

/**
 * Deploys a module of Ignition, or what its journal lacks of it. Each module has a journal of its own: Ignition takes the
 * unfinished contracts of another module for failures.
 * @returns the addresses of the module's results
 * @throws ModuleFailedError
 */
export async function deployModule<names extends string>(
  deployer: Deployer,
  ignitionModule: IgnitionModule<
    string,
    string,
    Record<names, IgnitionModuleResult<string>[string]>
  >,
  parameters: ModuleParameters = {},
): Promise<Deployed<names>> {
  const { id, results } = ignitionModule;
  const journal = journalOf(deployer.folder, id);
  const first = await run(deployer, ignitionModule, parameters);
  // A transaction that reverted, or was given up, in an earlier run is tried again.
  const failed =
    first.type === DeploymentResultType.PREVIOUS_RUN_ERROR ? Object.keys(first.errors) : [];
  for (const future of failed) await wipe(journal, deployer.artifacts, future);
  const result = failed.length === 0 ? first : await run(deployer, ignitionModule, parameters);
  if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT)
    throw new ModuleFailedError(id, journal, causesOf(result));
  const { contracts } = result;
  const names = Object.entries<{ readonly id: string }>(results);
  return Object.fromEntries(
    names.map(([name, future]) => [name, contracts[future.id]?.address ?? ""]),
  ) as Deployed<names>;
}

function run(
  { provider, account, artifacts, folder, confirmations }: Deployer,
  ignitionModule: IgnitionModule<string, string, IgnitionModuleResult<string>>,
  parameters: ModuleParameters,
): Promise<DeploymentResult> {
  return deploy({
    config: { requiredConfirmations: confirmations, blockPollingInterval: POLLING_INTERVAL },
    artifactResolver: artifacts,
    provider,
    deploymentDir: journalOf(folder, ignitionModule.id),
    ignitionModule,
    deploymentParameters: { [ignitionModule.id]: parameters },
    accounts: [account],
  });
}

function causesOf(result: DeploymentResult): string {
  if (result.type === DeploymentResultType.EXECUTION_ERROR) {
    const failed = result.failed.map(({ futureId, error }) => `${futureId}: ${error}`);
    const late = result.timedOut.map(({ futureId }) => `${futureId} was not mined`);
    return [...failed, ...late].join("; ");
  }
  if (result.type === DeploymentResultType.SUCCESSFUL_DEPLOYMENT) return "";
  return Object.entries(result.errors)
    .map(([future, errors]) => `${future}: ${errors.join(", ")}`)
    .join("; ");
}
