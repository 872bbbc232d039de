// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title CappedCall
/// @notice Calls of ERC-20s that may be hostile: a cap on gas, one word of return data, never a revert of their making.
/// @dev OpenZeppelin's `LowLevelCall` bounds the return data but has no gas cap, hence this assembly.
library CappedCall {
    /// @notice {gas} Cap on reading a balance.
    uint256 internal constant READ_GAS = 50_000;
    /// @notice {gas} Cap on a transfer.
    uint256 internal constant TRANSFER_GAS = 150_000;
    /// @notice {gas} What must be left before a component is tried: both caps in full after EIP-150 keeps 1/64, a second
    ///         read after a failed transfer, the cost of the call itself (cold account), and the credit.
    uint256 internal constant COMPONENT_GAS = 360_000;

    /// @notice Reads `account`'s balance of `token`. A balance of 2^160 or more is nobody's: it counts as unreadable, so that a
    ///         token that lies so cannot overflow what is computed with it.
    /// @return success Whether a balance came back.
    /// @return amount {tok}
    function tryBalanceOf(address token, address account) internal view returns (bool success, uint256 amount) {
        bytes4 selector = 0x70a08231; // balanceOf(address)
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, selector)
            mstore(add(pointer, 0x04), account)
            success := staticcall(READ_GAS, token, pointer, 0x24, 0x00, 0x20)
            success := and(success, and(gt(returndatasize(), 0x1f), iszero(shr(160, mload(0x00)))))
            amount := mul(mload(0x00), success)
        }
    }

    /// @notice Transfers `amount` {tok} of `token` to `to`. True, or nothing at all from an account with code, is success.
    function tryTransfer(address token, address to, uint256 amount) internal returns (bool success) {
        bytes4 selector = 0xa9059cbb; // transfer(address,uint256)
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, selector)
            mstore(add(pointer, 0x04), to)
            mstore(add(pointer, 0x24), amount)
            mstore(0x00, 0)
            success := call(TRANSFER_GAS, token, 0, pointer, 0x44, 0x00, 0x20)
            switch returndatasize()
            case 0 {
                success := and(success, gt(extcodesize(token), 0))
            }
            default {
                success := and(success, and(gt(returndatasize(), 0x1f), eq(mload(0x00), 1)))
            }
        }
    }
}
