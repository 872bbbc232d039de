// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {BasketCode} from "./BasketCode.sol";
import {BoundedNav} from "./BoundedNav.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {TradedParts} from "./TradedParts.sol";

/// @title Settlement
/// @notice Whether an epoch has arrived at its targets.
library Settlement {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using TradedParts for TradedParts.State;

    uint256 internal constant WAD = 1e18;
    /// @notice {1} Tolerance of a component: this part of its target weight,
    uint256 internal constant TOLERANCE_OF_TARGET = 0.02e18;
    /// @notice {1} or this weight, if it is more;
    uint256 internal constant TOLERANCE_OF_NAV = 0.0005e18;
    /// @notice but never more than one part in this many of the target weight, or of what a leaver had at the start. So an epoch
    ///         is not settled before components of small weight have left, or have begun to enter, but for those below 1 bp.
    uint256 internal constant TOLERANCE_DIVISOR = 4;
    /// @notice {1} Tolerance of a leaver at least: a gift of less keeps no epoch open. Nor does an entrant that lacks less.
    uint256 internal constant TRIFLE = 0.0001e18;

    /// @notice {1} An epoch waits for no smaller purchase. The keeper buys nothing below 5 bps of NAV at the prices of the day,
    ///         and a shortfall is valued at the start's prices, so this is twice as much.
    uint256 internal constant MIN_PURCHASE = 0.001e18;

    /// @notice A purchase of one part in this many of what a component lacked begins it; one of all but such a part completes it,
    ///         if what is missing is worth less than four of the smallest purchases.
    uint256 internal constant STEP_DIVISOR = 8;
    uint256 private constant MAX_INCOMPLETE = 4 * MIN_PURCHASE;

    /// @notice What is asked of a basket.
    /// @param basketId Its number.
    /// @param usdc The residual.
    /// @param supply {share}
    struct Scope {
        uint256 basketId;
        address usdc;
        uint256 supply;
    }

    /// @notice Where a component stands.
    /// @param balance {tok} What the holders have. Target and tolerance likewise.
    struct Distance {
        address component;
        uint256 balance;
        uint256 target;
        uint256 tolerance;
    }

    /// @notice Where the whole basket stands.
    /// @param below A component that is below its target by more than its tolerance; zero if none is.
    /// @param above {1} All besides USDC that is above a target, at the start's prices, rounded down.
    /// @param spare {1} USDC above its target.
    /// @param unspent Whether USDC is above its target by more than its tolerance.
    /// @param lacking {1} Least shortfall of a component that is worth another purchase; see `_isWorthBuying`.
    struct Tally {
        Distance below;
        uint256 above;
        uint256 spare;
        bool unspent;
        uint256 lacking;
    }

    /// @notice Whether the epoch has arrived. No component but USDC exceeds its target by more than its tolerance. And either
    ///         none is below by more, or nothing is left to buy with. The latter means: USDC is within tolerance of its own
    ///         target, and all excesses together could not pay for half of any shortfall that is worth another purchase.
    /// @param list The basket.
    /// @return settled Whether it has.
    /// @return off A component that is off its target by more than its tolerance, if there is one; else zero. An epoch can be
    ///         settled although there is one.
    function read(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradedParts.State storage traded,
        bytes memory list,
        Scope memory scope
    ) internal view returns (bool settled, Distance memory off) {
        Tally memory tally;
        tally.lacking = WAD;
        for (uint256 i; i < list.count(); ++i) {
            if (list.isCarried(i)) continue;
            BasketCode.Entry memory entry = list.entryAt(i);
            uint256 tolerance = entry.token == scope.usdc ? _wide(entry.weight) : _toleranceOf(entry);
            (bool readable, Distance memory distance) = _distance(claims, entry, tolerance, scope.supply);
            if (!readable || !_add(tally, entry, distance, scope)) return (false, distance);
            bool short = distance.balance + distance.tolerance < distance.target;
            if (short && entry.token != scope.usdc) _addShortfall(traded, tally, list, i, distance, scope);
        }
        if (tally.below.component == address(0)) return (true, tally.below);
        settled = !tally.unspent && 2 * (tally.above + tally.spare) <= tally.lacking;
        return (settled, tally.below);
    }

    /// @dev Adds one component to the sums.
    /// @return within Whether it is not above its target by more than its tolerance. USDC may be.
    function _add(
        Tally memory tally,
        BasketCode.Entry memory entry,
        Distance memory distance,
        Scope memory scope
    ) private pure returns (bool within) {
        (uint256 balance, uint256 target) = (distance.balance, distance.target);
        bool beyond = balance > target + distance.tolerance;
        uint256 above = _weightOf(entry, Math.saturatingSub(balance, target), scope.supply);
        if (entry.token == scope.usdc) {
            (tally.unspent, tally.spare) = (beyond, above);
            return true;
        }
        tally.above += above;
        return !beyond;
    }

    /// @dev Adds the component at `position`, which is below its target by more than its tolerance.
    function _addShortfall(
        TradedParts.State storage traded,
        Tally memory tally,
        bytes memory list,
        uint256 position,
        Distance memory distance,
        Scope memory scope
    ) private view {
        uint256 bought = traded.movedOf(scope.basketId, position); // {part}
        uint256 lacked = TradedParts.lackedOf(list, position); // {part}
        // With all but two per cent bought it would be within its tolerance, unless it fell by itself: nobody waits for it.
        if (bought >= lacked - lacked / TradedParts.SLACK_DIVISOR) return;
        if (tally.below.component == address(0)) tally.below = distance;
        BasketCode.Entry memory entry = list.entryAt(position);
        uint256 left = Math.saturatingSub(TradedParts.allowanceOf(list, position), bought); // {part}
        // {1} = {1} * {part} / {part}. Of a component that falls by itself the epoch buys no more than this.
        uint256 buyable = (entry.weight * left) / TradedParts.ONE;
        uint256 lacking = Math.min(_weightOf(entry, distance.target - distance.balance, scope.supply), buyable);
        if (_isWorthBuying(bought, lacked, lacking) && lacking < tally.lacking)
            (tally.below, tally.lacking) = (distance, lacking);
    }

    /// @dev Whether a shortfall {1} is worth another purchase. It is not if it is less than 40 bps of NAV and seven eighths of
    ///      what the component lacked at the start are bought. Else it is if it is at least 10 bps of NAV. It also is if it is at
    ///      least 1 bp, the component lacked more than half of its target and less than an eighth of that is bought.
    /// @param bought {part} Of the target, in this epoch.
    /// @param lacked {part} Of the target, at the start.
    function _isWorthBuying(uint256 bought, uint256 lacked, uint256 lacking) private pure returns (bool) {
        if (bought >= lacked - lacked / STEP_DIVISOR && lacking < MAX_INCOMPLETE) return false;
        bool begins = 2 * lacked > TradedParts.ONE && bought < lacked / STEP_DIVISOR && lacking >= TRIFLE;
        return begins || lacking >= MIN_PURCHASE;
    }

    /// @dev {1} Weight of an amount {tok} of a component at the start's prices, rounded down; at most 64 bits.
    function _weightOf(BasketCode.Entry memory entry, uint256 amount, uint256 supply) private pure returns (uint256) {
        if (entry.full == 0) return 0;
        // {1} = {tok} * D36 * D18 / ({share} * D36{tok/share})
        uint256 units = BoundedNav.mulDivUpTo(BasketCode.MAX_FULL, amount, BasketCode.UNIT_SCALE, supply);
        return BoundedNav.mulDivUpTo(BasketCode.MAX_HELD, units, WAD, entry.full);
    }

    /// @dev {1} Tolerance of a component besides USDC.
    function _toleranceOf(BasketCode.Entry memory entry) private pure returns (uint256) {
        if (entry.weight > 0) return Math.min(_wide(entry.weight), entry.weight / TOLERANCE_DIVISOR);
        return Math.min(TOLERANCE_OF_NAV, Math.max(entry.held / TOLERANCE_DIVISOR, TRIFLE));
    }

    /// @dev {1} Tolerance without regard to how small a weight is.
    function _wide(uint256 weight) private pure returns (uint256) {
        return Math.max(Math.mulDiv(weight, TOLERANCE_OF_TARGET, WAD), TOLERANCE_OF_NAV);
    }

    /// @dev Where a component stands. Every tolerance is at least one smallest unit, as targets are rounded.
    /// @param tolerance {1}
    function _distance(
        mapping(address => ClaimLedger.Ledger) storage claims,
        BasketCode.Entry memory entry,
        uint256 tolerance,
        uint256 supply
    ) private view returns (bool readable, Distance memory distance) {
        uint256 balance;
        (readable, balance) = CappedCall.tryBalanceOf(entry.token, address(this));
        distance.component = entry.token;
        distance.balance = claims[entry.token].freeOf(balance, supply, Math.Rounding.Floor);
        distance.target = BasketCode.targetOf(entry, supply, Math.Rounding.Floor);
        entry.weight = tolerance;
        distance.tolerance = Math.max(BasketCode.targetOf(entry, supply, Math.Rounding.Floor), 1);
    }
}
