// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {EpochFormation} from "../libraries/EpochFormation.sol";
import {TradeAllowance} from "../libraries/TradeAllowance.sol";
import {TradeExecution} from "../libraries/TradeExecution.sol";
import {KEEPER_ROLE, STRATEGIST_ROLE} from "../Roles.sol";
import {VaultState} from "./VaultState.sol";

/// @title Epochs
/// @notice How the basket changes: an epoch fixes targets in units per share, trades move towards them and are judged by
///         what changed, and anyone closes the epoch once it is settled or late.
abstract contract Epochs is VaultState {
    using RateLimiter for RateLimiter.SlidingWindow;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev {s} Longest an epoch may be open.
    uint256 internal constant MAXIMUM_EPOCH = 48 hours;
    /// @dev {s} Least time between two changes of regime.
    uint256 internal constant REGIME_COOLDOWN = 14 days;

    /// @inheritdoc IIndexVault
    function startEpoch(EpochOrder calldata order) external nonReentrant returns (uint256 number) {
        _checkSigner(STRATEGIST_ROLE);
        require(
            order.deadline > block.timestamp && order.deadline <= block.timestamp + MAXIMUM_EPOCH,
            DeadlineOutOfBounds(order.deadline)
        );
        Constitution memory terms = constitution();
        EpochKind kind = _checkSchedule(order.regime, terms);
        number = _epoch.number + 1;
        (address pointer, uint256 budgetNavPerShare, uint256 claimed) = EpochFormation.form(
            _claims,
            order,
            EpochFormation.Context({
                terms: terms,
                list: _list(),
                supply: _supply(),
                number: number,
                basketId: basketId + 1,
                kind: kind
            })
        );

        _epoch = Epoch({
            number: number.toUint32(),
            open: true,
            kind: kind,
            startedAt: uint64(block.timestamp),
            deadline: order.deadline,
            lossCap: kind == EpochKind.Weekly ? terms.weeklyLossCap : terms.lossLimit,
            loss: 0,
            budgetNavPerShare: budgetNavPerShare
        });
        if (order.regime != _regime.value) {
            _regime = RegimeState({value: order.regime, since: uint64(block.timestamp)});
        }
        _baskets[++basketId] = pointer;
        _claimed = claimed;
    }

    /// @inheritdoc IIndexVault
    function trade(TradeOrder calldata order) external nonReentrant {
        _checkSigner(KEEPER_ROLE);
        require(block.timestamp >= tradingPausedUntil, TradingIsPaused(tradingPausedUntil));
        require(_epoch.open, NoOpenEpoch());
        require(order.epochNumber == _epoch.number, EpochMismatch(order.epochNumber, _epoch.number));
        require(block.timestamp <= _epoch.deadline, EpochExpired(_epoch.deadline));

        uint256 lossValue = TradeExecution.run(_claims, order, _tradeContext());

        _consumeLoss(lossValue);
    }

    /// @inheritdoc ITradeSource
    function take(address component, uint256 amount, address to) external {
        TradeAllowance.spend(component, amount);
        IERC20(component).safeTransfer(to, amount);
    }

    /// @inheritdoc IIndexVault
    function closeEpoch() external nonReentrant returns (bool settled) {
        require(_epoch.open, NoOpenEpoch());
        TradeExecution.Distance memory worst;
        (settled, worst) = TradeExecution.settlement(_claims, _tradeContext());
        require(
            settled || block.timestamp > _epoch.deadline,
            EpochNotSettled(worst.component, worst.balance, worst.target, worst.tolerance)
        );

        _epoch.open = false;

        emit EpochClosed(_epoch.number, settled);
    }

    /* START */

    /// @dev Which kind of epoch may start now. Closes one that is late or superseded.
    function _checkSchedule(Regime newRegime, Constitution memory terms) internal returns (EpochKind kind) {
        Epoch memory latest = _epoch;
        RegimeState memory current = _regime;
        require(newRegime != Regime.Bear || terms.bearAllowed, BearNotAllowed());
        if (latest.number == 0) return EpochKind.First;
        kind = newRegime == current.value ? EpochKind.Weekly : EpochKind.RegimeChange;
        uint256 earliest =
            kind == EpochKind.Weekly
                ? latest.startedAt + uint256(terms.minimumInterval)
                : current.since + (current.since == 0 ? 0 : REGIME_COOLDOWN);
        require(block.timestamp >= earliest, EpochTooEarly(earliest));
        if (!latest.open) return kind;
        require(kind == EpochKind.RegimeChange || block.timestamp > latest.deadline, EpochStillOpen(latest.number));
        _epoch.open = false;
        emit EpochClosed(latest.number, false);
    }

    /* TRADE */

    /// @dev What trades and settlement are judged by.
    function _tradeContext() internal view returns (TradeExecution.Context memory) {
        return TradeExecution.Context({terms: constitution(), list: _list(), supply: _supply(), claimed: _claimed});
    }

    /// @dev Takes a trade's loss from the epoch's cap and from the seven-day window.
    /// @param lossValue {uoa}
    function _consumeLoss(uint256 lossValue) internal {
        if (lossValue == 0) return;
        // {1} = {uoa} * D36 / (D18{uoa/share} * {share}): part of the NAV that the index has now, at the NAV per share
        // recorded for the budget; rounded up
        uint256 loss = Math.mulDiv(lossValue, WAD * WAD, _epoch.budgetNavPerShare * _supply(), Math.Rounding.Ceil);
        uint256 capLeft = _epoch.lossCap - _epoch.loss;
        require(loss <= capLeft, LossOverEpochCap(loss, capLeft));
        _epoch.loss += loss.toUint64();
        require(_losses.tryConsume(bytes32(0), loss), LossOverLimit(loss, _losses.available(bytes32(0))));
        emit LossConsumed(_epoch.number, loss);
    }
}
