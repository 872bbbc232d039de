// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "../../contracts/IndexVault.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";
import {LyingLossWorld} from "./LyingLossWorld.sol";
import {ShiftyExecutor} from "./ShiftyExecutor.sol";

/// @title Strangers who try to keep an honest keeper from finishing a week
/// @notice They give tokens, close, settle claims, redeem with positions skipped, and trade in dust and in heaps.
///         Every price is a dollar, and every trade is made at it.
contract WeekDoneHandler is LyingLossWorld {
    /// @dev {uoa} The keeper trades no less.
    uint256 private constant LEAST_TRADE = 0.01e18;
    /// @dev How many times the keeper goes through all components.
    uint256 private constant ROUNDS = 3;
    /// @dev {1} A stranger's close leaves no component farther below its target: a tolerance of 2 % of the greatest weight, and
    ///      what is not waited for.
    uint256 private constant MAX_MISSING = 0.008e18;

    constructor(
        IndexVault vault,
        OddERC20[] memory tokens,
        MockAggregator[] memory feeds,
        address[3] memory adminKeeperGuardian
    ) LyingLossWorld(vault, tokens, feeds, adminKeeperGuardian) {}

    /* STRANGERS */

    /// @notice Somebody gives up to a twentieth of what the index has of a component, or a cent.
    function give(uint256 seed, uint256 amount) external {
        uint256 i = seed % _tokens.length;
        uint256 most = seed % 3 == 0 ? _amountOf(i, 0.01e18) : _tokens[i].balanceOf(address(_vault)) / 20;
        _tokens[i].mint(address(_vault), amount % (most + 1));
        ++done["give"];
    }

    /// @notice A stranger closes the epoch, if he can.
    function close() external {
        if (!_vault.epoch().open) return;
        bool early = block.timestamp < Math.min(_vault.fallbackFrom(), _vault.epoch().deadline);
        bool late = block.timestamp > _vault.epoch().deadline;
        CHEATS.prank(STRANGER);
        try _vault.closeEpoch() returns (bool settled) {
            ++done["closed"];
            if (early) _blame("E-15: a stranger closed an epoch early");
            if (!settled && !late) _blame("E-15: closed before it arrived");
            if (settled) _checkArrived();
        } catch {
            ++done["close refused"];
        }
    }

    function redeem(uint256 seed, uint256 amount, uint256 skip) external {
        IIndexVault.Redemption memory redemption = _redemptionOf(seed, amount, skip);
        if (redemption.shares == 0) return;
        CHEATS.prank(redemption.owner);
        _vault.redeemWith(redemption);
        ++done["redeem"];
    }

    function settleClaims(uint256 positions) external {
        CHEATS.prank(STRANGER);
        _vault.settleClaims(positions);
        ++done["settleClaims"];
    }

    /// @notice A stranger trades towards the targets, in dust or as much as he may, once strangers trade on the keeper's terms.
    function tradeAsStranger(uint256 seed, uint256 amount) external {
        if (!_vault.epoch().open || block.timestamp > _vault.epoch().deadline) return;
        CHEATS.warp(Math.max(block.timestamp, Math.min(_vault.fallbackFrom() + 8 hours, _vault.epoch().deadline)));
        _refresh();
        (uint256 from, uint256 to) = (seed % _tokens.length, (seed >> 8) % _tokens.length);
        uint256 value = Math.min(_room(from, false), _room(to, true));
        if (from == to || value < LEAST_TRADE) return;
        if (seed % 2 == 0) value = LEAST_TRADE + (amount % (value - LEAST_TRADE + 1));
        if (_trade(STRANGER, from, to, value)) ++done["stranger"];
    }

    function warp(uint256 time) external {
        CHEATS.warp(block.timestamp + (time % 3 hours));
    }

    /* STRATEGIST AND KEEPER */

    /// @notice A week begins, once the last one is over.
    function startWeek(uint256 seed) public {
        IIndexVault.Epoch memory latest = _vault.epoch();
        if (latest.open && block.timestamp <= latest.deadline) return;
        CHEATS.warp(Math.max(block.timestamp, uint256(latest.startedAt) + 7 days + 1));
        _refresh();
        IIndexVault.EpochOrder memory order;
        (order.components, order.weights) = (new address[](_tokens.length), new uint256[](_tokens.length));
        uint256 left = WAD;
        for (uint256 i; i < _tokens.length; ++i) {
            order.components[i] = address(_tokens[i]);
            if (i == _money) continue;
            uint256 hash = uint256(keccak256(abi.encode(seed, i)));
            // A quarter leaves, a quarter weighs little, and half as much as it may.
            uint256 most = hash % 4 == 1 ? 0.0015e18 : MAX_WEIGHT;
            order.weights[i] = hash % 4 == 0 ? 0 : (hash >> 8) % (most + 1);
            left -= order.weights[i];
        }
        order.weights[_money] = left;
        order.regime = _vault.regime().value;
        order.deadline = uint64(block.timestamp + 20 hours);
        CHEATS.prank(_admin);
        _vault.startEpoch(order);
        ++done["startWeek"];
    }

    /// @notice The keeper does part of its work.
    function keep(uint256 seed) external {
        _refresh();
        _keepOne(seed % _tokens.length);
    }

    /// @notice The keeper finishes the week within its deadline, whatever strangers did.
    function finish() external {
        IIndexVault.Epoch memory latest = _vault.epoch();
        if (!latest.open || block.timestamp > latest.deadline) return;
        _refresh();
        for (uint256 round; round < ROUNDS && !_isSettled(); ++round) {
            for (uint256 i; i < _tokens.length; ++i) {
                if (i != _money) _sell(i);
            }
            for (uint256 i; i < _tokens.length; ++i) {
                if (i != _money) _buy(i);
            }
        }
        if (!_isSettled()) {
            _blame("E-15: the keeper could not finish the week");
            return;
        }
        CHEATS.prank(_keeper);
        _vault.closeEpoch();
        ++done["finished"];
    }

    /* WITHIN */

    function _keepOne(uint256 i) private {
        if (!_vault.epoch().open || block.timestamp > _vault.epoch().deadline || i == _money) return;
        _sell(i);
        _buy(i);
        ++done["keep"];
    }

    function _sell(uint256 i) private {
        uint256 value = _room(i, false);
        if (value < LEAST_TRADE) return;
        if (!_trade(_keeper, i, _money, value)) _blame("E-15: a sale of the keeper was refused");
    }

    function _buy(uint256 i) private {
        uint256 value = Math.min(_room(i, true), _room(_money, false));
        if (value < LEAST_TRADE) return;
        if (!_trade(_keeper, _money, i, value)) _blame("E-15: a purchase of the keeper was refused");
    }

    /// @dev A trade at the price; the rounding is the trader's.
    function _trade(address trader, uint256 from, uint256 to, uint256 value) private returns (bool) {
        ShiftyExecutor.Route memory route;
        (route.from, route.to) = (_tokens[from], _tokens[to]);
        (route.sold, route.bought) = (_amountOf(from, value), _amountOf(to, value));
        if (route.sold == 0) return true;
        if (to == _money) route.bought += 2;
        else route.sold -= Math.min(route.sold - 1, 10 ** _tokens[from].decimals() / 1e6);
        IIndexVault.TradeOrder memory order;
        (order.epochNumber, order.executor) = (_vault.epoch().number, address(_executor));
        order.data = abi.encode(route);
        order.sells = new IIndexVault.TradeSide[](1);
        order.buys = new IIndexVault.TradeSide[](1);
        order.sells[0] = IIndexVault.TradeSide({position: _positionOf(from), amount: type(uint128).max});
        order.buys[0] = IIndexVault.TradeSide({position: _positionOf(to), amount: type(uint128).max});
        CHEATS.prank(trader);
        try _vault.trade(order) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev {uoa} Value that can be sold of a component, or bought, before it crosses its target.
    function _room(uint256 i, bool buying) private view returns (uint256) {
        uint256 position = _positionOf(i);
        if (position == type(uint256).max) return 0;
        if (buying && i == _money) return 1e30;
        (, uint256[] memory units, uint256 carried) = _vault.basket(_vault.basketId());
        if ((carried >> position) & 1 == 1) return 0;
        uint256 held = _vault.holdings()[position];
        uint256 target = Math.mulDiv(units[position], _vault.totalSupply(), 1e36);
        uint256 room = buying ? Math.saturatingSub(target, held + 2) : Math.saturatingSub(held, target + 2);
        return Math.mulDiv(room, WAD, 10 ** _tokens[i].decimals());
    }

    function _isSettled() private view returns (bool settled) {
        (settled, , , , ) = _vault.settlement();
    }

    /// @dev What a stranger closed as settled has arrived.
    function _checkArrived() private {
        uint256 supply = _vault.totalSupply();
        (, uint256[] memory units, ) = _vault.basket(_vault.basketId());
        for (uint256 i; i < _tokens.length; ++i) {
            uint256 position = _positionOf(i);
            if (i == _money || position == type(uint256).max) continue;
            uint256 target = Math.mulDiv(units[position], supply, 1e36);
            uint256 missing = Math.saturatingSub(target, _tokens[i].balanceOf(address(_vault)));
            uint256 nav = Math.mulDiv(_vault.epoch().budgetNavPerShare, supply, WAD); // {uoa}
            if (Math.mulDiv(missing * WAD, WAD, 10 ** _tokens[i].decimals() * nav) > MAX_MISSING)
                _blame("E-15: a stranger closed what has not arrived");
        }
    }
}
