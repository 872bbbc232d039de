// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A wallet whose code accepts what its key signed (ERC-1271)
/// @notice For tests only. Bytes behind the key's 65 stand for what a passkey's signature is longer by.
contract MockContractWallet is IERC1271 {
    enum Fault {
        None,
        Refuse,
        Revert,
        ReturnShort,
        ReturnMore
    }

    address public immutable key;
    Fault public fault;

    constructor(address key_) {
        key = key_;
    }

    function setFault(Fault newFault) external {
        fault = newFault;
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        Fault current = fault;
        if (current == Fault.Refuse) return 0xffffffff;
        require(current != Fault.Revert);
        bytes4 accepted = IERC1271.isValidSignature.selector;
        assembly ("memory-safe") {
            mstore(0x00, accepted)
            if eq(current, 3) {
                return(0x00, 0x04)
            }
            if eq(current, 4) {
                mstore(0x00, or(accepted, 1))
                return(0x00, 0x20)
            }
        }
        return ECDSA.recover(hash, signature[:65]) == key ? accepted : bytes4(0xffffffff);
    }
}
