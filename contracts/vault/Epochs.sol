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

    /// @inheritdoc IIndexVault
    function startEpoch(EpochOrder calldata order) external nonReentrant returns (uint256 number) {
        _checkSigner(STRATEGIST_ROLE);
        (address pointer, uint256 claimed) = EpochFormation.form(
            _claims,
            _epoch,
            _regime,
            order,
            EpochFormation.Context({
                pointer: _baskets[basketId],
                supply: _supply(),
                claimed: _claimed,
                basketId: basketId + 1
            })
        );

        _baskets[++basketId] = pointer;
        _claimed = claimed;
        return _epoch.number;
    }

    /// @inheritdoc IIndexVault
    function trade(TradeOrder calldata order) external nonReentrant {
        _checkSigner(KEEPER_ROLE);
        require(block.timestamp >= tradingPausedUntil, TradingIsPaused(tradingPausedUntil));
        require(_epoch.open, NoOpenEpoch());
        require(order.epochNumber == _epoch.number, EpochMismatch(order.epochNumber, _epoch.number));
        require(block.timestamp <= _epoch.deadline, EpochExpired(_epoch.deadline));

        uint256 lossValue = TradeExecution.run(_claims, order, _position());

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
        (settled, worst) = TradeExecution.settlement(_claims, _position());
        require(
            settled || block.timestamp > _epoch.deadline,
            EpochNotSettled(worst.component, worst.balance, worst.target, worst.tolerance)
        );

        _epoch.open = false;

        emit EpochClosed(_epoch.number, settled);
    }

    /* TRADE */

    /// @dev What trades and settlement are judged by.
    function _position() internal view returns (TradeExecution.Position memory) {
        return TradeExecution.Position({pointer: _baskets[basketId], supply: _supply(), claimed: _claimed});
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
