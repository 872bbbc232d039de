// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {Amounts} from "./Amounts.sol";
import {BasketCode} from "./BasketCode.sol";

/// @title CappedCall
/// @notice Calls of ERC-20s that may be hostile: a cap on gas, one word of return data, never a revert of their making.
/// @dev OpenZeppelin's `LowLevelCall` bounds the return data but has no gas cap, hence this assembly.
library CappedCall {
    using BasketCode for bytes;

    /// @notice {gas} Cap on reading a balance.
    uint256 internal constant READ_GAS = 50_000;
    /// @notice {gas} Cap on a transfer.
    uint256 internal constant TRANSFER_GAS = 150_000;
    /// @notice {gas} Gas that must be left before a component is paid: a read, a transfer and a second read at their caps after
    ///         EIP-150 keeps 1/64, the cost of the call itself (cold account), and the credit. With a minimum, two more reads can
    ///         use up the credit's gas: the redemption reverts then, and succeeds with more.
    uint256 internal constant COMPONENT_GAS = 390_000;

    /// @notice Reads `account`'s balance of `token`. A balance of 2^160 or more is nobody's: it counts as unreadable, so that a
    ///         token that lies so cannot overflow what is computed with it.
    /// @return success Whether a balance came back.
    /// @return amount {tok}
    function tryBalanceOf(address token, address account) internal view returns (bool success, uint256 amount) {
        bytes4 selector = 0x70a08231; // balanceOf(address)
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, selector)
            // The compiler does not promise that the upper bits of an address are zero.
            mstore(add(pointer, 0x04), shr(96, shl(96, account)))
            success := staticcall(READ_GAS, token, pointer, 0x24, 0x00, 0x20)
            success := and(success, and(gt(returndatasize(), 0x1f), iszero(shr(160, mload(0x00)))))
            amount := mul(mload(0x00), success)
        }
    }

    /// @notice Reads `account`'s balance of every component of a basket, as `tryBalanceOf` reads one. Reverts
    ///         `ComponentUnreadable` where none comes back.
    /// @return balances {tok} In basket order.
    function balancesOf(bytes memory list, address account) internal view returns (uint256[] memory balances) {
        bytes4 selector = 0x70a08231; // balanceOf(address)
        bytes4 unreadable = IIndexVaultErrors.ComponentUnreadable.selector;
        uint256 stride = BasketCode.STRIDE;
        uint256 header = BasketCode.HEADER;
        balances = Amounts.allocate(list.count());
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, selector)
            mstore(add(pointer, 0x04), shr(96, shl(96, account)))
            // Behind the length and the header stand the tokens, each in the upper bytes of a word.
            let entry := add(add(list, 0x20), header)
            let slot := balances
            let last := add(slot, shl(5, mload(balances)))
            for {} lt(slot, last) {} {
                slot := add(slot, 0x20)
                let success := staticcall(READ_GAS, shr(96, mload(entry)), pointer, 0x24, 0x00, 0x20)
                if iszero(and(success, and(gt(returndatasize(), 0x1f), iszero(shr(160, mload(0x00)))))) {
                    mstore(0x00, unreadable)
                    mstore(0x04, shr(96, mload(entry)))
                    revert(0x00, 0x24)
                }
                mstore(slot, mload(0x00))
                entry := add(entry, stride)
            }
        }
    }

    /// @notice Reads `account`'s balance of every component of a basket, as `tryBalanceOf` reads one, each once there is gas
    ///         enough for the read, a transfer and a credit. Reverts `InsufficientGas` where there is not.
    /// @param skip Bitmap of the positions that are not read.
    /// @return balances {tok} In basket order; zero where none came back, and of the skipped.
    function tryBalancesOf(
        bytes memory list,
        address account,
        uint256 skip
    ) internal view returns (uint256[] memory balances) {
        uint256 count = list.count();
        balances = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            if ((skip >> i) & 1 == 1) continue;
            if (gasleft() < COMPONENT_GAS) revert IIndexVaultErrors.InsufficientGas(gasleft(), COMPONENT_GAS);
            (, balances[i]) = tryBalanceOf(list.tokenAt(i), account);
        }
    }

    /// @notice Transfers `amount` {tok} of `token` to `to` and measures the amount that left this contract.
    /// @param balance {tok} Balance of this contract before the transfer.
    /// @return moved {tok} At most `amount`.
    function transferMeasured(
        address token,
        address to,
        uint256 balance,
        uint256 amount
    ) internal returns (uint256 moved) {
        return movedOf(token, balance, amount, tryTransfer(token, to, amount));
    }

    /// @notice Transfers `amount` {tok} of `token` to `to` and measures the amount that arrived there.
    /// @param balance {tok} Balance of this contract before the transfer.
    /// @return moved {tok} Amount that left this contract, at most `amount`; all of it if all of it arrived.
    /// @return arrived {tok} Zero if the balance of `to` cannot be read before or after the transfer.
    function transferArrived(
        address token,
        address to,
        uint256 balance,
        uint256 amount
    ) internal returns (uint256 moved, uint256 arrived) {
        (bool readable, uint256 earlier) = tryBalanceOf(token, to);
        bool success = tryTransfer(token, to, amount);
        (, uint256 later) = tryBalanceOf(token, to); // zero if unreadable
        arrived = readable ? Math.saturatingSub(later, earlier) : 0;
        moved = arrived >= amount ? amount : movedOf(token, balance, amount, success);
    }

    /// @notice {tok} Amount that a transfer of `amount` {tok} has moved out of this contract, at most `amount`.
    /// @dev If the balance cannot be read, the token's answer counts: all of `amount`, or nothing.
    /// @param balance {tok} Balance of this contract before the transfer.
    /// @param success Whether the token reported success.
    function movedOf(address token, uint256 balance, uint256 amount, bool success) internal view returns (uint256) {
        (bool readable, uint256 left) = tryBalanceOf(token, address(this));
        if (!readable) return success ? amount : 0;
        return Math.min(Math.saturatingSub(balance, left), amount);
    }

    /// @notice Transfers `amount` {tok} of `token` to `to`. True, or nothing at all from an account with code, is success.
    function tryTransfer(address token, address to, uint256 amount) internal returns (bool success) {
        bytes4 selector = 0xa9059cbb; // transfer(address,uint256)
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, selector)
            mstore(add(pointer, 0x04), shr(96, shl(96, to)))
            mstore(add(pointer, 0x24), amount)
            mstore(0x00, 0)
            success := call(TRANSFER_GAS, token, 0, pointer, 0x44, 0x00, 0x20)
            if iszero(and(success, eq(mload(0x00), 1))) {
                success := and(success, and(iszero(returndatasize()), gt(extcodesize(token), 0)))
            }
        }
    }
}
