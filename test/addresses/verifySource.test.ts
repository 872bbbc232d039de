import { expect } from "chai";

import { etherscanVerifier } from "../../deploy/verification/etherscanVerifier.ts";
import { sourcifyVerifier } from "../../deploy/verification/sourcifyVerifier.ts";
import type { Submission, Verifier } from "../../deploy/verification/verifier.ts";
import { verifySource } from "../../deploy/verification/verifySource.ts";
import { etherscanService, KEY } from "./etherscanService.ts";
import type { Misbehaviour } from "./sourcifyService.ts";
import { sourcifyService } from "./sourcifyService.ts";

const PACE = { poll: 5, patience: 2_000 }; // {ms}
const LIBRARY = "0x00000000000000000000000000000000000000A1";
const SOURCE = "project/contracts/libraries/FeeAccrual.sol";
const SUBMISSION: Submission = {
  chainId: 84532,
  address: "0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24",
  input: {
    compilerVersion: "0.8.37+commit.f401782d",
    contractIdentifier: "project/contracts/IndexVault.sol:IndexVault",
    stdJsonInput: {
      language: "Solidity",
      sources: { "project/contracts/IndexVault.sol": { content: "contract IndexVault {}" } },
      settings: { viaIR: true },
    },
    librarySources: { FeeAccrual: SOURCE },
  },
  libraries: { FeeAccrual: LIBRARY },
  creationTransaction: `0x${"12".repeat(32)}`,
  constructorArguments: "00ff",
};

type Service = Awaited<ReturnType<typeof sourcifyService>>;
type Kind = {
  readonly name: string;
  readonly start: (misbehaviour?: Misbehaviour) => Promise<Service>;
  readonly verifier: (url: string) => Verifier;
  readonly link: string;
  readonly verifiedAs: string; // in the service
};

const KINDS: readonly Kind[] = [
  {
    name: "Sourcify",
    start: sourcifyService,
    verifier: (api) => sourcifyVerifier({ api, site: "https://repo.sourcify.dev/" }),
    link: `https://repo.sourcify.dev/84532/${SUBMISSION.address}`,
    verifiedAs: `84532/${SUBMISSION.address}`,
  },
  {
    name: "Etherscan",
    start: etherscanService,
    verifier: (url) =>
      etherscanVerifier({ api: `${url}/v2/api`, key: KEY, site: "https://sepolia.basescan.org" }),
    link: `https://sepolia.basescan.org/address/${SUBMISSION.address}#code`,
    verifiedAs: SUBMISSION.address,
  },
];

for (const { name, start, verifier, link, verifiedAs } of KINDS)
  describe(`verifySource at ${name}`, () => {
    let service: Service;
    afterEach(() => service.close());
    const verify = async (misbehaviour: Misbehaviour = {}, pace = PACE): Promise<string> => {
      service = await start(misbehaviour);
      return verifySource(verifier(service.url), SUBMISSION, pace);
    };
    const refusalOf = async (work: Promise<string>): Promise<{ name: string; message: string }> =>
      work.then(
        (found) => ({ name: "verified", message: found }),
        (error: Error) => error,
      );
    const posts = () => service.asked.filter(({ method }) => method === "POST");

    it("looks up, submits once, waits and says where the source can be read", async () => {
      expect(await verify({ pending: 3 })).to.equal(link);
      expect(service.verified.has(verifiedAs)).to.equal(true);
      expect(service.asked.map(({ method }) => method)).to.deep.equal([
        ...["GET", "POST"],
        ...["GET", "GET", "GET", "GET"],
      ]);
    });

    it("submits nothing that is verified", async () => {
      await verify();
      expect(await verifySource(verifier(service.url), SUBMISSION, PACE)).to.equal(link);
      expect(posts()).to.have.lengthOf(1);
    });

    it("is content if others verify it meanwhile", async () => {
      expect(await verify({ raced: true })).to.equal(link);
    });

    it("sends again what was limited or failed: look-up, submission and question", async () => {
      expect(await verify({ busy: [429, 500, 503] })).to.equal(link);
      expect(service.asked.map(({ method }) => method)).to.deep.equal([
        ...["GET", "GET", "POST", "POST"],
        ...["GET", "GET", "GET"],
      ]);
    });

    it("waits twice as long each time, and gives up what stays busy, for a later run", async () => {
      const refused = await refusalOf(verify({ down: true }, { poll: 40, patience: 400 }));
      expect(refused.name).to.equal("Verification.ServiceBusyError");
      expect(refused.message).to.include("Run the command again later");
      const times = service.asked.map(({ at }) => at);
      expect(times.length >= 3 && times.length <= 4, `${times.length} requests`).to.equal(true);
      expect(times[2] - times[1] > 75).to.equal(true);
    });

    it("gives up what waits for too long, for a later run that finds it", async () => {
      const refused = await refusalOf(verify({ pending: 15 }, { poll: 5, patience: 50 }));
      expect(refused.message).to.include("still waits in its queue");
      expect(posts()).to.have.lengthOf(1);
    });

    it("says that the code on the chain is another one", async () => {
      const refused = await refusalOf(verify({ mismatch: true }));
      expect(refused.name).to.equal("Verification.NotVerifiedError");
      expect(refused.message).to.match(/did not verify it: .*(match|Unable to verify)/);
    });

    it("says that nothing listens, without the URL, which may carry a key", async () => {
      service = await start();
      const unreachable = verifier("http://127.0.0.1:1");
      const refused = await refusalOf(
        verifySource(unreachable, SUBMISSION, { poll: 5, patience: 10 }),
      );
      expect(refused.message).to.include("127.0.0.1:1 cannot be reached").and.not.include("v2");
    });
  });

describe("verifySource", () => {
  it("gives Sourcify the sources as they were compiled, and the creation transaction", async () => {
    const service = await sourcifyService();
    await verifySource(sourcifyVerifier({ api: service.url, site: "" }), SUBMISSION, PACE);
    service.close();
    const { url, body } = service.asked.find(({ method }) => method === "POST")!;
    expect(url.pathname).to.equal(`/v2/verify/84532/${SUBMISSION.address}`);
    expect(JSON.parse(body)).to.deep.equal({
      stdJsonInput: SUBMISSION.input.stdJsonInput,
      compilerVersion: "0.8.37+commit.f401782d",
      contractIdentifier: "project/contracts/IndexVault.sol:IndexVault",
      creationTransactionHash: SUBMISSION.creationTransaction,
    });
  });

  it("gives Etherscan the sources with the libraries' addresses, and the arguments under both spellings", async () => {
    const service = await etherscanService();
    const options = { api: `${service.url}/v2/api`, key: KEY, site: "" };
    await verifySource(etherscanVerifier(options), SUBMISSION, PACE);
    service.close();
    const { body } = service.asked.find(({ method }) => method === "POST")!;
    const { sourceCode, ...form } = Object.fromEntries(new URLSearchParams(body));
    expect(form).to.deep.equal({
      codeformat: "solidity-standard-json-input",
      compilerversion: "v0.8.37+commit.f401782d",
      constructorArguements: "00ff",
      constructorArguments: "00ff",
      contractaddress: SUBMISSION.address,
      contractname: "project/contracts/IndexVault.sol:IndexVault",
    });
    expect(JSON.parse(sourceCode)).to.deep.equal({
      ...SUBMISSION.input.stdJsonInput,
      settings: { viaIR: true, libraries: { [SOURCE]: { FeeAccrual: LIBRARY } } },
    });
  });

  it("does not send again what Etherscan refuses for good", async () => {
    const service = await etherscanService();
    const options = { api: `${service.url}/v2/api`, key: "another", site: "" };
    const refused = await verifySource(etherscanVerifier(options), SUBMISSION, PACE).catch(
      (error: Error) => error.message,
    );
    service.close();
    expect(refused).to.equal("Etherscan did not verify it: Invalid API Key (#err2)|");
    expect(service.asked).to.have.lengthOf(2);
  });
});
