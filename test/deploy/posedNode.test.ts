import { expect } from "chai";
import { Contract, JsonRpcProvider, Wallet } from "ethers";

import { sheaf } from "../sheaf/sheaf.ts";
import { posedNode } from "./posedNode.ts";
import type { PosedNode } from "./posedNode.ts";

const POOL_FACTORY = "0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24";
const WETH = "0x4200000000000000000000000000000000000006";
const USDC = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
const FEES = [100, 500, 3000, 10_000]; // {1e6}

describe("npm run sheaf -- node --network base-sepolia", function () {
  this.timeout(120_000);
  const wallet = Wallet.createRandom();
  let node: PosedNode;
  let provider: JsonRpcProvider;

  before(async () => {
    node = await posedNode(wallet.address);
    provider = new JsonRpcProvider(node.url, undefined, { pollingInterval: 200, cacheTimeout: -1 });
  });
  after(() => {
    provider.destroy();
    node.process.kill();
  });

  it("has Base Sepolia's chain id, and no unlocked account", async () => {
    expect(await provider.send("eth_chainId", [])).to.equal("0x14a34");
    expect(await provider.send("eth_accounts", [])).to.deep.equal([]);
  });

  it("mines a block every two seconds, without a transaction", async () => {
    const first = await provider.getBlock("latest");
    while ((await provider.getBlockNumber()) < first!.number + 2)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const second = await provider.getBlock(first!.number + 2);
    expect(second!.transactions).to.deep.equal([]);
    expect(second!.timestamp - first!.timestamp).to.be.within(3, 6);
  });

  it("creates pools of every fee by the real factory at its address", async () => {
    const factory = new Contract(
      POOL_FACTORY,
      [
        "function createPool(address, address, uint24) returns (address)",
        "function getPool(address, address, uint24) view returns (address)",
      ],
      wallet.connect(provider),
    );
    for (const fee of FEES) await factory.getFunction("createPool").send(WETH, USDC, fee);
    while ((await provider.getTransactionCount(wallet.address)) < FEES.length)
      await new Promise((resolve) => setTimeout(resolve, 100));
    for (const fee of FEES) {
      const address = (await factory.getFunction("getPool").staticCall(USDC, WETH, fee)) as string;
      const pool = new Contract(
        address,
        ["function factory() view returns (address)", "function fee() view returns (uint24)"],
        provider,
      );
      expect(await pool.getFunction("factory").staticCall()).to.equal(POOL_FACTORY);
      expect(await pool.getFunction("fee").staticCall()).to.equal(BigInt(fee));
    }
  });

  it("wraps ether at the chain's address", async () => {
    const weth = new Contract(
      WETH,
      [
        "function deposit() payable",
        "function symbol() view returns (string)",
        "function decimals() view returns (uint8)",
        "function balanceOf(address) view returns (uint256)",
      ],
      wallet.connect(provider),
    );
    await (await weth.getFunction("deposit").send({ value: 5n })).wait();
    expect(await weth.getFunction("balanceOf").staticCall(wallet.address)).to.equal(5n);
    expect(await weth.getFunction("symbol").staticCall()).to.equal("WETH");
    expect(await weth.getFunction("decimals").staticCall()).to.equal(18n);
  });

  it("refuses funds on a node that does not pose", async () => {
    const { code, output } = await sheaf("node", "--fund", wallet.address);
    expect(code, output).to.equal(2);
    expect(output).to.include("--fund goes with --network base-sepolia");
  });
});
