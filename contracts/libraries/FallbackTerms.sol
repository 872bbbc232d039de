// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";

/// @title FallbackTerms
/// @notice When strangers may trade in an open epoch, and at what price: one that moves from better than the oracle's to the
///         bound that the keeper has always had. So a dead keeper delays an epoch and cannot prevent it.
library FallbackTerms {
    /// @notice {s} How long an open epoch is the keeper's alone. Time in which trading is paused does not count.
    uint256 internal constant GRACE = 8 hours;
    /// @notice {s} How long the price moves then.
    uint256 internal constant RAMP = 8 hours;

    /// @notice {s} From when on strangers may trade in the open epoch.
    /// @dev A pause is longer than any epoch: one that has ended began before the epoch, and one that runs outlives it.
    function startsAt(IIndexVault.Epoch storage epoch, uint256 pausedUntil) internal view returns (uint256) {
        return Math.max(epoch.startedAt, pausedUntil) + GRACE;
    }

    /// @notice {uoa} Least value that must come back for what was sold.
    /// @param soldValue {uoa}
    /// @param tier {uoa} What the components' tiers allow to lose.
    /// @param fallbackFrom {s} Since when strangers may trade; zero for a keeper.
    function minimumOf(uint256 soldValue, uint256 tier, uint256 fallbackFrom) internal view returns (uint256) {
        if (fallbackFrom == 0) return Math.saturatingSub(soldValue, tier);
        uint256 elapsed = Math.min(block.timestamp - fallbackFrom, RAMP);
        // {uoa} = {uoa} * {s} / {s}, rounded down: against the caller
        return Math.saturatingSub(soldValue + tier, Math.mulDiv(2 * tier, elapsed, RAMP));
    }
}
