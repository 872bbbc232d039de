import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { network } from "hardhat";
import { modelMarket } from "@sheaf/lab/market/modelMarket";

import { deploy } from "../../cli/deploy/deploy.ts";
import { poseAsBaseSepolia } from "../../cli/node/poseAsBaseSepolia.ts";
import { serveProvider } from "../sheaf/serveProvider.ts";
import { deployerKey } from "./deployerKey.ts";
import type { DeployerKey } from "./deployerKey.ts";

const DAY = 86_400; // {s}
const DOLLAR = 10n ** 8n; // D(feed){usd/token}
const SOURCE = "test/deploy/faults.test.ts";
const NOBODY = "0x00000000000000000000000000000000000000aa";
const ROLES = {
  admin: "0x00000000000000000000000000000000000000A1",
  strategist: "0x00000000000000000000000000000000000000a2",
  keeper: "0x00000000000000000000000000000000000000A3",
  guardian: "0x00000000000000000000000000000000000000a4",
};

/** Contracts of a chain that a good network file names. */
async function world() {
  const { ethers, provider, networkHelpers } = await network.create({
    network: "node",
    override: { chainId: 84532 },
  });
  await poseAsBaseSepolia(
    (method, params) => provider.request({ method, params: [...params] }),
    [],
  );
  const aggregator = (decimals: number, answer: bigint) =>
    ethers.deployContract("MockAggregator", [decimals, "a feed", answer]);
  const token = await ethers.deployContract("MockERC20", ["Token", "TOK", 18]);
  const usdc = await ethers.deployContract("MockUSDC");
  const usdcFeed = await aggregator(8, DOLLAR);
  const tokenFeed = await aggregator(8, 42n * DOLLAR);
  const sequencer = await aggregator(0, 0n);
  return { ethers, provider, networkHelpers, token, usdc, usdcFeed, tokenFeed, sequencer };
}

type World = Awaited<ReturnType<typeof world>>;

/** A network file that nothing is wrong with. */
async function goodFile({ token, usdc, usdcFeed, tokenFeed, sequencer }: World) {
  const place = async (contract: { getAddress(): Promise<string> }) => ({
    address: await contract.getAddress(),
    source: SOURCE,
  });
  const at = (address: string) => ({ address, source: SOURCE });
  return {
    name: "faulty",
    chainId: 84532,
    rpcVariable: "FAULTY_RPC_URL",
    confirmations: 1,
    poolFactory: at("0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24") as object | "deploy",
    weth: at("0x4200000000000000000000000000000000000006"),
    usdc: { ...(await place(usdc)), feed: { ...(await place(usdcFeed)), heartbeat: DAY } },
    sequencerFeed: await place(sequencer),
    adminDelay: 2 * DAY,
    roles: { ...ROLES } as Record<string, string | null>,
    components: [
      {
        token: await place(token),
        feed: { ...(await place(tokenFeed)), heartbeat: DAY },
        minPrice: "1",
        maxPrice: "1000",
        slippage: "0.02",
        maxWeight: "0.32",
      },
    ],
  };
}

type File = Awaited<ReturnType<typeof goodFile>>;
type Fault = {
  readonly fault: string;
  readonly error: string;
  readonly message: RegExp;
  readonly edit?: (file: File, world: World, account: string) => unknown;
  readonly testMarket?: number;
};

type RunOptions = {
  readonly testMarket?: number | undefined;
  readonly dryRun?: boolean;
  readonly passDelays?: boolean;
};

const componentOf = ({ components: [component] }: File) => component;

const FAULTS: readonly Fault[] = [
  {
    fault: "a node of another chain",
    error: "WrongChainError",
    message: /serves chain 84532, and network faulty is chain 11155111/,
    edit: (file) => (file.chainId = 11155111),
  },
  {
    fault: "a mainnet without an audit",
    error: "MainnetError",
    message: /Chain 8453 .* Name the report of an audit/,
    edit: (file) => (file.chainId = 8453),
  },
  {
    fault: "a field that the schema does not know",
    error: "MalformedNetworkError",
    message: /Unrecognized key.*"fee"/,
    edit: (file) => Object.assign(file, { fee: 1 }),
  },
  {
    fault: "an address with a wrong checksum",
    error: "MalformedNetworkError",
    message: /weth\.address: the checksum of this address is wrong/,
    edit: (file) => (file.weth.address = "0x42000000000000000000000000000000000000Aa"),
  },
  {
    fault: "a Uniswap v3 factory without code",
    error: "NoCodeError",
    message: /no contract at 0x0+aa, where .* Uniswap v3 factory/,
    edit: (file) => (file.poolFactory = { address: NOBODY, source: SOURCE }),
  },
  {
    fault: "a token as Uniswap v3 factory",
    error: "WrongContractError",
    message: /cannot be the Uniswap v3 factory: it does not respond to feeAmountTickSpacing/,
    edit: (file) => (file.poolFactory = { address: file.usdc.address, source: SOURCE }),
  },
  {
    fault: "a Uniswap v3 of one's own on a public chain",
    error: "VenueError",
    message: /chain 84532 has its own/,
    edit: (file) => (file.poolFactory = "deploy"),
  },
  {
    fault: "a wrapped ether without code",
    error: "NoCodeError",
    message: /where the network file has the WETH/,
    edit: (file) => (file.weth.address = NOBODY),
  },
  {
    fault: "USDC of other than six decimals",
    error: "TokenDecimalsError",
    message: /The USDC at .* has 18 decimals; expected 6/,
    edit: (file) => (file.usdc.address = componentOf(file).token.address),
  },
  {
    fault: "USDC off its peg",
    error: "ImplausiblePriceError",
    message: /feed of USDC at .* answers 0\.9 USD, outside of 0\.95 to 1\.05 USD/,
    edit: (_, { usdcFeed }) => usdcFeed.setAnswer((9n * DOLLAR) / 10n),
  },
  {
    fault: "a feed that went stale",
    error: "StaleFeedError",
    message: /answered \d+ s ago, and its heartbeat is 86400 s/,
    edit: (_, { tokenFeed }) => tokenFeed.setFault(2),
  },
  {
    fault: "a feed that answers nothing",
    error: "WrongContractError",
    message: /it does not respond to latestRoundData/,
    edit: (_, { tokenFeed }) => tokenFeed.setFault(1),
  },
  {
    fault: "a feed's price outside of the listed band",
    error: "ImplausiblePriceError",
    message: /answers 4200\.0 USD, outside of 1\.0 to 1000\.0 USD/,
    edit: (_, { tokenFeed }) => tokenFeed.setAnswer(4200n * DOLLAR),
  },
  {
    fault: "a feed of too many decimals",
    error: "FeedDecimalsError",
    message: /has 19 decimals; at most 18/,
    edit: async (file, { ethers }) => {
      const feed = await ethers.deployContract("MockAggregator", [19, "a feed", 42n * 10n ** 19n]);
      componentOf(file).feed.address = await feed.getAddress();
    },
  },
  {
    fault: "a component of too many decimals",
    error: "TokenDecimalsError",
    message: /has 28 decimals; expected at most 27/,
    edit: async (file, { ethers }) => {
      const token = await ethers.deployContract("MockERC20", ["Token", "TOK", 28]);
      componentOf(file).token.address = await token.getAddress();
    },
  },
  {
    fault: "a component that is named twice",
    error: "ComponentTwiceError",
    message: /names component 0x\w+ more than once/,
    edit: (file) => file.components.push(componentOf(file)),
  },
  {
    fault: "a tier that the registry refuses",
    error: "ComponentTermsError",
    message: /slippage is over 0\.05/,
    edit: (file) => (componentOf(file).slippage = "0.06"),
  },
  {
    fault: "a band that the registry refuses",
    error: "ComponentTermsError",
    message: /maxPrice is a million times minPrice or more/,
    edit: (file) => (componentOf(file).maxPrice = "1000000"),
  },
  {
    fault: "a token of which the deployer has none to probe",
    error: "ProbeFundsError",
    message: /borrows 10000 units of 0x\w+ from 0x\w+, which has 0/,
    edit: async (file, { ethers }) => {
      const token = await ethers.deployContract("MockERC20", ["Token", "TOK", 18]);
      componentOf(file).token.address = await token.getAddress();
    },
  },
  {
    fault: "no component",
    error: "NothingToListError",
    message: /lists no component.*--test-market N/,
    edit: (file) => (file.components = []),
  },
  {
    fault: "a test market beside real USDC",
    error: "TestMarketError",
    message: /Write "usdc": "test"/,
    testMarket: 3,
  },
  {
    fault: "a sequencer that is down",
    error: "SequencerError",
    message: /the sequencer is down/,
    edit: (_, { sequencer }) => sequencer.setAnswer(1n),
  },
  {
    fault: "a role without a holder",
    error: "RoleMissingError",
    message: /Nobody holds the role keeper\. Give --keeper ADDRESS/,
    edit: (file) => (file.roles.keeper = null),
  },
  {
    fault: "one account with two roles",
    error: "RolesNotDistinctError",
    message: /is strategist and guardian/,
    edit: (file) => (file.roles.guardian = ROLES.strategist),
  },
  {
    fault: "an admin's delay that is too short",
    error: "AdminDelayError",
    message: /adminDelay is 3600 s; it has to be from 86400 to 345600 s/,
    edit: (file) => (file.adminDelay = 3600),
  },
  {
    fault: "a balance that is too low",
    error: "BalanceTooLowError",
    message: /has 0\.01 ETH, and what is left to send may cost/,
    edit: (_, { networkHelpers }, account) => networkHelpers.setBalance(account, 10n ** 16n),
  },
];

describe("npm run deploy, before the first transaction", function () {
  this.timeout(60_000);
  let directory: string;
  let key: DeployerKey;
  let now: World;
  let node: Server;
  let url: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-deploy-faults-"));
    key = await deployerKey(directory);
    now = await world();
    node = await serveProvider(now.provider);
    url = `http://127.0.0.1:${(node.address() as AddressInfo).port}`;
    await now.token.mint(key.address, 10n ** 18n);
    await now.usdc.mint(key.address, 10n ** 6n);
  });
  after(async () => {
    node.close();
    await rm(directory, { recursive: true });
  });
  beforeEach(() => now.networkHelpers.setBalance(key.address, 10n ** 18n));

  async function run(file: File, { testMarket, dryRun = false, passDelays = false }: RunOptions) {
    const path = join(directory, "network.json");
    await writeFile(path, JSON.stringify(file));
    return deploy({
      network: path,
      rpcUrl: url,
      roles: { admin: undefined, strategist: undefined, keeper: undefined, guardian: undefined },
      testTokens: testMarket,
      market: modelMarket({ seed: 1, weeks: 1, names: 10 }),
      keystore: key.keystore,
      passwordFile: key.passwordFile,
      addresses: join(directory, "addresses.json"),
      deployments: join(directory, "deployments"),
      dryRun,
      passDelays,
      yes: true,
      print: () => undefined,
    });
  }

  it("prints the cost in a dry run of a file without a fault, and sends nothing", async () => {
    const { sent } = await run(await goodFile(now), { dryRun: true });
    expect(sent).to.equal(0);
    expect(await now.ethers.provider.getTransactionCount(key.address)).to.equal(0);
  });

  for (const { fault, error, message, edit, testMarket } of FAULTS)
    it(`refuses ${fault}, and sends nothing`, async () => {
      const before = await now.networkHelpers.takeSnapshot();
      const file = await goodFile(now);
      await edit?.(file, now, key.address);
      const outcome = await run(file, { testMarket }).then(
        () => new Error("deployed"),
        (thrown: Error) => thrown,
      );
      const nonce = await now.ethers.provider.getTransactionCount(key.address);
      await before.restore();
      expect(outcome.name, outcome.message).to.equal(`Deploy.${error}`);
      expect(outcome.message).to.match(message);
      expect(nonce).to.equal(0);
      expect(await readdir(directory)).not.to.include("addresses.json");
    });

  it("lists what a file without a fault names, with its tiers and caps", async () => {
    const before = await now.networkHelpers.takeSnapshot();
    const file = await goodFile(now);
    const { contracts, waitsUntil } = await run(file, { passDelays: true });
    const at = contracts.find(({ name }) => name === "ComponentRegistry")?.address ?? "";
    const registry = await now.ethers.getContractAt("ComponentRegistry", at);
    const { token, feed } = componentOf(file);
    const [component, terms] = [
      await registry.component(token.address),
      await registry.feedOf(token.address),
    ];
    const usdc = await registry.feedOf(file.usdc.address);
    await before.restore();
    expect(waitsUntil).to.equal(null);
    expect(component.status).to.equal(1n);
    expect(component.slippage).to.equal(2n * 10n ** 16n);
    expect(component.maxWeight).to.equal(32n * 10n ** 16n);
    expect(terms.feed).to.equal(feed.address);
    expect([terms.minAnswer, terms.maxAnswer]).to.deep.equal([DOLLAR, 1000n * DOLLAR]);
    expect(usdc.heartbeat).to.equal(BigInt(DAY));
  });
});
