// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Amounts
/// @notice Arithmetic on the amounts {tok} of a whole basket, in basket order.
/// @dev A basket is gone through several times in each issuance and redemption. These loops are in assembly because a hundred
///      index checks and function calls cost more than what they guard: arrays of one call have one length.
library Amounts {
    /// @notice Memory for `count` amounts, each of which the caller sets: it is not cleared.
    function allocate(uint256 count) internal pure returns (uint256[] memory amounts) {
        assembly ("memory-safe") {
            amounts := mload(0x40)
            mstore(amounts, count)
            mstore(0x40, add(amounts, shl(5, add(count, 1))))
        }
    }

    /// @notice {tok} The amount at `position`, which the caller has checked.
    function get(uint256[] memory amounts, uint256 position) internal pure returns (uint256 amount) {
        assembly ("memory-safe") {
            amount := mload(add(add(amounts, 0x20), shl(5, position)))
        }
    }

    /// @notice Sets the amount {tok} at `position`, which the caller has checked.
    function set(uint256[] memory amounts, uint256 position, uint256 amount) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(amounts, 0x20), shl(5, position)), amount)
        }
    }

    /// @notice {tok} What `shares` of a `supply` are of an amount: `Math.mulDiv`, in the arithmetic of one word where that is
    ///         exact: of factors below 2^127 the product is below 2^254, and what is added to round up below 2^127.
    /// @param whole {tok}
    /// @param shares {share}
    /// @param supply {share} Not zero.
    /// @param roundUp {share} Zero to round down, one less than the supply to round up.
    function partOf(
        uint256 whole,
        uint256 shares,
        uint256 supply,
        uint256 roundUp
    ) internal pure returns (uint256 part) {
        if ((whole | shares | supply) >> 127 > 0) return _mulDiv(whole, shares, supply, roundUp);
        assembly ("memory-safe") {
            // {tok} = {tok} * {share} / {share}
            part := div(add(mul(whole, shares), roundUp), supply)
        }
    }

    /// @notice {tok} What `shares` of a `supply` are of every amount: `partOf` each.
    function partsOf(
        uint256[] memory wholes,
        uint256 shares,
        uint256 supply,
        uint256 roundUp
    ) internal pure returns (uint256[] memory parts) {
        uint256 digits = shares | supply;
        parts = allocate(wholes.length);
        assembly ("memory-safe") {
            let shift := sub(parts, wholes)
            let last := add(wholes, shl(5, mload(wholes)))
            for {
                let slot := wholes
            } lt(slot, last) {} {
                slot := add(slot, 0x20)
                let whole := mload(slot)
                digits := or(digits, whole)
                // {tok} = {tok} * {share} / {share}
                mstore(add(slot, shift), div(add(mul(whole, shares), roundUp), supply))
            }
        }
        if (digits >> 127 == 0) return parts;
        for (uint256 i; i < parts.length; ++i) {
            parts[i] = _mulDiv(wholes[i], shares, supply, roundUp);
        }
    }

    /// @notice Copies amounts at once: what the compiler writes copies them one by one.
    function toMemory(uint256[] calldata given) internal pure returns (uint256[] memory amounts) {
        amounts = allocate(given.length);
        assembly ("memory-safe") {
            calldatacopy(add(amounts, 0x20), given.offset, shl(5, given.length))
        }
    }

    /// @notice Turns balances into their growth since they were `before` {tok}, which is zero where they fell, up to the first
    ///         that has grown by less than what was required {tok}.
    /// @return position That one's; the number of balances where there is none.
    function toGrowth(
        uint256[] memory balances,
        uint256[] memory before,
        uint256[] memory required
    ) internal pure returns (uint256 position) {
        assembly ("memory-safe") {
            let toBefore := sub(before, balances)
            let toRequired := sub(required, balances)
            let slot := add(balances, 0x20)
            let end := add(slot, shl(5, mload(balances)))
            for {} lt(slot, end) {} {
                let later := mload(slot)
                let earlier := mload(add(slot, toBefore))
                let growth := mul(sub(later, earlier), gt(later, earlier))
                mstore(slot, growth)
                if lt(growth, mload(add(slot, toRequired))) {
                    break
                }
                slot := add(slot, 0x20)
            }
            position := shr(5, sub(slot, add(balances, 0x20)))
        }
    }

    /// @notice {tok} Amounts less others, none of which is greater.
    function less(
        uint256[] memory amounts,
        uint256[] memory others
    ) internal pure returns (uint256[] memory remainders) {
        remainders = new uint256[](amounts.length);
        for (uint256 i; i < amounts.length; ++i) {
            remainders[i] = amounts[i] - others[i];
        }
    }

    /// @dev {tok} With a product of two words.
    function _mulDiv(uint256 whole, uint256 shares, uint256 supply, uint256 roundUp) private pure returns (uint256) {
        return Math.mulDiv(whole, shares, supply, roundUp == 0 ? Math.Rounding.Floor : Math.Rounding.Ceil);
    }
}
