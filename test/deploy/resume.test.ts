import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { Contract, id as hashOf, JsonRpcProvider, keccak256, ZeroHash } from "ethers";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";
import { splitMix64 } from "@sheaf/lab/market/splitMix64";

import { sheaf } from "../sheaf/sheaf.ts";
import { deployerKey } from "./deployerKey.ts";
import type { DeployerKey } from "./deployerKey.ts";
import { posedNode } from "./posedNode.ts";
import type { PosedNode } from "./posedNode.ts";

const TOKENS = 25;
const KILLS = 5;
const SEED = Number(process.env.SHEAF_SEED ?? "1");
/** Transactions of a whole deployment with a market of 25. */
const TRANSACTIONS = 47n;
const TRANSACTION_GAS_CAP = 2n ** 24n;
const HOLDERS = {
  admin: "0x00000000000000000000000000000000000000A1",
  strategist: "0x00000000000000000000000000000000000000a2",
  keeper: "0x00000000000000000000000000000000000000A3",
  guardian: "0x00000000000000000000000000000000000000a4",
};
const ROLE = ["function hasRole(bytes32 role, address account) view returns (bool)"];

type Report = { readonly sent: number; readonly resumed: number; readonly waitsUntil: null };
type Outcome = { readonly code: number | null; readonly errors: string };

describe("npm run deploy, killed and started again", function () {
  this.timeout(600_000);
  let directory: string;
  let key: DeployerKey;
  let node: PosedNode;
  let provider: JsonRpcProvider;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-deploy-"));
    key = await deployerKey(directory);
    node = await posedNode(key.address);
    provider = new JsonRpcProvider(node.url, 84532, { staticNetwork: true, cacheTimeout: -1 });
  });
  after(async () => {
    provider.destroy();
    node.process.kill();
    await rm(directory, { recursive: true });
  });

  /** Transactions that the command has signed so far. */
  function signed(): number {
    const deployments = join(directory, "deployments");
    if (!existsSync(deployments)) return 0;
    const [folder = ""] = readdirSync(deployments);
    const file = join(deployments, folder, "transactions.jsonl");
    return existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
  }

  /** Runs the command, and kills it as soon as it has signed so many transactions. */
  async function run(killAt = Infinity): Promise<Outcome> {
    const flags = Object.entries(HOLDERS).flatMap(([role, holder]) => [`--${role}`, holder]);
    flags.push("--network", "base-sepolia", "--rpc", node.url, "--test-market", String(TOKENS));
    flags.push("--keystore", key.keystore, "--password-file", key.passwordFile, "--yes");
    flags.push("--addresses", join(directory, "addresses.json"), "--pass-delays");
    flags.push("--deployments", join(directory, "deployments"));
    flags.push("--json", join(directory, "report.json"));
    const command = ["--disable-warning=ExperimentalWarning", "scripts/sheaf.ts", "deploy"];
    const child = spawn(process.execPath, [...command, ...flags]);
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    const watch = setInterval(() => signed() >= killAt && child.kill("SIGKILL"), 5);
    const [code] = (await once(child, "close")) as [number | null];
    clearInterval(watch);
    return { code, errors };
  }

  const report = async (): Promise<Report> =>
    JSON.parse(await readFile(join(directory, "report.json"), "utf8")) as Report;
  const book = async () =>
    parseAddressBook(await readFile(join(directory, "addresses.json"), "utf8"), "addresses.json");

  it(`goes on after a kill at ${KILLS} seeded points, and sends each transaction once`, async () => {
    const random = splitMix64(SEED, 10);
    const points = Array.from({ length: KILLS }, () =>
      Number(random.between(1n, TRANSACTIONS - 1n)),
    );
    for (const point of points.toSorted((a, b) => a - b)) {
      const { code, errors } = await run(Math.max(point, signed() + 1));
      expect(code, errors).to.equal(null);
    }
    const { code, errors } = await run();
    expect(code, errors).to.equal(0);
    expect((await report()).waitsUntil).to.equal(null);
    expect(BigInt(await provider.getTransactionCount(key.address))).to.equal(TRANSACTIONS);
    expect(signed()).to.equal(Number(TRANSACTIONS));
  });

  it("sends nothing in a run after the last one", async () => {
    const nonce = await provider.getTransactionCount(key.address);
    const { code, errors } = await run();
    expect(code, errors).to.equal(0);
    expect(await report()).to.include({ sent: 0, resumed: nonce });
    expect(await provider.getTransactionCount(key.address)).to.equal(nonce);
  });

  it("keeps every transaction under the gas cap", async () => {
    for (let number = await provider.getBlockNumber(); number > 0; number--) {
      const block = await provider.getBlock(number, true);
      for (const { gasLimit } of block?.prefetchedTransactions ?? [])
        expect(gasLimit <= TRANSACTION_GAS_CAP).to.equal(true);
    }
  });

  it("leaves the roles to their holders, and the deployer without any", async () => {
    const { timelock, roles } = (await book()).contracts;
    const holds = async (contract: string, role: string, account: string) =>
      (await new Contract(contract, ROLE, provider)
        .getFunction("hasRole")
        .staticCall(role, account)) as boolean;
    const names = ["PROPOSER", "CANCELLER", "EXECUTOR", "STRATEGIST", "KEEPER", "GUARDIAN"];
    const hashes = [ZeroHash, ...names.map((name) => hashOf(`${name}_ROLE`))];
    for (const { address } of [timelock, roles])
      for (const role of hashes)
        expect(await holds(address, role, key.address), `${address} ${role}`).to.equal(false);

    const expected = [
      [timelock.address, "PROPOSER_ROLE", HOLDERS.admin],
      [timelock.address, "CANCELLER_ROLE", roles.address],
      [roles.address, "STRATEGIST_ROLE", HOLDERS.strategist],
      [roles.address, "KEEPER_ROLE", HOLDERS.keeper],
      [roles.address, "GUARDIAN_ROLE", HOLDERS.guardian],
    ] as const;
    for (const [contract, role, account] of expected)
      expect(await holds(contract, hashOf(role), account), role).to.equal(true);
    expect(await holds(timelock.address, hashOf("CANCELLER_ROLE"), HOLDERS.admin)).to.equal(false);
    expect(await holds(roles.address, ZeroHash, timelock.address)).to.equal(true);
  });

  it("writes an address book whose code hashes are the chain's", async () => {
    const { contracts, libraries, testMarket } = await book();
    const all = [...Object.values(contracts), ...Object.values(libraries)];
    all.push(testMarket!.operator, ...Object.values(testMarket!.contracts));
    expect(all).to.have.lengthOf(19);
    for (const { contract, address, codeHash, transaction, block } of all) {
      expect(keccak256(await provider.getCode(address)), contract).to.equal(codeHash);
      const receipt = await provider.getTransactionReceipt(transaction);
      expect(receipt, contract).to.include({ contractAddress: address, blockNumber: block });
    }
    expect(testMarket!.tokens).to.have.lengthOf(TOKENS);
    expect(contracts.factory.constructorArguments).to.include(contracts.registry.address);
    expect(Object.keys(contracts.implementation.libraries ?? {})).to.have.lengthOf(6);
  });

  it("writes an address book that `sheaf addresses check` finds no fault in", async () => {
    const flags = ["--rpc", node.url, "--addresses", join(directory, "addresses.json")];
    const { code, out, errors } = await sheaf("addresses", "check", ...flags, "--json", "-");
    expect(code, errors).to.equal(0);
    const { faults, deployers } = JSON.parse(out) as { faults: number; deployers: unknown };
    expect(faults).to.equal(0);
    expect(deployers).to.deep.equal([{ account: key.address.toLowerCase(), roles: [] }]);
  });
});
