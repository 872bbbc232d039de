// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {EpochDraft} from "../libraries/EpochDraft.sol";
import {EpochFormation} from "../libraries/EpochFormation.sol";
import {FallbackTerms} from "../libraries/FallbackTerms.sol";
import {Settlement} from "../libraries/Settlement.sol";
import {TradeExecution} from "../libraries/TradeExecution.sol";
import {GUARDIAN_ROLE, KEEPER_ROLE, STRATEGIST_ROLE} from "../Roles.sol";
import {VaultState} from "./VaultState.sol";

/// @title Epochs
/// @notice How the basket changes: an epoch fixes targets in units per share, trades move towards them and are judged by
///         what changed, and the keeper closes the epoch once it is settled. Where no keeper does, anyone trades and closes.
abstract contract Epochs is VaultState {
    /// @dev {s} End of the pause of issuance that a wind-down is.
    uint256 internal constant FOR_EVER = type(uint256).max;

    /// @inheritdoc IIndexVault
    function startEpoch(EpochOrder calldata) external nonReentrant returns (uint256 number) {
        _checkSigner(STRATEGIST_ROLE);
        (address pointer, uint256 claimed) = EpochFormation.form(
            _claims,
            _budgets,
            _traded,
            _lost,
            _epoch,
            _regime,
            msg.data[4:],
            EpochDraft.Context({
                pointer: _baskets[basketId],
                supply: _supply(),
                claimed: _claimed,
                basketId: basketId + 1,
                windingDown: windingDown(),
                issuancePausedUntil: issuancePausedUntil,
                startedAt: _epoch.startedAt
            })
        );

        _baskets[++basketId] = pointer;
        _claimed = claimed;
        return _epoch.number;
    }

    /// @inheritdoc IIndexVault
    function trade(TradeOrder calldata) external nonReentrant {
        require(block.timestamp >= tradingPausedUntil, TradingIsPaused(tradingPausedUntil));
        uint256 from = _isSigner(KEEPER_ROLE) ? 0 : fallbackFrom();
        if (block.timestamp < from) _checkSigner(KEEPER_ROLE);
        TradeExecution.run(_claims, _budgets, _traded, _epoch, msg.data[4:], _position(from));
    }

    /// @inheritdoc IIndexVault
    function closeEpoch() external nonReentrant returns (bool settled) {
        bool byGuardian = _hasRole(GUARDIAN_ROLE);
        bool early = _epoch.open && block.timestamp < Math.min(fallbackFrom(), _epoch.deadline);
        if (early && !byGuardian) _checkSigner(KEEPER_ROLE);
        return TradeExecution.close(_claims, _traded, _epoch, _position(0), byGuardian);
    }

    /// @inheritdoc IIndexVault
    function settlement()
        external
        view
        nonReentrantView
        returns (bool settled, address component, uint256 balance, uint256 target, uint256 tolerance)
    {
        Settlement.Distance memory off;
        (settled, off) = TradeExecution.settlement(_claims, _traded, _position(0));
        return (settled, off.component, off.balance, off.target, off.tolerance);
    }

    /// @inheritdoc IIndexVault
    function fallbackFrom() public view returns (uint256) {
        return _epoch.open ? FallbackTerms.startsAt(_epoch, tradingPausedUntil) : type(uint256).max;
    }

    /// @inheritdoc IIndexVault
    function lossAvailable() external view returns (uint256) {
        return TradeExecution.lossAvailable(_budgets, _epoch);
    }

    /// @inheritdoc IIndexVault
    function turnoverAvailable() external view returns (uint256) {
        return TradeExecution.turnoverAvailable(_budgets);
    }

    /// @inheritdoc IIndexVault
    function windingDown() public view returns (bool) {
        return issuancePausedUntil == FOR_EVER;
    }

    /* TRADE */

    /// @dev What trades and settlement are judged by.
    /// @param from {s} Since when strangers may trade, if one does; zero for a keeper.
    function _position(uint256 from) internal view returns (TradeExecution.Position memory) {
        return
            TradeExecution.Position({
                pointer: _baskets[basketId],
                basketId: basketId,
                supply: _supply(),
                claimed: _claimed,
                fallbackFrom: from
            });
    }
}
