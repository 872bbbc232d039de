// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";

/// @title TradeBudgets
/// @notice What trades may lose: a cap for each epoch, and one limit for any seven days. Strangers may lose half of what is
///         left in an epoch, and half of the limit in any seven days. And how much trades may turn over in any seven days. Gains
///         give nothing back.
/// @dev An index loses to a stolen strategist and keeper within any seven days at most the limit of losses, and the turnover
///      limit times what feeds deviate by; to a stolen strategist alone, whom strangers help, half of that limit.
library TradeBudgets {
    using RateLimiter for RateLimiter.SlidingWindow;
    using SafeCast for uint256;

    /// @dev {s} Length of the windows.
    uint48 internal constant WINDOW = 7 days;
    uint256 internal constant WAD = 1e18;
    /// @dev Each window has this one entry.
    bytes32 private constant ALL = 0;

    /// @notice The windows.
    /// @param losses {1} What trades lost.
    /// @param fallbackLosses {1} What of that strangers lost.
    /// @param turnover {1} What trades sold and bought besides USDC.
    struct State {
        RateLimiter.SlidingWindow losses;
        RateLimiter.SlidingWindow fallbackLosses;
        RateLimiter.SlidingWindow turnover;
    }

    /// @notice What a trade takes from the budgets.
    /// @param turnoverValue {uoa} What it sold and bought besides USDC.
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
    }

    /// @notice Takes what a trade sold and lost from the budgets, or reverts.
    function consume(State storage self, IIndexVault.Epoch storage epoch, Consumption memory used) internal {
        uint256 turned = _partOfNav(epoch, used.turnoverValue, used.supply);
        // What is left is only looked for where it is told.
        if (!self.turnover.tryConsume(ALL, turned)) {
            revert IIndexVault.TurnoverOverLimit(turned, self.turnover.available(ALL));
        }
        if (used.lossValue == 0) return;

        uint256 loss = _partOfNav(epoch, used.lossValue, used.supply);
        if (used.byStranger) {
            uint256 fallbackLeft = availableToStrangers(self, epoch);
            bool fits = loss <= fallbackLeft && self.fallbackLosses.tryConsume(ALL, loss);
            require(fits, IIndexVault.LossOverFallbackHalf(loss, fallbackLeft));
            epoch.fallbackLoss += loss.toUint64();
        }
        uint256 capLeft = epoch.lossCap - epoch.loss;
        require(loss <= capLeft, IIndexVault.LossOverEpochCap(loss, capLeft));
        epoch.loss += loss.toUint64();
        if (!self.losses.tryConsume(ALL, loss)) revert IIndexVault.LossOverLimit(loss, self.losses.available(ALL));
        emit IIndexVault.LossConsumed(epoch.number, loss);
    }

    /// @notice {1} What trades may still lose now.
    function available(State storage self, IIndexVault.Epoch storage epoch) internal view returns (uint256) {
        uint256 window = self.losses.available(ALL);
        return epoch.open ? Math.min(window, epoch.lossCap - epoch.loss) : window;
    }

    /// @notice {1} What trades of strangers may still lose: they leave half of what they found in the epoch, and half of the
    ///         limit of seven days.
    function availableToStrangers(State storage self, IIndexVault.Epoch storage epoch) internal view returns (uint256) {
        uint256 used = epoch.fallbackLoss;
        uint256 half = Math.saturatingSub((available(self, epoch) + used) / 2, used);
        return Math.min(half, self.fallbackLosses.available(ALL));
    }

    /// @notice {1} What trades may still turn over now.
    function turnoverAvailable(State storage self) internal view returns (uint256) {
        return self.turnover.available(ALL);
    }

    /// @dev {1} = {uoa} * D36 / (D18{uoa/share} * {share}): part of the NAV that the index has now, at the NAV per share
    ///      recorded for the budget; rounded up.
    function _partOfNav(IIndexVault.Epoch storage epoch, uint256 value, uint256 supply) private view returns (uint256) {
        return Math.mulDiv(value, WAD * WAD, epoch.budgetNavPerShare * supply, Math.Rounding.Ceil);
    }
}
