// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {BasketCode} from "./BasketCode.sol";
import {TradedParts} from "./TradedParts.sol";

/// @title TradeTally
/// @notice Records what a trade moved, holds purchases to what the targets lacked at the start, and tells how much of a trade is
///         a change of regime leaving for stablecoins, which does not count as turnover.
library TradeTally {
    using BasketCode for bytes;
    using TradedParts for TradedParts.State;

    /// @notice One component that a trade moved.
    /// @param component The token.
    /// @param position In the basket.
    /// @param amount {tok} What moved.
    /// @param value {uoa} Of it.
    /// @param whole D18{tok} Bought: the target. Sold: what was held at the start. Rounded down.
    struct Move {
        address component;
        uint256 position;
        uint256 amount;
        uint256 value;
        uint256 whole;
    }

    /// @notice Records a purchase.
    /// @param exempting Whether purchases of stablecoins up to their targets do not count as turnover.
    /// @return exempt {uoa} Value that does not count as turnover, rounded down.
    function recordPurchase(
        TradedParts.State storage traded,
        bytes memory list,
        uint256 basketId,
        Move memory move,
        bool exempting
    ) internal returns (uint256 exempt) {
        (uint256 before, uint256 sum) = traded.add(basketId, move.position, move.amount, move.whole);
        uint256 allowance = TradedParts.allowanceOf(list, move.position);
        require(sum <= allowance, IIndexVaultErrors.PurchaseOverAllowance(move.component, move.amount, sum, allowance));
        if (!exempting || (list.stableBitmap() >> move.position) & 1 == 0) return 0;
        return _shareUpTo(move.value, before, sum, TradedParts.lackedOf(list, move.position));
    }

    /// @notice Records a sale of a component that lacked nothing at the start.
    /// @param exempting Whether sales of other components than stablecoins do not count as turnover, up to what was held.
    /// @return exempt {uoa} Value that does not count as turnover, rounded down.
    function recordSale(
        TradedParts.State storage traded,
        bytes memory list,
        uint256 basketId,
        Move memory move,
        bool exempting
    ) internal returns (uint256 exempt) {
        if (TradedParts.lackedOf(list, move.position) > 0 || move.whole == 0) return 0;
        (uint256 before, uint256 sum) = traded.add(basketId, move.position, move.amount, move.whole);
        if (!exempting || (list.stableBitmap() >> move.position) & 1 == 1) return 0;
        return _shareUpTo(move.value, before, sum, TradedParts.ONE);
    }

    /// @dev {uoa} The part of a value that was moved below `limit` {part}, rounded down.
    function _shareUpTo(uint256 value, uint256 before, uint256 sum, uint256 limit) private pure returns (uint256) {
        if (sum <= limit) return value;
        if (before >= limit || sum == before) return 0;
        // {uoa} = {uoa} * {part} / {part}
        return Math.mulDiv(value, limit - before, sum - before);
    }
}
