// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "../../contracts/IndexVault.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";

/// @title What a share is worth, measured around every call, and what may have been lost of it
/// @notice Nothing here asks the vault what a trade lost, or the oracle what anything is worth. Prices move, and feeds stand
///         aside of them: what either does to the worth of a share is no loss; what a call does to it is.
abstract contract BoundedLossWorld {
    /// @notice What a share had before a call, or after it.
    /// @param held {tok} What the holders have of each component.
    /// @param atFeeds D36{uoa/share} What that is worth where the feeds stand.
    /// @param atPrices D36{uoa/share} What it is worth.
    struct Standing {
        uint256 supply;
        uint256[] held;
        uint256 atFeeds;
        uint256 atPrices;
    }

    /// @notice What one trade lost, as parts of what a share was worth when its epoch began.
    struct Loss {
        uint256 time;
        uint256 atFeeds;
        uint256 atPrices;
        uint256 turnover;
        bool byStranger;
        bool weekly;
    }

    uint256 public constant ACTORS = 3;
    uint256 internal constant WAD = 1e18;
    /// @dev {1} How far a feed stands from the price at most.
    uint256 internal constant DEVIATION = 0.001e18;
    /// @dev {1} What rounding adds up to at most.
    uint256 internal constant ROUNDING = 1e12;
    /// @dev {s}
    uint256 internal constant WEEK = 7 days;

    IndexVault internal _vault;
    OddERC20[] internal _tokens;
    MockAggregator[] internal _feeds;
    /// @dev D8{uoa/token}
    uint256[] internal _prices;
    uint256 internal _money;

    IIndexVault.Constitution internal _terms;
    Loss[] internal _losses;
    uint256 internal _startAtFeeds; // D36{uoa/share}
    uint256 internal _startAtPrices; // D36{uoa/share}
    uint256 internal _lostInEpoch; // {1}
    /// @dev D36{tok/share} What a change of regime may still sell without turning anything over.
    mapping(uint256 position => uint256) internal _leaving;

    /// @notice The first thing that was not as it must be.
    string public wrong;
    /// @notice {calls} That were made, by what they are.
    mapping(string name => uint256) public done;
    /// @notice {1} The most that any seven days lost, lost to strangers, and turned over.
    uint256[3] public worst;

    constructor(IndexVault vault, OddERC20[] memory tokens, MockAggregator[] memory feeds) {
        (_vault, _tokens, _feeds, _terms) = (vault, tokens, feeds, vault.constitution());
        uint256 money;
        for (uint256 i; i < tokens.length; ++i) {
            _prices.push(1e8);
            if (address(tokens[i]) == _terms.usdc) money = i;
        }
        _money = money;
    }

    function actorAt(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % ACTORS)));
    }

    /* PRICES */

    /// @notice Moves a price, within the band of its feed, and where its feed stands beside it. USDC stays a dollar.
    function movePrice(uint256 position, uint256 seed) external {
        position %= _tokens.length;
        uint256 price = _prices[position];
        if (position != _money) price = Math.max(0.3e8, Math.min(3e8, (price * (70 + (seed % 61))) / 100));
        _prices[position] = price;
        uint256 range = (2 * price * DEVIATION) / WAD;
        _feeds[position].setAnswer(int256(price - range / 2 + ((seed >> 64) % (range + 1))));
        ++done["movePrice"];
    }

    /// @dev Every feed answers anew what it answered.
    function _refresh() internal {
        for (uint256 i; i < _feeds.length; ++i) {
            _feeds[i].setAnswer(_feeds[i].answer());
        }
    }

    /// @dev {uoa} What an amount is worth where its feed stands, rounded down.
    function _valueOf(uint256 position, uint256 amount) internal view returns (uint256) {
        return Math.mulDiv(amount, _answerOf(position) * 1e10, 10 ** _tokens[position].decimals());
    }

    /// @dev {tok} What has at least a value where its feed stands.
    function _amountOf(uint256 position, uint256 value) internal view returns (uint256) {
        uint256 unit = 10 ** _tokens[position].decimals();
        return Math.mulDiv(value, unit, _answerOf(position) * 1e10, Math.Rounding.Ceil);
    }

    function _answerOf(uint256 position) internal view returns (uint256) {
        return uint256(int256(_feeds[position].answer()));
    }

    /* MEASURING */

    function _stand() internal returns (Standing memory standing) {
        uint256 supply = _vault.totalSupply();
        (standing.supply, standing.held) = (supply, new uint256[](_tokens.length));
        for (uint256 i; i < _tokens.length; ++i) {
            uint256 held = _held(i);
            standing.held[i] = held;
            uint256 scale = 10 ** (46 - _tokens[i].decimals());
            standing.atFeeds += Math.mulDiv(held * _answerOf(i), scale, supply);
            standing.atPrices += Math.mulDiv(held * _prices[i], scale, supply);
        }
    }

    /// @dev V-6: nothing but a trade lowers what a share has, by more than rounding.
    function _checkKept(Standing memory before, string memory what) internal {
        Standing memory now_ = _stand();
        if (_part(before.atPrices, now_.atPrices, before.atPrices) > ROUNDING) _blame(string.concat("V-6: ", what));
    }

    /// @dev Measures a trade that was made, and holds what the last seven days lost against every limit.
    function _checkTrade(Standing memory before, bool byStranger) internal {
        Standing memory now_ = _stand();
        uint256 turned;
        for (uint256 i; i < _tokens.length; ++i) {
            if (i == _money) continue;
            (uint256 less, uint256 more) = (before.held[i], now_.held[i]);
            uint256 moved = less > more ? _takeLeaving(i, less - more, before.supply) : more - less;
            turned += Math.mulDiv(moved * _answerOf(i), 10 ** (46 - _tokens[i].decimals()), before.supply);
        }
        IIndexVault.EpochKind kind = _vault.epoch().kind;
        Loss memory loss = Loss({
            time: block.timestamp,
            atFeeds: _part(before.atFeeds, now_.atFeeds, _startAtFeeds),
            atPrices: _part(before.atPrices, now_.atPrices, _startAtPrices),
            turnover: Math.mulDiv(turned, WAD, _startAtFeeds),
            byStranger: byStranger,
            weekly: kind == IIndexVault.EpochKind.Weekly
        });
        _losses.push(loss);
        _lostInEpoch += loss.atFeeds;
        _checkWeek();
        uint256 cap = loss.weekly ? _terms.weeklyLossCap : _terms.lossLimit;
        if (_lostInEpoch > cap + ROUNDING) _blame("E-4: an epoch lost more than its cap");
    }

    /// @dev {tok} E-17: what counts as turnover of a sale. In a change of regime only what is beyond the units of its start.
    function _takeLeaving(uint256 position, uint256 sold, uint256 supply) private returns (uint256 counted) {
        uint256 perShare = Math.mulDiv(sold, 1e36, supply);
        uint256 leaving = Math.min(perShare, _leaving[position]);
        _leaving[position] -= leaving;
        return Math.mulDiv(perShare - leaving, supply, 1e36);
    }

    /// @dev E-17: no turnover limit stops the sale, for USDC, of units that were there when the regime changed.
    function _checkStopped(uint256 from, uint256 to, uint256 sold) internal {
        bool leaving = to == _money && Math.mulDiv(sold, 1e36, _vault.totalSupply()) < _leaving[from];
        if (leaving) _blame("E-17: the turnover limit stopped leaving");
    }

    /// @dev E-4, for the seven days that end now.
    function _checkWeek() private {
        (uint256 atFeeds, uint256 atPrices, uint256 toStrangers, uint256 turnover) = (0, 0, 0, 0);
        uint256 turnedByStrangers;
        for (uint256 i = _losses.length; i > 0 && _losses[i - 1].time + WEEK > block.timestamp; --i) {
            Loss memory loss = _losses[i - 1];
            atFeeds += loss.atFeeds;
            atPrices += loss.atPrices;
            turnover += loss.turnover;
            if (!loss.byStranger) continue;
            toStrangers += loss.atFeeds;
            if (loss.weekly) turnedByStrangers += loss.turnover;
        }
        if (atFeeds > _terms.lossLimit + ROUNDING) _blame("E-4: a week lost more than its limit");
        // A quarter is left to a change of regime.
        Loss memory last = _losses[_losses.length - 1];
        bool overReserve = last.weekly && last.atFeeds > 0 && atFeeds > (3 * _terms.lossLimit) / 4 + ROUNDING;
        if (overReserve) _blame("E-17: a weekly epoch lost what is left to a change of regime");
        if (turnedByStrangers > _terms.turnoverLimit / 2 + ROUNDING)
            _blame("E-12: strangers turned over more than half of a week's limit");
        if (toStrangers > _terms.lossLimit / 2 + ROUNDING)
            _blame("E-4: strangers took more than half of a week's limit");
        if (turnover > _terms.turnoverLimit + ROUNDING) _blame("E-4: a week turned over more than its limit");
        // Both feeds of a trade may stand aside, and what they stand aside by weighs on the limit as well.
        uint256 aside = ((uint256(_terms.lossLimit) + turnover) * 202 * DEVIATION) / (100 * WAD);
        if (atPrices > _terms.lossLimit + aside + ROUNDING)
            _blame("E-4: a week lost more than limit and feeds explain");
        worst[0] = Math.max(worst[0], atFeeds);
        worst[1] = Math.max(worst[1], toStrangers);
        worst[2] = Math.max(worst[2], turnover);
    }

    /// @dev An epoch has begun: what is lost in it is measured by what a share is worth now.
    function _markStart() internal {
        Standing memory standing = _stand();
        (_startAtFeeds, _startAtPrices, _lostInEpoch) = (standing.atFeeds, standing.atPrices, 0);
        (, uint256[] memory units, ) = _vault.basket(_vault.basketId());
        bool leaving = _vault.epoch().kind == IIndexVault.EpochKind.RegimeChange;
        for (uint256 i; i < _tokens.length; ++i) {
            uint256 held = Math.mulDiv(standing.held[i], 1e36, standing.supply);
            _leaving[i] = leaving && held >= units[i] ? held : 0;
        }
    }

    /// @dev {1} What is gone, as a part of a whole.
    function _part(uint256 before, uint256 after_, uint256 whole) private pure returns (uint256) {
        return Math.mulDiv(Math.saturatingSub(before, after_), WAD, whole);
    }

    /// @dev {tok} What the holders have of a component, whether anybody else can read it or not.
    function _held(uint256 position) internal returns (uint256) {
        OddERC20 token = _tokens[position];
        OddERC20.ReadFault fault = token.readFault();
        token.setReadFault(OddERC20.ReadFault.None);
        (uint256 owed, uint256 pending) = _vault.owed(address(token));
        uint256 free = Math.saturatingSub(token.balanceOf(address(_vault)), owed);
        token.setReadFault(fault);
        return pending == 0 ? free : free - Math.mulDiv(free, pending, _vault.totalSupply() + pending);
    }

    function _mend() internal {
        for (uint256 i; i < _tokens.length; ++i) {
            _tokens[i].setTransferFault(OddERC20.TransferFault.None);
            _tokens[i].setReadFault(OddERC20.ReadFault.None);
        }
    }

    function _reach(uint256 time) internal {
        if (block.timestamp < time) CHEATS.warp(time);
    }

    function _blame(string memory what) internal {
        if (bytes(wrong).length == 0) wrong = what;
    }
}
