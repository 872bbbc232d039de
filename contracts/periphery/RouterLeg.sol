// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title RouterLeg
/// @notice The legs of `IIndexRouter`: one word each.
library RouterLeg {
    /// @notice The legs that packed bytes are.
    function legsOf(bytes calldata data) internal pure returns (bytes32[] calldata legs) {
        assembly ("memory-safe") {
            legs.offset := data.offset
            legs.length := shr(5, data.length)
        }
    }

    function componentOf(bytes32 leg) internal pure returns (address) {
        return address(bytes20(leg));
    }

    /// @notice {1e6} Zero: no swap.
    function feeOf(bytes32 leg) internal pure returns (uint24) {
        return uint24(bytes3(leg << 160));
    }

    /// @notice {1e6} Zero: one hop.
    function wethFeeOf(bytes32 leg) internal pure returns (uint24) {
        return uint24(bytes3(leg << 184));
    }

    /// @notice {usdc} Zero: none.
    function limitOf(bytes32 leg) internal pure returns (uint256) {
        return uint48(uint256(leg));
    }
}
