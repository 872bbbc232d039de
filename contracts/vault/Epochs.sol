// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {EpochFormation} from "../libraries/EpochFormation.sol";
import {TradeExecution} from "../libraries/TradeExecution.sol";
import {KEEPER_ROLE, STRATEGIST_ROLE} from "../Roles.sol";
import {VaultState} from "./VaultState.sol";

/// @title Epochs
/// @notice How the basket changes: an epoch fixes targets in units per share, trades move towards them and are judged by
///         what changed, and anyone closes the epoch once it is settled or late.
abstract contract Epochs is VaultState {
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
        TradeExecution.run(_claims, _losses, _epoch, order, _position());
    }

    /// @inheritdoc IIndexVault
    function closeEpoch() external nonReentrant returns (bool settled) {
        return TradeExecution.close(_claims, _epoch, _position());
    }

    /* TRADE */

    /// @dev What trades and settlement are judged by.
    function _position() internal view returns (TradeExecution.Position memory) {
        return TradeExecution.Position({pointer: _baskets[basketId], supply: _supply(), claimed: _claimed});
    }
}
