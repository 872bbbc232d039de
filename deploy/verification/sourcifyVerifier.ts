import { z } from "zod";

import { NotVerifiedError } from "./errors.ts";
import { requestJson } from "./requestJson.ts";
import type { Place, Verifier } from "./verifier.ts";

const NAME = "Sourcify";
const Match = z.enum(["match", "exact_match"]).nullable();
const Lookup = z.object({ match: Match });
const Ticket = z.object({ verificationId: z.string().min(1) });
const Fault = z.object({ customCode: z.string(), message: z.string() });
const Job = z.object({
  isJobCompleted: z.boolean(),
  contract: z.object({ match: Match }).optional(),
  error: Fault.optional(),
});

export type SourcifyOptions = {
  readonly api: string; // URL of its server
  readonly site: string; // URL where people read
};

/** Sourcify's API, version 2. It needs no key. Its compiler's settings name no library: Sourcify fills their places in. */
export function sourcifyVerifier({ api, site }: SourcifyOptions): Verifier {
  const at = (path: string): URL => new URL(`${api.replace(/\/$/, "")}/v2/${path}`);
  const contractAt = ({ chainId, address }: Place): string => `${chainId}/${address}`;
  return {
    name: NAME,
    link: (place) => `${site.replace(/\/$/, "")}/${contractAt(place)}`,
    isVerified: async (place) => {
      const { body } = await requestJson(NAME, at(`contract/${contractAt(place)}`));
      const found = Lookup.safeParse(body);
      return found.success && found.data.match !== null;
    },
    submit: async (submission) => {
      const { input, creationTransaction } = submission;
      const { status, body } = await requestJson(NAME, at(`verify/${contractAt(submission)}`), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          stdJsonInput: input.stdJsonInput,
          compilerVersion: input.compilerVersion,
          contractIdentifier: input.contractIdentifier,
          creationTransactionHash: creationTransaction,
        }),
      });
      const ticket = Ticket.safeParse(body);
      if (ticket.success) return ticket.data.verificationId;
      const fault = Fault.safeParse(body);
      if (fault.success && fault.data.customCode === "already_verified") return undefined;
      throw new NotVerifiedError(
        NAME,
        fault.success ? fault.data.message : `it refuses the request with status ${status}`,
      );
    },
    progressOf: async (_submission, ticket) => {
      const { status, body } = await requestJson(NAME, at(`verify/${encodeURIComponent(ticket)}`));
      const job = Job.safeParse(body);
      if (!job.success)
        return { state: "failed", reason: `it forgot the request (status ${status})` };
      const { isJobCompleted, contract, error } = job.data;
      if (!isJobCompleted) return { state: "pending" };
      if (error?.customCode === "already_verified") return { state: "verified" };
      if (error !== undefined) return { state: "failed", reason: error.message };
      return (contract?.match ?? null) === null
        ? { state: "failed", reason: "the code on the chain is another one" }
        : { state: "verified" };
    },
  };
}
