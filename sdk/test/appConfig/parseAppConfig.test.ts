import { expect } from "chai";

import { MalformedAppConfigError } from "../../src/appConfig/errors.ts";
import { parseAppConfig } from "../../src/appConfig/parseAppConfig.ts";

const ADDRESS = "0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24";
const CONTRACTS = [
  ...["factory", "router", "lens", "registry", "oracle", "roles", "timelock", "executor"],
  ...["usdc", "weth", "uniswapV3Factory", "multicall"],
];
const CONFIG = {
  version: 1,
  chainId: 31_337,
  rpc: "/rpc",
  startBlock: 0,
  contracts: Object.fromEntries(CONTRACTS.map((name) => [name, ADDRESS])),
  indexes: [
    {
      address: ADDRESS,
      slug: "top-100",
      name: "Top 100",
      symbol: "TOP100",
      kind: "regime",
      rules: `0x${"ab".repeat(32)}`,
      createdBlock: 12,
    },
  ],
  market: {
    name: "modelled market (seed 1)",
    modelled: true,
    leader: { id: "leader-coin", name: "Leader Coin" },
  },
  compressedTime: false,
  local: { wallet: true, faucet: true, pace: 60 },
};

function faultsOf(changes: object): readonly string[] {
  try {
    parseAppConfig({ ...CONFIG, ...changes });
  } catch (error) {
    if (error instanceof MalformedAppConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe("parseAppConfig", () => {
  it("returns a configuration of a local chain, and of a public one", () => {
    expect(parseAppConfig(CONFIG)).to.deep.equal(CONFIG);
    expect(parseAppConfig({ ...CONFIG, local: null }).local).to.equal(null);
  });

  it("takes a market that stands still", () => {
    expect(faultsOf({ local: { ...CONFIG.local, pace: null } })).to.deep.equal([]);
    expect(faultsOf({ local: { ...CONFIG.local, pace: 0 } })[0]).to.include("local.pace: ");
  });

  it("refuses an address with a wrong checksum, and names every fault", () => {
    const contracts = { ...CONFIG.contracts, lens: ADDRESS.toLowerCase().replace("ad", "Ad") };
    const faults = faultsOf({ contracts, indexes: [] });
    expect(faults).to.have.lengthOf(2);
    expect(faults[0]).to.equal("contracts.lens: expected an address with a right checksum");
    expect(faults[1]).to.include("indexes: ");
  });

  it("refuses a field that it does not know, and a missing contract", () => {
    const { lens: _, ...contracts } = CONFIG.contracts;
    expect(faultsOf({ contracts, key: "secret" }).join()).to.match(/contracts\.lens.*key/);
  });

  it("refuses a slug that is no part of a path", () => {
    const [index] = CONFIG.indexes;
    expect(faultsOf({ indexes: [{ ...index, slug: "../top" }] })[0]).to.include("indexes.0.slug");
  });
});
