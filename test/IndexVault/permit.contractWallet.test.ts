import { expect } from "chai";

import type { MockContractWallet } from "../../types/index.js";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const TYPES = {
  Permit: ["address owner", "address spender", "uint256 value", "uint256 nonce", "uint256 deadline"]
    .map((field) => field.split(" "))
    .map(([type, name]) => ({ type, name })),
};
const FAULT = { refuse: 1n, revert: 2n, returnShort: 3n, returnMore: 4n } as const;
const BYTES = "permit(address,address,uint256,uint256,bytes)";
const WORDS = "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)";

/** The index, and a contract wallet of Alice's key with ten shares. */
async function walletFixture() {
  const fixture = await indexFixture();
  const { ethers, vault, signers } = fixture;
  const wallet = await ethers.deployContract("MockContractWallet", [signers.alice]);
  await vault.connect(signers.alice).transfer(wallet, 10n * WAD);
  return { ...fixture, wallet };
}

describe("IndexVault.permit, by a contract wallet", () => {
  const use = useFixture(walletFixture);

  /** Alice's key's signature for five shares of `owner`'s to Bob. */
  async function signed(owner: string, changes: Record<string, unknown> = {}) {
    const { vault, ethers, signers, networkHelpers } = use();
    const { chainId } = await ethers.provider.getNetwork();
    const verifyingContract = await vault.getAddress();
    const deadline = BigInt(await networkHelpers.time.latest()) + DAY;
    const message = { owner, spender: signers.bob.address, value: 5n * WAD, nonce: 0n, deadline };
    const signature = await signers.alice.signTypedData(
      { name: "Five", version: "1", chainId, verifyingContract },
      TYPES,
      { ...message, ...changes },
    );
    return { ...message, signature };
  }
  const addressOf = (wallet: MockContractWallet): Promise<string> => wallet.getAddress();

  it("A-5 approves by a signature that the wallet's code accepts, of any length", async () => {
    const { vault, wallet, usdc, signers } = use();
    const { bob, stranger } = signers;
    const { value, deadline, signature } = await signed(await addressOf(wallet));
    const long = `${signature}${"ab".repeat(300)}`;
    await expect(vault.connect(stranger)[BYTES](wallet, bob, value, deadline, long))
      .to.emit(vault, "Approval")
      .withArgs(wallet, bob, value);
    expect(await vault.nonces(wallet)).to.equal(1n);
    await vault.connect(bob).redeem(value, bob, wallet);
    expect(await usdc.balanceOf(bob)).to.equal(50n * 10n ** 6n);
  });

  it("A-5 approves in the form of ERC-2612 too, where the wallet's signature has 65 bytes", async () => {
    const { vault, wallet, ethers, signers } = use();
    const { value, deadline, signature } = await signed(await addressOf(wallet));
    const { v, r, s } = ethers.Signature.from(signature);
    await vault[WORDS](wallet, signers.bob, value, deadline, v, r, s);
    expect(await vault.allowance(wallet, signers.bob)).to.equal(value);
  });

  it("A-5 takes a key's signature in either form, and no compact one", async () => {
    const { vault, ethers, signers } = use();
    const { alice, bob } = signers;
    const { value, deadline, signature } = await signed(alice.address);
    const compact = ethers.Signature.from(signature).compactSerialized;
    await expect(vault[BYTES](alice, bob, value, deadline, compact)).to.be.revertedWithCustomError(
      vault,
      "ERC2612InvalidSigner",
    );
    await vault[BYTES](alice, bob, value, deadline, signature);
    expect(await vault.allowance(alice, bob)).to.equal(value);
  });

  it("A-5 takes the key's signature of an account whose code is delegated (EIP-7702)", async () => {
    const { vault, wallet, signers, networkHelpers, ethers } = use();
    const { alice, bob } = signers;
    const refusing = await ethers.deployContract("MockContractWallet", [signers.stranger]);
    await networkHelpers.setCode(alice.address, `0xef0100${(await addressOf(refusing)).slice(2)}`);
    const { value, deadline, signature } = await signed(alice.address);
    await vault.connect(bob)[BYTES](alice, bob, value, deadline, signature);
    expect(await vault.allowance(alice, bob)).to.equal(value);
    expect(await vault.allowance(wallet, bob)).to.equal(0n);
  });

  it("A-5 refuses what the wallet's code refuses, or answers with anything but its one word", async () => {
    const { vault, wallet, ethers, signers } = use();
    const { value, deadline, signature } = await signed(await addressOf(wallet));
    for (const [name, fault] of Object.entries(FAULT)) {
      await wallet.setFault(fault);
      await expect(vault[BYTES](wallet, signers.bob, value, deadline, signature), name)
        .to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner")
        .withArgs(signers.alice, wallet);
    }
    for (const empty of [ethers.ZeroAddress, ethers.toBeHex(4n, 20), await addressOf(wallet)])
      await expect(
        vault[BYTES](empty, signers.bob, value, deadline, "0x"),
      ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
  });

  it("A-5 refuses another parameter, a replay, and a signature after its deadline", async () => {
    const { vault, wallet, signers, networkHelpers } = use();
    const { bob, stranger } = signers;
    const owner = await addressOf(wallet);
    const { value, deadline, signature } = await signed(owner);
    for (const changes of [
      { owner: bob.address },
      { spender: stranger.address },
      { value: value + 1n },
      { nonce: 1n },
      { deadline: deadline + 1n },
    ]) {
      const other = await signed(owner, changes);
      await expect(
        vault[BYTES](wallet, bob, value, deadline, other.signature),
        Object.keys(changes)[0],
      ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
    }
    const snapshot = await networkHelpers.takeSnapshot();
    await vault[BYTES](wallet, bob, value, deadline, signature);
    await expect(
      vault[BYTES](wallet, bob, value, deadline, signature),
    ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
    await snapshot.restore();
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await expect(vault[BYTES](wallet, bob, value, deadline, signature))
      .to.be.revertedWithCustomError(vault, "ERC2612ExpiredSignature")
      .withArgs(deadline);
  });
});
