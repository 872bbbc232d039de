// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexVault} from "../interfaces/IIndexVault.sol";

/// @title ShareEvents
/// @notice Tells the ledger of issuance and redemption.
/// @dev The same logs as of `emit`, which encodes an array number by number; here it is copied at once.
library ShareEvents {
    /// @notice Emits `SharesIssued` in the caller's name.
    /// @param amounts {tok}
    function tellIssued(uint256[] memory amounts, address receiver, uint256 shares, uint256 basketId) internal {
        bytes32 topic = IIndexVault.SharesIssued.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, shares)
            mstore(add(data, 0x20), 0x40)
            let size := shl(5, add(mload(amounts), 1))
            mcopy(add(data, 0x40), amounts, size)
            log4(data, add(size, 0x40), topic, caller(), receiver, basketId)
        }
    }

    /// @notice Emits `SharesRedeemed` in the caller's name.
    /// @param amounts {tok}
    function tellRedeemed(
        uint256[] memory amounts,
        address receiver,
        address owner,
        uint256 shares,
        uint256 basketId
    ) internal {
        bytes32 topic = IIndexVault.SharesRedeemed.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, caller())
            mstore(add(data, 0x20), shares)
            mstore(add(data, 0x40), 0x60)
            let size := shl(5, add(mload(amounts), 1))
            mcopy(add(data, 0x60), amounts, size)
            log4(data, add(size, 0x60), topic, receiver, owner, basketId)
        }
    }
}
