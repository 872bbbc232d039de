// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";

/// @title LossBudget
/// @notice What trades may lose: a cap for each epoch, and one limit for any seven days. Gains give nothing back.
library LossBudget {
    using RateLimiter for RateLimiter.SlidingWindow;
    using SafeCast for uint256;

    /// @dev {s} Length of the window.
    uint48 internal constant WINDOW = 7 days;
    uint256 internal constant WAD = 1e18;

    /// @notice Sets the limit of any seven days, for ever.
    /// @param limit {1}
    function configure(RateLimiter.SlidingWindow storage losses, uint64 limit) internal {
        losses.updateSettings(WINDOW, limit);
    }

    /// @notice Takes a trade's loss from the epoch's cap and from the seven-day window.
    /// @param lossValue {uoa}
    /// @param supply {share}
    function consume(
        RateLimiter.SlidingWindow storage losses,
        IIndexVault.Epoch storage epoch,
        uint256 lossValue,
        uint256 supply
    ) internal {
        if (lossValue == 0) return;
        // {1} = {uoa} * D36 / (D18{uoa/share} * {share}): part of the NAV that the index has now, at the NAV per share
        // recorded for the budget; rounded up
        uint256 loss = Math.mulDiv(lossValue, WAD * WAD, epoch.budgetNavPerShare * supply, Math.Rounding.Ceil);
        uint256 capLeft = epoch.lossCap - epoch.loss;
        require(loss <= capLeft, IIndexVault.LossOverEpochCap(loss, capLeft));
        epoch.loss += loss.toUint64();
        uint256 windowLeft = losses.available(bytes32(0));
        require(losses.tryConsume(bytes32(0), loss), IIndexVault.LossOverLimit(loss, windowLeft));
        emit IIndexVault.LossConsumed(epoch.number, loss);
    }

    /// @notice {1} What trades may still lose now.
    function available(
        RateLimiter.SlidingWindow storage losses,
        IIndexVault.Epoch storage epoch
    ) internal view returns (uint256) {
        uint256 window = losses.available(bytes32(0));
        return epoch.open ? Math.min(window, epoch.lossCap - epoch.loss) : window;
    }
}
