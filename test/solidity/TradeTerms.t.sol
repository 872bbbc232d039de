// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../../contracts/interfaces/IIndexVaultErrors.sol";
import {FallbackTerms} from "../../contracts/libraries/FallbackTerms.sol";
import {TradeBudgets} from "../../contracts/libraries/TradeBudgets.sol";
import {CHEATS} from "./Cheats.sol";

/// @title The budgets and the strangers' price, held against sums over everything that was ever taken
contract TradeTermsTest {
    using TradeBudgets for TradeBudgets.State;

    /// @notice What a trade took.
    struct Taken {
        uint256 time;
        uint256 loss;
        uint256 turnover;
        bool byStranger;
        bool weekly;
    }

    uint256 private constant WAD = 1e18;
    uint64 private constant LIMIT = 0.03e18;
    uint64 private constant TURNOVER = 2e18;

    TradeBudgets.State private _budgets;
    IIndexVault.Epoch private _epoch;
    Taken[] private _taken;
    uint256 private _lost; // {1} in the epoch
    uint256 private _lostToStrangers; // {1} in the epoch

    function setUp() public {
        _budgets.configure(LIMIT, TURNOVER);
        CHEATS.warp(1_800_000_000);
    }

    /// @notice As another contract would, so that a refusal is one.
    function consume(TradeBudgets.Consumption calldata used) external {
        require(msg.sender == address(this), IIndexVaultErrors.NothingTraded());
        _budgets.consume(_epoch, used, LIMIT);
    }

    function testFuzz_E4_budgetsAreSums(uint256 seed) public {
        _begin(seed);
        for (uint256 i; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            CHEATS.warp(block.timestamp + (seed % 3 == 0 ? (seed >> 8) % 3 days : 0));
            if (seed % 7 == 0) _begin(seed >> 16);
            if (seed % 11 == 0) _epoch.open = !_epoch.open;
            _take(seed >> 32);
            _compare();
        }
    }

    function testFuzz_E3_E12_minimumIsTheCurve(uint256 sold, uint256 tier, uint256 elapsed) public view {
        (sold, elapsed) = (sold % 1e40, elapsed % 20 hours);
        tier %= sold + 1;
        uint256 ramp = 8 hours;
        uint256 moved = elapsed < ramp ? elapsed : ramp;
        uint256 minimum = FallbackTerms.minimumOf(sold, tier, block.timestamp - elapsed);
        // sold + tier - 2 * tier * moved / ramp, of which the last is rounded down
        require(minimum == sold + tier - (2 * tier * moved) / ramp, "E-12: not on the curve");
        require(minimum >= FallbackTerms.minimumOf(sold, tier, 0), "E-12: less than a keeper brings");
        require(moved < ramp || minimum == sold - tier, "E-3: not the keeper's bound in the end");
        require(FallbackTerms.minimumOf(sold, sold + tier, 0) == 0, "E-3: below nothing");
    }

    function testFuzz_E12_beginsAfterThePause(uint256 startedAt, uint256 pausedUntil) public {
        (_epoch.startedAt, pausedUntil) = (uint64(startedAt % 1e12), pausedUntil % 1e12);
        uint256 later = _epoch.startedAt > pausedUntil ? _epoch.startedAt : pausedUntil;
        require(FallbackTerms.startsAt(_epoch, pausedUntil) == later + 8 hours, "E-12: not eight hours");
    }

    /// @dev A new epoch of any kind, with a cap of its own and a NAV per share of its own.
    function _begin(uint256 seed) private {
        _epoch.kind = IIndexVault.EpochKind((seed >> 160) % 4);
        (_epoch.open, _epoch.number) = (true, _epoch.number + 1);
        _epoch.lossCap = seed % 2 == 0 ? LIMIT : LIMIT / 3;
        _epoch.budgetNavPerShare = 1 + (seed % 1e22);
        (_epoch.loss, _epoch.fallbackLoss, _lost, _lostToStrangers) = (0, 0, 0, 0);
    }

    /// @dev A trade, which is refused where it does not fit, and for the first reason there is.
    function _take(uint256 seed) private {
        TradeBudgets.Consumption memory used;
        used.supply = 1 + ((seed >> 8) % 1e30);
        uint256 nav = _epoch.budgetNavPerShare * used.supply;
        used.lossValue = seed % 8 == 0 ? 0 : Math.mulDiv(nav, (seed >> 64) % (LIMIT / 3), WAD * WAD) + (seed % 3);
        used.turnoverValue = Math.mulDiv(nav, (seed >> 96) % (TURNOVER / 4), WAD * WAD);
        used.byStranger = seed % 5 < 2;
        uint256 loss = Math.mulDiv(used.lossValue, WAD * WAD, nav, Math.Rounding.Ceil);
        uint256 turnover = Math.mulDiv(used.turnoverValue, WAD * WAD, nav, Math.Rounding.Ceil);
        bytes4 reason = _reasonAgainst(loss, turnover, used.byStranger);

        try this.consume(used) {
            require(reason == 0, "E-4: took more than there is");
        } catch (bytes memory answer) {
            require(bytes4(answer) == reason, "E-4: refused for another reason");
            return;
        }
        _taken.push(
            Taken({
                time: block.timestamp,
                loss: loss,
                turnover: turnover,
                byStranger: used.byStranger,
                weekly: _isWeekly()
            })
        );
        _lost += loss;
        if (used.byStranger) _lostToStrangers += loss;
    }

    function _reasonAgainst(uint256 loss, uint256 turnover, bool byStranger) private view returns (bytes4) {
        (uint256 losses, uint256 toStrangers, uint256 turned, uint256 turnedByStrangers) = _week();
        bool overHalf = turnedByStrangers + turnover > TURNOVER / 2;
        if (byStranger && _isWeekly() && overHalf) return IIndexVaultErrors.TurnoverOverFallbackHalf.selector;
        if (turned + turnover > TURNOVER) return IIndexVaultErrors.TurnoverOverLimit.selector;
        if (loss == 0) return 0;
        uint256 left = _left(losses);
        uint256 half = (left + _lostToStrangers) / 2; // of what they found
        bool over = loss + _lostToStrangers > half || toStrangers + loss > LIMIT / 2;
        if (byStranger && over) return IIndexVaultErrors.LossOverFallbackHalf.selector;
        if (_lost + loss > _epoch.lossCap) return IIndexVaultErrors.LossOverEpochCap.selector;
        return losses + loss > _limit() ? IIndexVaultErrors.LossOverLimit.selector : bytes4(0);
    }

    /// @dev What is said to be left is what is left.
    function _compare() private view {
        (uint256 losses, uint256 toStrangers, uint256 turned, ) = _week();
        require(_epoch.loss == _lost && _epoch.fallbackLoss == _lostToStrangers, "E-4: not the epoch's sums");
        uint256 left = _left(losses);
        require(_budgets.available(_epoch, LIMIT) == left, "E-4: not what is left");
        uint256 half = (left + _lostToStrangers) / 2;
        half = half > _lostToStrangers ? half - _lostToStrangers : 0;
        half = Math.min(half, LIMIT / 2 - toStrangers);
        require(_budgets.availableToStrangers(_epoch, LIMIT) == half, "E-4: not half of it");
        require(_budgets.turnoverAvailable() == TURNOVER - turned, "E-4: not the turnover that is left");
    }

    function _isWeekly() private view returns (bool) {
        return _epoch.kind == IIndexVault.EpochKind.Weekly;
    }

    /// @dev {1} What an epoch of this kind may bring the losses of seven days to: a weekly one leaves a quarter to others.
    function _limit() private view returns (uint256) {
        return _isWeekly() ? LIMIT - LIMIT / 4 : LIMIT;
    }

    /// @dev {1} What trades may still lose.
    function _left(uint256 losses) private view returns (uint256) {
        if (!_epoch.open) return LIMIT - losses;
        return Math.min(Math.saturatingSub(_limit(), losses), _epoch.lossCap - _lost);
    }

    /// @dev {1} Everything of the seven days that end now. Of strangers' turnover only that of weekly epochs.
    function _week()
        private
        view
        returns (uint256 losses, uint256 toStrangers, uint256 turned, uint256 turnedByStrangers)
    {
        for (uint256 i; i < _taken.length; ++i) {
            if (_taken[i].time + 7 days <= block.timestamp) continue;
            losses += _taken[i].loss;
            turned += _taken[i].turnover;
            if (!_taken[i].byStranger) continue;
            toStrangers += _taken[i].loss;
            if (_taken[i].weekly) turnedByStrangers += _taken[i].turnover;
        }
    }
}
