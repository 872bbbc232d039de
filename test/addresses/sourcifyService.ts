import type { Refusals } from "./firstRefusals.ts";
import { firstRefusals, LOOK_UP, QUESTION, SUBMISSION } from "./firstRefusals.ts";
import type { Answered, Asked } from "./serveJson.ts";
import { serveJson } from "./serveJson.ts";

/** How the service misbehaves. */
export type Misbehaviour = Refusals & {
  pending?: number; // {requests} that a job waits
  mismatch?: boolean;
  raced?: boolean; // others verify between look-up and submission
};

const FIELDS = ["compilerVersion", "contractIdentifier", "creationTransactionHash", "stdJsonInput"];
const UNKNOWN = { match: null, creationMatch: null, runtimeMatch: null };

/** A local service that speaks version 2 of Sourcify's API, as its documentation describes it, and refuses every other request. */
export async function sourcifyService(misbehaviour: Misbehaviour = {}) {
  const verified = new Set<string>();
  const jobs = new Map<string, { readonly contract: string; left: number }>();
  const refused = firstRefusals(misbehaviour);
  const fault = (status: number, customCode: string, message: string): Answered => ({
    status,
    body: { customCode, message, errorId: "5c0d1f3e" },
  });

  function answer({ method, url, body, type }: Asked): Answered {
    const isLookUp = url.pathname.startsWith("/v2/contract/");
    const status = refused(method === "POST" ? SUBMISSION : isLookUp ? LOOK_UP : QUESTION);
    if (status !== undefined) return fault(status, "overloaded", "come back later");
    const [, contract = ""] =
      /^\/v2\/(?:contract|verify)\/(\d+\/0x[0-9a-fA-F]{40})$/.exec(url.pathname) ?? [];
    if (method === "GET" && contract !== "" && isLookUp)
      return verified.has(contract)
        ? { status: 200, body: { ...UNKNOWN, match: "exact_match" } }
        : { status: 404, body: UNKNOWN };
    if (method === "POST" && contract !== "" && type === "application/json") {
      const given = JSON.parse(body) as Record<string, unknown>;
      if (Object.keys(given).sort().join() !== FIELDS.join())
        return fault(400, "invalid_parameter", "the fields are others");
      if (misbehaviour.raced === true || verified.has(contract))
        return fault(409, "already_verified", "it is verified already");
      const id = `job-${jobs.size}`;
      jobs.set(id, { contract, left: misbehaviour.pending ?? 1 });
      return { status: 202, body: { verificationId: id } };
    }
    const job = jobs.get(/^\/v2\/verify\/([\w-]+)$/.exec(url.pathname)?.[1] ?? "");
    if (method !== "GET" || job === undefined)
      return fault(404, "not_found", "there is no such job");
    if (job.left-- > 0) return { status: 200, body: { isJobCompleted: false, contract: UNKNOWN } };
    if (misbehaviour.mismatch === true)
      return {
        status: 200,
        body: {
          isJobCompleted: true,
          contract: UNKNOWN,
          error: { customCode: "no_match", message: "the bytecodes do not match", errorId: "1" },
        },
      };
    verified.add(job.contract);
    return {
      status: 200,
      body: { isJobCompleted: true, contract: { ...UNKNOWN, match: "match" } },
    };
  }
  return { ...(await serveJson(answer)), verified };
}
