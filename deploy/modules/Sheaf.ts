import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/**
 * The contracts that every index shares. Parameters: `usdc`, `admin`, `proposers` (of the timelock: the admin, and a deployer
 * that schedules the first listings and renounces afterwards), `strategist`, `keeper`, `guardian`, `adminDelay` {s},
 * `sequencerFeed` (uptime feed of a rollup's sequencer; the zero address elsewhere). A deployer that is no proposer holds no
 * role in any of them afterwards.
 */
export default buildModule("Sheaf", (m) => {
  const deployer = m.getAccount(0);
  const usdc = m.getParameter<string>("usdc");
  const admin = m.getParameter<string>("admin");
  const guardian = m.getParameter<string>("guardian");
  const anyone = "0x0000000000000000000000000000000000000000";

  const timelock = m.contract("TimelockController", [
    m.getParameter<number>("adminDelay"),
    m.getParameter<string[]>("proposers"),
    [anyone],
    deployer,
  ]);
  const roles = m.contract("Roles", [
    timelock,
    m.getParameter<string>("strategist"),
    m.getParameter<string>("keeper"),
    guardian,
  ]);
  const canceller = m.staticCall(timelock, "CANCELLER_ROLE");
  const granted = m.call(timelock, "grantRole", [canceller, roles]);
  // The timelock lets its proposers cancel as well: one whose key is stolen would cancel its own removal for ever.
  const revoked = m.call(timelock, "revokeRole", [canceller, admin]);
  const adminRole = m.staticCall(timelock, "DEFAULT_ADMIN_ROLE");
  m.call(timelock, "renounceRole", [adminRole, deployer], { after: [granted, revoked] });

  const registry = m.contract("ComponentRegistry", [roles, usdc]);
  const oracle = m.contract("PriceOracle", [registry, m.getParameter<string>("sequencerFeed")]);
  const implementation = m.contract("IndexVault", [], {
    libraries: {
      BasketLists: m.library("BasketLists"),
      ClaimLedger: m.library("ClaimLedger"),
      EpochFormation: m.library("EpochFormation"),
      FeeAccrual: m.library("FeeAccrual"),
      PermitSignatures: m.library("PermitSignatures"),
      TradeExecution: m.library("TradeExecution"),
    },
  });
  const factory = m.contract("IndexFactory", [implementation, roles, registry, oracle, usdc]);
  const executor = m.contract("UniswapV3Executor");

  return { timelock, roles, registry, oracle, implementation, factory, executor };
});
