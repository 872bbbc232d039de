// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";

/// @title TradeBudgets
/// @notice What trades may lose: a cap for each epoch, and one limit for any seven days, a quarter of which weekly epochs leave
///         to a change of regime. Strangers may lose half of what is left in an epoch, and half of the limit in any seven days.
///         And how much trades may turn over in any seven days; strangers half of it in weekly epochs. Gains give nothing back.
/// @dev `IIndexLens.lossBounds` computes the published bound: what stolen keys take in any seven days.
library TradeBudgets {
    using RateLimiter for RateLimiter.SlidingWindow;
    using SafeCast for uint256;

    /// @dev {s} Length of the windows.
    uint48 internal constant WINDOW = 7 days;
    uint256 internal constant WAD = 1e18;
    /// @notice One part in this many of the loss limit is left to changes of regime.
    uint256 internal constant EXIT_RESERVE = 4;
    /// @dev Each window has this one entry.
    bytes32 private constant ALL = 0;

    /// @notice The windows.
    /// @param losses {1} What trades lost.
    /// @param fallbackLosses {1} What of that strangers lost.
    /// @param turnover {1} What trades sold and bought besides USDC.
    /// @param fallbackTurnover {1} What of that strangers sold and bought in weekly epochs.
    struct State {
        RateLimiter.SlidingWindow losses;
        RateLimiter.SlidingWindow fallbackLosses;
        RateLimiter.SlidingWindow turnover;
        RateLimiter.SlidingWindow fallbackTurnover;
    }

    /// @notice What a trade takes from the budgets.
    /// @param turnoverValue {uoa} What it sold and bought besides USDC, as far as that counts.
    /// @param lossValue {uoa}
    /// @param supply {share}
    /// @param byStranger Whether somebody else than a keeper trades.
    struct Consumption {
        uint256 turnoverValue;
        uint256 lossValue;
        uint256 supply;
        bool byStranger;
    }

    /// @notice Sets the limits of any seven days, for ever.
    function configure(State storage self, uint64 lossLimit, uint64 turnoverLimit) internal {
        self.losses.updateSettings(WINDOW, lossLimit);
        self.fallbackLosses.updateSettings(WINDOW, lossLimit / 2);
        self.turnover.updateSettings(WINDOW, turnoverLimit);
        self.fallbackTurnover.updateSettings(WINDOW, turnoverLimit / 2);
    }

    /// @notice Takes what a trade sold and lost from the budgets, or reverts.
    /// @param lossLimit {1} Of any seven days.
    function consume(
        State storage self,
        IIndexVault.Epoch storage epoch,
        Consumption memory used,
        uint256 lossLimit
    ) internal {
        uint256 turned = _partOfNav(epoch, used.turnoverValue, used.supply);
        if (used.byStranger && epoch.kind == IIndexVault.EpochKind.Weekly) {
            bool half = self.fallbackTurnover.tryConsume(ALL, turned);
            require(half, IIndexVaultErrors.TurnoverOverFallbackHalf(turned, self.fallbackTurnover.available(ALL)));
        }
        // What is left is only looked for where it is told.
        if (!self.turnover.tryConsume(ALL, turned)) {
            revert IIndexVaultErrors.TurnoverOverLimit(turned, self.turnover.available(ALL));
        }
        if (used.lossValue == 0) return;

        uint256 loss = _partOfNav(epoch, used.lossValue, used.supply);
        if (used.byStranger) {
            uint256 fallbackLeft = availableToStrangers(self, epoch, lossLimit);
            bool fits = loss <= fallbackLeft && self.fallbackLosses.tryConsume(ALL, loss);
            require(fits, IIndexVaultErrors.LossOverFallbackHalf(loss, fallbackLeft));
            epoch.fallbackLoss += loss.toUint64();
        }
        uint256 capLeft = epoch.lossCap - epoch.loss;
        require(loss <= capLeft, IIndexVaultErrors.LossOverEpochCap(loss, capLeft));
        uint256 limitLeft = _leftFor(self, epoch.kind, lossLimit);
        require(loss <= limitLeft, IIndexVaultErrors.LossOverLimit(loss, limitLeft));
        charge(self, epoch, loss);
    }

    /// @notice Charges a loss that the caller has checked: of a trade, or of what dropped out at a start.
    /// @param loss {1}
    function charge(State storage self, IIndexVault.Epoch storage epoch, uint256 loss) internal {
        if (loss == 0) return;
        epoch.loss += loss.toUint64();
        self.losses.consume(ALL, loss);
        emit IIndexVault.LossConsumed(epoch.number, loss);
    }

    /// @notice {1} What trades may still lose now.
    /// @param lossLimit {1} Of any seven days.
    function available(
        State storage self,
        IIndexVault.Epoch storage epoch,
        uint256 lossLimit
    ) internal view returns (uint256) {
        if (!epoch.open) return self.losses.available(ALL);
        return Math.min(_leftFor(self, epoch.kind, lossLimit), epoch.lossCap - epoch.loss);
    }

    /// @notice {1} What may be lost at the start of an epoch of this kind.
    function availableAtStart(
        State storage self,
        IIndexVault.Constitution memory terms,
        IIndexVault.EpochKind kind
    ) internal view returns (uint256) {
        uint256 lossCap = kind == IIndexVault.EpochKind.Weekly ? terms.weeklyLossCap : terms.lossLimit;
        return Math.min(_leftFor(self, kind, terms.lossLimit), lossCap);
    }

    /// @notice {1} What trades of strangers may still lose: they leave half of what they found in the epoch, and half of the
    ///         limit of seven days.
    function availableToStrangers(
        State storage self,
        IIndexVault.Epoch storage epoch,
        uint256 lossLimit
    ) internal view returns (uint256) {
        uint256 used = epoch.fallbackLoss;
        uint256 half = Math.saturatingSub((available(self, epoch, lossLimit) + used) / 2, used);
        return Math.min(half, self.fallbackLosses.available(ALL));
    }

    /// @notice {1} What trades may still turn over now.
    function turnoverAvailable(State storage self) internal view returns (uint256) {
        return self.turnover.available(ALL);
    }

    /// @dev {1} What the seven-day limit leaves to an epoch of this kind: a weekly one leaves the reserve to a change of regime.
    function _leftFor(
        State storage self,
        IIndexVault.EpochKind kind,
        uint256 lossLimit
    ) private view returns (uint256) {
        uint256 left = self.losses.available(ALL);
        return kind == IIndexVault.EpochKind.Weekly ? Math.saturatingSub(left, lossLimit / EXIT_RESERVE) : left;
    }

    /// @dev {1} = {uoa} * D36 / (D18{uoa/share} * {share}): part of the NAV that the index has now, at the NAV per share
    ///      recorded for the budget; rounded up.
    function _partOfNav(IIndexVault.Epoch storage epoch, uint256 value, uint256 supply) private view returns (uint256) {
        return Math.mulDiv(value, WAD * WAD, epoch.budgetNavPerShare * supply, Math.Rounding.Ceil);
    }
}
