/** How long fuzzers look: runs of a fuzz test, runs of an invariant, and calls in each of them. */
export type CampaignDepth = {
  readonly fuzzRuns: number;
  readonly invariantRuns: number;
  readonly invariantDepth: number;
};

const ORDINARY: CampaignDepth = { fuzzRuns: 256, invariantRuns: 256, invariantDepth: 32 };
const NIGHTLY: CampaignDepth = { fuzzRuns: 10_000, invariantRuns: 1_000, invariantDepth: 64 };

/** The depth of a run, by its environment: `SHEAF_NIGHTLY` is what `npm run nightly` sets. */
export function campaignDepth(environment: NodeJS.ProcessEnv): CampaignDepth {
  return environment.SHEAF_NIGHTLY === "true" ? NIGHTLY : ORDINARY;
}
