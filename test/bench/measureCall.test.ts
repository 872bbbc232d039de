import { expect } from "chai";
import { network } from "hardhat";

import { measureCall } from "../../bench/gas/measureCall.ts";

const BURN_GAS = 7n; // of OddERC20.TransferFault
const LATER = 4_000_000_000; // {s}

async function burner() {
  const connection = await network.create();
  const [signer] = await connection.ethers.getSigners();
  const token = await connection.ethers.deployContract("OddERC20", [18]);
  await token.mint(signer, 10n);
  return { connection, signer, token };
}

describe("measureCall", () => {
  it("says what a mined call used, at the time that was asked for", async () => {
    const { connection, signer, token } = await burner();
    const measure = await measureCall({ connection }, LATER, {
      signer,
      transaction: token.mint.populateTransaction(signer, 1n),
    });
    const block = await connection.ethers.provider.getBlock("latest");
    expect(measure.gas).to.equal(Number(block!.gasUsed));
    expect(block!.timestamp).to.equal(LATER);
  });

  it("says that a call does not fit a transaction", async () => {
    const { connection, signer, token } = await burner();
    await token.setTransferFault(BURN_GAS);
    const measure = await measureCall({ connection }, LATER, {
      signer,
      transaction: token.transfer.populateTransaction(token, 1n),
    });
    expect(measure.gas).to.equal(null);
    expect("reason" in measure && measure.reason).to.include("16777216 that a transaction may use");
  });

  it("throws what a call reverts with", async () => {
    const { connection, signer, token } = await burner();
    const call = { signer, transaction: token.transfer.populateTransaction(token, 11n) };
    const thrown = await measureCall({ connection }, LATER, call).catch((error: unknown) => error);
    expect(String(thrown)).to.include("ERC20InsufficientBalance");
  });
});
