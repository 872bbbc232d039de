// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title CappedRead
/// @notice Views of contracts that may be hostile: a cap on gas, six words of return data, never a revert.
library CappedRead {
    /// @notice Reads up to six words.
    /// @param most {gas} Cap on the view.
    /// @param words How many must come back, at least.
    /// @return success Whether they did.
    function tryRead(
        uint256 most,
        address target,
        bytes memory data,
        uint256 words
    ) internal view returns (bool success, uint256[6] memory answer) {
        assembly ("memory-safe") {
            success := staticcall(most, target, add(data, 0x20), mload(data), answer, 0xc0)
            success := and(success, iszero(lt(returndatasize(), shl(5, words))))
        }
    }
}
