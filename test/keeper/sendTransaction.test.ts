import { expect } from "chai";
import { encodeFunctionData, getAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import {
  CallRefusedForNowError,
  CallRevertedError,
  TransactionPendingError,
  WrongChainError,
} from "@sheaf/keeper/execution/errors";
import { sendTransaction } from "@sheaf/keeper/execution/sendTransaction";
import type { TransactionInputs } from "@sheaf/keeper/execution/sendTransaction";

import { epochOrder } from "../fixtures/orders.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

describe("sendTransaction", () => {
  let fixture: WeekFixture;
  beforeEach(async () => {
    fixture = await weekFixture();
  });

  function closing(changes: Partial<TransactionInputs> = {}): TransactionInputs {
    const { client, chainId, vault, keeper } = fixture.inputs;
    return {
      client,
      chainId,
      signer: keeper,
      label: "closeEpoch",
      to: vault,
      data: encodeFunctionData({ abi: indexVaultAbi, functionName: "closeEpoch" }),
      ...changes,
    };
  }

  async function failureOf(sending: Promise<unknown>): Promise<unknown> {
    try {
      await sending;
    } catch (error) {
      return error;
    }
    throw new Error("nothing failed");
  }

  it("sends nothing to another chain than the expected one", async () => {
    const { networkHelpers } = fixture;
    const before = await networkHelpers.time.latestBlock();
    const error = await failureOf(sendTransaction(closing({ chainId: 1 })));
    expect(error).to.be.instanceOf(WrongChainError);
    expect(error).to.include({ expected: 1, actual: 31337 });
    expect(await networkHelpers.time.latestBlock()).to.equal(before);
  });

  it("E-6 sends with gas for a leg that burns all it is given, though none did when it was simulated", async () => {
    const { ethers, inputs } = fixture;
    const data = encodeFunctionData({
      abi: indexVaultAbi,
      functionName: "approve",
      args: [inputs.vault, WAD],
    });
    const { transactionHash, gasUsed } = await sendTransaction(closing({ label: "approve", data }));
    const sent = (await ethers.provider.getTransaction(transactionHash))!;
    expect(sent.gasLimit).to.be.within(gasUsed + 2_000_000n, 2n ** 24n);
  });

  it("names the vault's own error and its evidence", async () => {
    const data = fixture.vault.interface.encodeFunctionData("unblockSigner", [
      fixture.inputs.keeper as string,
    ]) as `0x${string}`;
    const error = await failureOf(sendTransaction(closing({ label: "unblockSigner", data })));
    expect(error).to.be.instanceOf(CallRevertedError);
    const { errorName, args, message } = error as CallRevertedError;
    expect(errorName).to.equal("MissingRole");
    expect(args[0]).to.equal(fixture.inputs.keeper);
    expect(message).to.match(/^unblockSigner reverts with MissingRole\(0x/);
  });

  it("tells what passes by itself from what does not", async () => {
    const error = await failureOf(sendTransaction(closing()));
    expect(error).to.be.instanceOf(CallRefusedForNowError);
    expect(error).to.include({ errorName: "NoOpenEpoch" });
  });

  it("leaves a signer alone that has a transaction in flight", async () => {
    const { ethers, networkHelpers, signers } = fixture;
    await ethers.provider.send("evm_setAutomine", [false]);
    await signers.keeper.sendTransaction({ to: signers.alice.address, value: 1n });
    const error = await failureOf(sendTransaction(closing()));
    await ethers.provider.send("evm_setAutomine", [true]);
    await networkHelpers.mine();
    expect(error).to.be.instanceOf(TransactionPendingError);
  });

  it("signs with a key of its own as well as with the node's accounts", async () => {
    const key = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"; // the local chain's second account
    const account = privateKeyToAccount(key);
    expect(account.address).to.equal(getAddress(fixture.signers.admin.address));
    const { usdc, signers } = fixture;
    const data = usdc.interface.encodeFunctionData("approve", [
      signers.alice.address,
      5n,
    ]) as `0x${string}`;
    const receipt = await sendTransaction(
      closing({
        signer: account,
        label: "approve",
        to: (await usdc.getAddress()) as `0x${string}`,
        data,
      }),
    );
    expect(receipt.status).to.equal("success");
    expect(await usdc.allowance(account.address, signers.alice.address)).to.equal(5n);
  });

  it("decodes what an epoch's start refuses", async () => {
    const order = await epochOrder(fixture, { alpha: WAD / 2n });
    const data = fixture.vault.interface.encodeFunctionData("startEpoch", [order]) as `0x${string}`;
    const error = await failureOf(
      sendTransaction(closing({ signer: fixture.inputs.strategist, label: "startEpoch", data })),
    );
    expect(error).to.be.instanceOf(CallRevertedError);
    expect((error as CallRevertedError).errorName).to.equal("WeightTooHigh");
  });
});
