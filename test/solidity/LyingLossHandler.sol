// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "../../contracts/IndexVault.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../../contracts/interfaces/IIndexVaultErrors.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";
import {LyingLossWorld} from "./LyingLossWorld.sol";
import {ShiftyExecutor} from "./ShiftyExecutor.sol";

/// @title Components that fall, rise, lie, vanish and are seized, between and within trades and epochs, several at once
/// @notice Every price is a dollar, so the worth of a share is known without the vault and without the oracle. In each epoch
///         some components may misbehave. The measure is the worth of a share, less for each of those its value at the start,
///         and its target's value as far as it exceeded the value that counted. An epoch lowers it by the published budgets at
///         most.
contract LyingLossHandler is LyingLossWorld {
    constructor(
        IndexVault vault,
        OddERC20[] memory tokens,
        MockAggregator[] memory feeds,
        address[3] memory adminKeeperGuardian
    ) LyingLossWorld(vault, tokens, feeds, adminKeeperGuardian) {}

    /* COMPONENTS */

    /// @notice A component that may misbehave does.
    function misbehave(uint256 seed, uint256 kind, uint256 amount) external {
        uint256 i = seed % _tokens.length;
        if ((_start.bad >> i) & 1 == 0) return;
        OddERC20 token = _tokens[i];
        uint256 balance = _trueBalance(i);
        kind %= 5;
        if (kind == 0) token.seize(address(_vault), amount % (balance + 1));
        if (kind == 1) token.seize(address(_vault), balance);
        if (kind == 2 && balance < 1e36) token.mint(address(_vault), amount % (10 * balance + 10 ** token.decimals()));
        if (kind == 3)
            token.setReadFault(
                [OddERC20.ReadFault.Nothing, OddERC20.ReadFault.Inflate, OddERC20.ReadFault.Revert][amount % 3]
            );
        if (kind == 4) token.setReadFault(OddERC20.ReadFault.None);
        ++done["misbehave"];
    }

    /* PEOPLE */

    /// @notice Redeems, and skips some positions, so that there are claims.
    function redeem(uint256 seed, uint256 amount, uint256 skip) public {
        IIndexVault.Redemption memory redemption = _redemptionOf(seed, amount, skip);
        if (redemption.shares == 0) return;
        CHEATS.prank(redemption.owner);
        try _vault.redeemWith(redemption) {
            ++done["redeem"];
        } catch {
            _blame("L-1: a redemption failed");
        }
        _check();
    }

    function claim(uint256 seed, uint256 position) external {
        CHEATS.prank(actorAt(seed));
        try _vault.claim(address(_tokens[position % _tokens.length]), actorAt(seed)) {
            ++done["claim"];
        } catch {}
        _check();
    }

    /// @notice Somebody settles the claims on some positions.
    function settleClaims(uint256 positions) external {
        uint256 claimed = _vault.claimedPositions();
        CHEATS.prank(STRANGER);
        (uint256 left, ) = _vault.settleClaims(positions);
        if (left != claimed) ++done["settleClaims"];
    }

    function warp(uint256 time) external {
        CHEATS.warp(block.timestamp + (time % 12 hours));
    }

    /* EPOCHS */

    /// @notice Starts an epoch. Some components may misbehave while it lasts.
    function startEpoch(uint256 seed) public {
        _startWith(seed, MAX_WEIGHT);
    }

    /// @notice Somebody closes the epoch, at any time.
    function closeEpoch(uint256 seed) external {
        IIndexVault.Epoch memory latest = _vault.epoch();
        if (!latest.open) return;
        address caller = [STRANGER, _keeper, _guardian, actorAt(seed)][seed % 4];
        uint256 from = Math.min(_vault.fallbackFrom(), latest.deadline);
        (bool expected, , , , ) = _vault.settlement();
        CHEATS.prank(caller);
        try _vault.closeEpoch() returns (bool settled) {
            ++done[settled ? "settled" : "incomplete"];
            if (settled != expected) _blame("E-15: the view does not say what closing does");
            bool entitled = caller == _keeper || caller == _guardian;
            if (!entitled && block.timestamp < from) _blame("E-15: a stranger closed an epoch early");
            bool late = block.timestamp > latest.deadline;
            if (!settled && !late && caller != _guardian) _blame("E-15: closed before it arrived");
        } catch {
            ++done["close refused"];
            if (caller == _guardian) _blame("E-15: the guardian could not close");
            if (block.timestamp > latest.deadline) _blame("E-15: a late epoch could not be closed");
        }
        _check();
    }

    /* TRADES */

    /// @notice The keeper, honest or not, or a stranger trades once or several times.
    function trade(uint256 seed, uint256 amount, uint256 read, bool byStranger) public {
        if (!_vault.epoch().open || block.timestamp > _vault.epoch().deadline) startEpoch(seed);
        if (!_vault.epoch().open) return;
        if (byStranger && block.timestamp < _vault.fallbackFrom() + 8 hours) {
            CHEATS.warp(Math.min(_vault.fallbackFrom() + 8 hours, _vault.epoch().deadline));
        }
        _refresh();
        for (uint256 i; i < 1 + (seed % 3); ++i) {
            _tradeOnce(byStranger ? STRANGER : _keeper, seed >> (8 * i), amount, read);
        }
    }

    /// @notice Buys a component that is taken back after each purchase, as long as it can be bought.
    function drain(uint256 seed, bool byStranger) external {
        uint256 to = seed % _tokens.length;
        if (to == _money || (_start.bad >> to) & 1 == 0) return;
        for (uint256 i; i < 4; ++i) {
            trade((to << 8) | (_money << 16), type(uint256).max - i, 0, byStranger);
            _tokens[to].seize(address(_vault), _trueBalance(to));
            ++done["drain"];
        }
        _check();
    }

    /// @notice Somebody is owed a component of which all is taken then; and somebody trades it.
    function shortfall(uint256 seed, bool byStranger) external {
        uint256 to = seed % _tokens.length;
        if (to == _money || (_start.bad >> to) & 1 == 0) return;
        _tokens[to].setTransferFault(OddERC20.TransferFault.Revert);
        redeem(seed, seed >> 8, 0);
        _tokens[to].setTransferFault(OddERC20.TransferFault.None);
        _tokens[to].seize(address(_vault), _trueBalance(to));
        trade((to << 8) | (_money << 16), type(uint256).max, 0, byStranger);
    }

    /// @notice An epoch wants nothing but USDC. The keeper sells what behaves, and leaves up to five dollars of each.
    function leaveDust(uint256 seed) external {
        _startWith(seed, 0);
        if (!_vault.epoch().open) return;
        for (uint256 i; i < _tokens.length; ++i) {
            if (i == _money || _tokens[i].readFault() != OddERC20.ReadFault.None) continue;
            uint256 left = uint256(keccak256(abi.encode(seed, i))) % 5e18; // {uoa}
            uint256 value = _roomOf(i, false); // {uoa}
            if (value <= left) continue;
            ShiftyExecutor.Route memory route;
            (route.from, route.to) = (_tokens[i], _tokens[_money]);
            (route.sold, route.bought) = (_amountOf(i, value - left), _amountOf(_money, value - left) + 2);
            _send(_keeper, route, i, _money);
        }
        startEpoch(seed);
    }

    /* WITHIN */

    /// @dev Starts an epoch, as soon as it may, in which no component but USDC has a weight above `most` {1}.
    function _startWith(uint256 seed, uint256 most) private {
        IIndexVault.Epoch memory latest = _vault.epoch();
        bool changing = seed % 3 == 0;
        uint256 time = changing ? block.timestamp : uint256(latest.startedAt) + _terms.minInterval;
        if (!changing && latest.open) time = Math.max(time, uint256(latest.deadline) + 1);
        if (block.timestamp < time) CHEATS.warp(time);
        _refresh();
        _clearFlags(seed >> 4);
        IIndexVault.EpochOrder memory order = _orderOf(seed, most);
        if (changing) order.regime = IIndexVault.Regime((seed >> 8) % 3);
        uint256 listed = _listedBitmap();
        CHEATS.prank(_admin);
        try _vault.startEpoch(order) {
            ++done["startEpoch"];
            _checkDropped(listed);
            _checkFlagged();
            _begin(uint256(keccak256(abi.encode(seed, "bad"))));
        } catch {
            ++done["start refused"];
        }
    }

    function _tradeOnce(address trader, uint256 seed, uint256 amount, uint256 read) private {
        (uint256 to, uint256 from) = ((seed >> 8) % _tokens.length, (seed >> 16) % _tokens.length);
        // Half of the time USDC is spent, which there always is.
        if (from == to || seed % 2 == 0) from = _money;
        if (from == to) return;
        ShiftyExecutor.Route memory route;
        (route.from, route.to, route.read) = (_tokens[from], _tokens[to], _tokens[to].readFault());
        if ((_start.bad >> to) & 1 == 1 && read % 4 == 0)
            route.read = [OddERC20.ReadFault.None, OddERC20.ReadFault.Nothing][(read >> 8) % 2];
        uint256 value = Math.min(_roomOf(from, false), _roomOf(to, true)); // {uoa}
        if (value < 0.01e18) return;
        if (amount < type(uint256).max - 8) value = 1e16 + (amount % (value - 1e16 + 1));
        // Half of the trades bring all that they take, the others leave the tier of two components.
        route.sold = _amountOf(from, value);
        route.bought = _amountOf(to, amount % 2 == 0 ? value : (value * 9_610) / 10_000) + 2;
        if ((read >> 16) % 4 == 1 && route.read == OddERC20.ReadFault.None) route.bought = 0;
        _send(trader, route, from, to);
    }

    function _send(address trader, ShiftyExecutor.Route memory route, uint256 from, uint256 to) private {
        IIndexVault.TradeOrder memory order;
        (order.epochNumber, order.executor, order.data) = (
            _vault.epoch().number,
            address(_executor),
            abi.encode(route)
        );
        order.sells = new IIndexVault.TradeSide[](1);
        order.buys = new IIndexVault.TradeSide[](1);
        order.sells[0] = IIndexVault.TradeSide({position: _positionOf(from), amount: type(uint128).max});
        order.buys[0] = IIndexVault.TradeSide({position: _positionOf(to), amount: type(uint128).max});
        bool short = _isShort(from) || _isShort(to);
        CHEATS.prank(trader);
        try _vault.trade(order) {
            ++done["trade"];
            _noteBought(route, to);
            _records[from].sold += _perShare(from, route.sold);
            if (_vault.isFlagged(address(_tokens[to]))) _blame("E-16: a flagged component was bought");
            if (short) _blame("E-19: a component with a shortfall was traded");
        } catch (bytes memory reason) {
            if (bytes4(reason) == IIndexVaultErrors.PurchaseOverAllowance.selector) ++done["over allowance"];
            if (bytes4(reason) == IIndexVaultErrors.ClaimsNotCovered.selector) ++done["not covered"];
            ++done["refused"];
        }
        _check();
    }

    function _noteBought(ShiftyExecutor.Route memory route, uint256 to) private {
        if (to == _money) return;
        _bought[to] += _perShare(to, route.bought);
    }

    /// @dev D18{uoa/share} Worth of an amount of a component.
    function _perShare(uint256 i, uint256 amount) private view returns (uint256) {
        return Math.mulDiv(amount * WAD, WAD, _vault.totalSupply() * 10 ** _tokens[i].decimals());
    }

    /// @dev Records a component at a start. Its value counts up to its last target, or up to what counted at the last start and
    ///      was not sold, if that is more.
    /// @return lacked D18{uoa/share} By how much its target exceeds the value that counts.
    function _record(uint256 i, uint256 value, uint256 target) private returns (uint256 lacked) {
        Record memory last = _records[i];
        uint256 counted = Math.min(value, Math.max(last.target, Math.saturatingSub(last.counted, last.sold)));
        _records[i] = Record({target: target, counted: counted, sold: 0});
        return Math.saturatingSub(target, counted);
    }

    /// @dev The admin believes some components again.
    function _clearFlags(uint256 seed) private {
        for (uint256 i; i < _tokens.length; ++i) {
            if ((seed >> i) & 1 == 1 || !_vault.isFlagged(address(_tokens[i]))) continue;
            CHEATS.prank(_admin);
            _vault.clearFlag(address(_tokens[i]));
            ++done["clearFlag"];
        }
    }

    /// @dev An order that names all components, each up to its maximum weight.
    function _orderOf(uint256 seed, uint256 most) private view returns (IIndexVault.EpochOrder memory order) {
        (order.components, order.weights) = (new address[](_tokens.length), new uint256[](_tokens.length));
        uint256 left = WAD;
        for (uint256 i; i < _tokens.length; ++i) {
            order.components[i] = address(_tokens[i]);
            if (i == _money) continue;
            uint256 hash = uint256(keccak256(abi.encode(seed, i)));
            order.weights[i] = hash % 4 == 0 ? 0 : (hash >> 8) % (most + 1);
            left -= order.weights[i];
        }
        order.weights[_money] = left;
        order.regime = _vault.regime().value;
        order.deadline = uint64(block.timestamp + 20 hours + ((seed >> 16) % 28 hours));
    }

    /// @dev Notes what may be lost in the epoch that began, and of which components.
    function _begin(uint256 seed) private {
        IIndexVault.Epoch memory latest = _vault.epoch();
        uint256 bad = _start.bad; // who misbehaved before may go on
        if (seed % 3 == 0) bad = 0;
        for (uint256 i; i < _tokens.length; ++i) {
            if (i != _money && (seed >> (8 + i)) % 2 == 1) bad |= 1 << i;
        }
        (, uint256[] memory units, ) = _vault.basket(_vault.basketId());
        (uint256 floor, uint256 honest, uint256 caps) = (0, 0, 0);
        uint256 given; // D18{uoa/share}
        for (uint256 i; i < _tokens.length; ++i) {
            bool counted = _tokens[i].readFault() == OddERC20.ReadFault.None;
            // Who lies over a start misbehaves, and may go on.
            if (!counted) bad |= 1 << i;
            uint256 value = _worthOf(i);
            floor += value;
            if (i != _money && ((_start.bad | bad) >> i) & 1 == 1) caps += MAX_WEIGHT;
            else honest += value;
            uint256 position = _positionOf(i);
            // D18{uoa/share} = D36{tok/share} / {tok/uoa} / D18, as a whole share is 1e18 {share}
            uint256 target = position == type(uint256).max ? 0 : units[position] / 10 ** _tokens[i].decimals();
            // The vault cannot know of a balance that is hidden: the whole target can be bought beside it.
            uint256 lacked = _record(i, counted ? value : 0, target);
            if ((bad >> i) & 1 == 1) given += value + lacked + target / 50;
        }
        uint256 nav = latest.budgetNavPerShare;
        if (nav > Math.mulDiv(honest, WAD, WAD - caps) + ROUNDING) _blame("E-14: balances widened the budget");
        given += Math.mulDiv(latest.lossCap, nav, WAD) + ROUNDING;
        _start = Start({number: latest.number, floor: Math.saturatingSub(floor, given), bad: bad});
    }

    /// @dev The worth of a share is not below the floor.
    function _check() private {
        if (_vault.epoch().number != _start.number || _start.number == 0) return;
        uint256 worth;
        for (uint256 i; i < _tokens.length; ++i) {
            worth += _worthOf(i);
        }
        if (worth < _start.floor) _blame("E-13 E-14: an epoch lost more than the published budgets");
    }
}
