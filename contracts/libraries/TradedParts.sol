// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {BasketCode} from "./BasketCode.sol";

/// @title TradedParts
/// @notice How much of each component the trades of the open epoch have moved, whatever became of its balance: purchases of a
///         component that was below its target at the start, as parts of the target; sales of one that was not, as parts of
///         the units held at the start.
/// @dev Six counters of 36 bits share a slot with the number of the basket that they belong to. A new basket starts all of them
///      at zero without a write, and the slots are never empty again: a hundred purchases write 17 slots instead of a hundred.
library TradedParts {
    using BasketCode for bytes;

    /// @notice {part} The whole target, or all units held at the start.
    uint256 internal constant ONE = 1 << 32;
    /// @notice Purchases may exceed what a target lacked by one part in this many: two per cent of it.
    uint256 internal constant SLACK_DIVISOR = 50;
    uint256 private constant COUNTERS = 6;
    uint256 private constant BITS = 36;
    uint256 private constant MAX = (1 << BITS) - 1;

    /// @notice The counters.
    /// @param slots Basket number (the upper 40 bits), then six counters {part}, the first in the lowest bits.
    struct State {
        mapping(uint256 index => uint256 slot) slots;
    }

    /// @notice {part} What was moved of the component at `position` since basket `basketId` was written.
    function movedOf(State storage self, uint256 basketId, uint256 position) internal view returns (uint256 part) {
        uint256 slot = self.slots[position / COUNTERS];
        if (slot >> (COUNTERS * BITS) != basketId) return 0;
        return (slot >> ((position % COUNTERS) * BITS)) & MAX;
    }

    /// @notice Adds what a trade moved.
    /// @param moved {tok}
    /// @param whole D18{tok} What `ONE` stands for. Not rounded to units, of which a target may have few.
    /// @return before {part} Before this trade.
    /// @return sum {part} With it, rounded up.
    function add(
        State storage self,
        uint256 basketId,
        uint256 position,
        uint256 moved,
        uint256 whole
    ) internal returns (uint256 before, uint256 sum) {
        before = movedOf(self, basketId, position);
        // {part} = {tok} * D18 * {part} / D18{tok}, rounded up: against the caller. No part is more than sixteen times the whole.
        uint256 scaled = moved * 1e18;
        uint256 part = scaled >> 4 >= whole ? MAX : Math.mulDiv(scaled, ONE, whole, Math.Rounding.Ceil);
        sum = Math.min(before + part, MAX);
        (uint256 index, uint256 shift) = (position / COUNTERS, (position % COUNTERS) * BITS);
        uint256 slot = self.slots[index];
        if (slot >> (COUNTERS * BITS) != basketId) slot = basketId << (COUNTERS * BITS);
        self.slots[index] = (slot & ~(MAX << shift)) | (sum << shift);
    }

    /// @notice {1} WAD. What is left of a component if only trades changed it, rounded down. Purchases are recorded where the
    ///         target lacked something, and sales where it did not.
    /// @param held {1} WAD. At the start, rounded up.
    /// @param weight {1} WAD. Target.
    /// @param moved {part}
    function heldAfter(uint256 held, uint256 weight, uint256 moved) internal pure returns (uint256) {
        uint256 before = Math.saturatingSub(held, 1);
        // {1} = {1} * {part} / {part}, rounded down. No sale goes below the target.
        if (held >= weight) return Math.max(weight, before - Math.min(before, (before * moved) / ONE + 1));
        uint256 bought = (weight * _withoutRounding(moved)) / ONE;
        return Math.min(before + bought, weight);
    }

    /// @notice {1} WAD. Maximum weight that trades explain, rounded up: the target, or the weight that was held and not sold.
    /// @param held {1} WAD. At the start, rounded up.
    /// @param weight {1} WAD. Target.
    /// @param moved {part}
    function explainedAfter(uint256 held, uint256 weight, uint256 moved) internal pure returns (uint256) {
        if (held < weight) return weight;
        // {1} = {1} * {part} / {part}, the sold part rounded down
        return Math.max(weight, Math.saturatingSub(held, (held * _withoutRounding(moved)) / ONE));
    }

    /// @dev {part} Lower bound of the amount moved. Each record of a trade is rounded up by less than one part, so the bound
    ///      holds for 42,949 trades of a component.
    function _withoutRounding(uint256 moved) private pure returns (uint256) {
        return Math.saturatingSub(moved, ONE / 100_000);
    }

    /// @notice {part} What the target of the component at `position` lacked at the start, rounded down; zero if nothing.
    function lackedOf(bytes memory list, uint256 position) internal pure returns (uint256 part) {
        (uint256 weight, ) = list.targetAt(position);
        uint256 held = list.heldAt(position);
        // {part} = {1} * {part} / {1}
        if (held < weight) part = ((weight - held) * ONE) / weight;
    }

    /// @notice {part} Greatest sum of an epoch's purchases of the component at `position`; zero if it lacked nothing.
    function allowanceOf(bytes memory list, uint256 position) internal pure returns (uint256 part) {
        part = lackedOf(list, position);
        part += part / SLACK_DIVISOR;
    }
}
