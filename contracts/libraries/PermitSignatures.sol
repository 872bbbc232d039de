// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title PermitSignatures
/// @notice Checks the signature of an ERC-2612 permit: by the owner's key, or by the owner's code (ERC-1271).
/// @dev Linked, so that the vault's code has room for it. It reads no storage.
library PermitSignatures {
    /// @dev Type of the signed message, as in ERC-2612.
    bytes32 internal constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    /// @notice The signed message.
    /// @param value {share}
    /// @param deadline {s}
    struct Permit {
        address owner;
        address spender;
        uint256 value;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice Reverts unless the owner signed `permit` and its deadline has not passed.
    /// @dev A key is tried first, so that an account with delegated code (EIP-7702) signs either way.
    /// @param domain EIP-712 domain separator of the share.
    /// @param signature 65 bytes (r, s, v) of a key, or bytes that the owner's code accepts.
    function check(Permit memory permit, bytes32 domain, bytes memory signature) external view {
        require(block.timestamp <= permit.deadline, ERC20PermitUpgradeable.ERC2612ExpiredSignature(permit.deadline));
        bytes32 message = keccak256(abi.encode(PERMIT_TYPEHASH, permit));
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, message);

        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == permit.owner) return;
        require(
            SignatureChecker.isValidERC1271SignatureNow(permit.owner, digest, signature),
            ERC20PermitUpgradeable.ERC2612InvalidSigner(signer, permit.owner)
        );
    }
}
