// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";

/// @title EpochSchedule
/// @notice Which epoch may start when, and the record of the one that does.
library EpochSchedule {
    using SafeCast for uint256;

    /// @dev {s} Longest an epoch may be open.
    uint256 internal constant MAX_EPOCH = 48 hours;
    /// @dev {s} Shortest that one may be planned for: the time in which strangers can finish it lies within.
    uint256 internal constant MIN_EPOCH = 20 hours;
    /// @dev {s} Least time between two changes of regime.
    uint256 internal constant REGIME_COOLDOWN = 14 days;

    /// @notice Checks that `order` may start an epoch now. Closes one that is late or superseded.
    /// @param windingDown Whether the index is being wound down.
    /// @return kind Of the epoch to start.
    function check(
        IIndexVault.Epoch storage epoch,
        IIndexVault.RegimeState storage regime,
        IIndexVault.EpochOrder memory order,
        IIndexVault.Constitution memory terms,
        bool windingDown
    ) internal returns (IIndexVault.EpochKind kind) {
        require(
            order.deadline >= block.timestamp + MIN_EPOCH && order.deadline <= block.timestamp + MAX_EPOCH,
            IIndexVaultErrors.DeadlineOutOfBounds(order.deadline)
        );
        require(order.regime != IIndexVault.Regime.Bear || terms.bearAllowed, IIndexVaultErrors.BearNotAllowed());
        IIndexVault.Epoch memory latest = epoch;
        if (latest.number == 0) return windingDown ? IIndexVault.EpochKind.WindDown : IIndexVault.EpochKind.First;
        IIndexVault.RegimeState memory current = regime;
        bool weekly = order.regime == current.value;
        uint256 earliest =
            weekly
                ? latest.startedAt + uint256(terms.minInterval)
                : current.since + (current.since == 0 ? 0 : REGIME_COOLDOWN);
        require(block.timestamp >= earliest, IIndexVaultErrors.EpochTooEarly(earliest));
        kind = weekly ? IIndexVault.EpochKind.Weekly : IIndexVault.EpochKind.RegimeChange;
        if (windingDown) kind = IIndexVault.EpochKind.WindDown;
        if (!latest.open) return kind;
        require(!weekly || block.timestamp > latest.deadline, IIndexVaultErrors.EpochStillOpen(latest.number));
        epoch.open = false;
        emit IIndexVault.EpochClosed(latest.number, false);
    }

    /// @notice Records the epoch that starts now, and its regime.
    /// @param budgetNavPerShare D18{uoa/share} What losses are measured against.
    function open(
        IIndexVault.Epoch storage epoch,
        IIndexVault.RegimeState storage regime,
        IIndexVault.EpochOrder memory order,
        IIndexVault.Constitution memory terms,
        IIndexVault.EpochKind kind,
        uint256 budgetNavPerShare
    ) internal {
        epoch.number = (uint256(epoch.number) + 1).toUint32();
        epoch.open = true;
        epoch.kind = kind;
        epoch.startedAt = uint64(block.timestamp);
        epoch.deadline = order.deadline;
        epoch.lossCap = kind == IIndexVault.EpochKind.Weekly ? terms.weeklyLossCap : terms.lossLimit;
        (epoch.loss, epoch.fallbackLoss) = (0, 0);
        epoch.budgetNavPerShare = budgetNavPerShare;
        if (order.regime == regime.value) return;
        regime.value = order.regime;
        regime.since = uint64(block.timestamp);
    }
}
