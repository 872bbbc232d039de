// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITradeExecutor} from "../interfaces/ITradeExecutor.sol";

/// @title TradeSides
/// @notice The two sides of a trade in memory, where what is left of them is counted.
/// @dev No amount {tok} is more than pools count with: what is more is that much. In assembly because what the compiler writes
///      costs a trade of a hundred components as much as ten legs.
library TradeSides {
    /// @notice One component bought.
    /// @param amount {tok} What may still be received.
    /// @param spendable The same component's side among those sold, or one of no use: what a leg receives, later legs can spend.
    struct Purchase {
        address component;
        uint256 amount;
        ITradeExecutor.Side spendable;
    }

    /// @notice {tok} What pools count with.
    uint256 internal constant MOST = uint256(type(int256).max);

    /// @notice What is sold.
    function salesOf(ITradeExecutor.Side[] calldata given) internal pure returns (ITradeExecutor.Side[] memory sales) {
        uint256 most = MOST;
        assembly ("memory-safe") {
            sales := mload(0x40)
            mstore(sales, given.length)
            let slot := add(sales, 0x20)
            let sale := add(slot, shl(5, given.length))
            let end := add(sale, shl(6, given.length))
            mstore(0x40, end)
            calldatacopy(sale, given.offset, shl(6, given.length))
            for {} lt(sale, end) {} {
                if shr(160, mload(sale)) {
                    revert(0x00, 0x00)
                }
                if gt(mload(add(sale, 0x20)), most) {
                    mstore(add(sale, 0x20), most)
                }
                mstore(slot, sale)
                slot := add(slot, 0x20)
                sale := add(sale, 0x40)
            }
        }
    }

    /// @notice What is bought. Both sides ascend by component, as a vault gives them; elsewhere less is found spendable.
    function purchasesOf(
        ITradeExecutor.Side[] calldata given,
        ITradeExecutor.Side[] memory sales
    ) internal pure returns (Purchase[] memory purchases) {
        ITradeExecutor.Side memory none;
        uint256 most = MOST;
        assembly ("memory-safe") {
            purchases := mload(0x40)
            mstore(purchases, given.length)
            let slot := add(purchases, 0x20)
            let purchase := add(slot, shl(5, given.length))
            let end := add(purchase, mul(0x60, given.length))
            mstore(0x40, end)
            let next := add(sales, 0x20)
            let last := add(next, shl(5, mload(sales)))
            for {
                let side := given.offset
            } lt(purchase, end) {} {
                let component := calldataload(side)
                let amount := calldataload(add(side, 0x20))
                if shr(160, component) {
                    revert(0x00, 0x00)
                }
                if gt(amount, most) {
                    amount := most
                }
                let spendable := none
                for {} lt(next, last) {} {
                    let sold := mload(mload(next))
                    if eq(sold, component) {
                        spendable := mload(next)
                    }
                    if iszero(lt(sold, component)) {
                        break
                    }
                    next := add(next, 0x20)
                }
                mstore(purchase, component)
                mstore(add(purchase, 0x20), amount)
                mstore(add(purchase, 0x40), spendable)
                mstore(slot, purchase)
                slot := add(slot, 0x20)
                side := add(side, 0x40)
                purchase := add(purchase, 0x60)
            }
        }
    }
}
