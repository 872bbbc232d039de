// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {UniswapV3Executor} from "../../contracts/execution/UniswapV3Executor.sol";
import {IndexVault} from "../../contracts/IndexVault.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../../contracts/interfaces/IIndexVaultErrors.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {BoundedLossWorld} from "./BoundedLossWorld.sol";
import {CHEATS, deployShipped} from "./Cheats.sol";
import {MovedPool} from "./MovedPool.sol";
import {StolenExecutor} from "./StolenExecutor.sol";

/// @title A stolen strategist, a stolen keeper and strangers, who take what they can
/// @notice People come and go between, components break, prices move. Whatever is refused is refused; whatever is done is
///         measured.
contract BoundedLossHandler is BoundedLossWorld {
    /// @notice How much a trade brings back.
    enum Greed {
        AllOfTheTier,
        WhatIsLeft,
        None,
        TooMuch
    }

    /// @notice One trade.
    /// @param from Position of what is sold.
    /// @param elapsed {s} Since strangers may trade; the whole ramp for a keeper.
    struct Plan {
        address trader;
        bool byStranger;
        uint256 from;
        uint256 to;
        uint256 sold;
        uint256 elapsed;
    }

    /// @dev {s} In which the strangers' price moves.
    uint256 private constant RAMP = 8 hours;
    /// @dev {uoa} Nobody trades less.
    uint256 private constant CENT = 0.01e18;
    /// @dev {1} Every component's tier.
    uint256 private constant TIER = 0.02e18;

    address private _admin;
    address private _keeper;
    address private constant STRANGER = address(0x57A);

    StolenExecutor public stolen;
    UniswapV3Executor public honest;
    mapping(uint256 position => MovedPool) private _pools;

    /// @param admin Timelock and strategist.
    constructor(
        IndexVault vault,
        OddERC20[] memory tokens,
        MockAggregator[] memory feeds,
        address admin,
        address keeper
    ) BoundedLossWorld(vault, tokens, feeds) {
        (_admin, _keeper) = (admin, keeper);
        stolen = new StolenExecutor(vault, tokens);
        honest = UniswapV3Executor(deployShipped("UniswapV3Executor", ""));
        for (uint256 i; i < tokens.length; ++i) {
            if (i != _money) _pools[i] = new MovedPool(tokens[Math.min(i, _money)], tokens[Math.max(i, _money)]);
        }
        _markStart();
    }

    /* PEOPLE */

    function issue(uint256 actorSeed, uint256 amount) external {
        Standing memory before = _stand();
        if (_issue(actorAt(actorSeed), 1 + (amount % 1_000e18))) ++done["issue"];
        _checkKept(before, "issued");
    }

    function redeem(uint256 actorSeed, uint256 amount, uint256 skip) external {
        address actor = actorAt(actorSeed);
        uint256 balance = _vault.balanceOf(actor);
        if (balance == 0) return;
        Standing memory before = _stand();
        _redeem(actor, 1 + (amount % balance), skip % 4 == 0 ? skip >> 2 : 0);
        _checkKept(before, "redeemed");
    }

    function claim(uint256 actorSeed, uint256 position) external {
        Standing memory before = _stand();
        CHEATS.prank(actorAt(actorSeed));
        try _vault.claim(address(_tokens[position % _tokens.length]), actorAt(actorSeed)) {
            ++done["claim"];
        } catch {}
        _checkKept(before, "claimed");
    }

    /// @notice Breaks a component, now and then.
    function setFault(uint256 position, uint256 transferFault, uint256 readFault, uint256 seed) external {
        _mend();
        if (seed % 2 == 0) return;
        OddERC20 token = _tokens[position % _tokens.length];
        token.setTransferFault(OddERC20.TransferFault(transferFault % 17));
        token.setReadFault(OddERC20.ReadFault(seed % 3 == 0 ? readFault % 6 : 0));
        token.setRefused(seed % 4 == 1 ? address(_vault) : actorAt(seed));
    }

    function warp(uint256 time) external {
        CHEATS.warp(block.timestamp + (time % 3 days));
    }

    /* STRATEGIST */

    /// @notice Starts an epoch with any weights, as soon as it may.
    function startEpoch(uint256 seed) public {
        IIndexVault.Epoch memory latest = _vault.epoch();
        _reach(Math.max(uint256(latest.startedAt) + _terms.minInterval, latest.open ? latest.deadline + 1 : 0));
        _tryStart(seed);
    }

    /// @notice A stranger and then the keeper close the epoch, late or not.
    function closeEpoch(bool late) external {
        IIndexVault.Epoch memory latest = _vault.epoch();
        if (!latest.open) return;
        if (late) _reach(uint256(latest.deadline) + 1);
        _tryClose(STRANGER);
        if (_vault.epoch().open) _tryClose(_keeper);
    }

    /* TRADES */

    /// @notice The keeper trades, through its own executor.
    function plunder(uint256 seed, uint256 amount, uint256 greed, uint256 habit) public {
        _ensureEpoch(seed);
        _trade(_planOf(_keeper, seed, amount), Greed(greed % 4), _habitOf(habit));
    }

    /// @notice A stranger trades, some time after the grace period, up to four times.
    function plunderAsStranger(uint256 seed, uint256 amount, uint256 greed, uint256 habit) external {
        _ensureEpoch(seed);
        _reachFallback(seed >> 128);
        for (uint256 i; i < 1 + (seed % 4); ++i) {
            _trade(_planOf(STRANGER, seed + i, amount), Greed(greed % 4), _habitOf(habit));
        }
    }

    /// @notice Somebody honest trades in a pool, whose price somebody else has moved.
    function sandwich(uint256 seed, uint256 amount, uint256 moved, bool byStranger) external {
        _ensureEpoch(seed);
        if (byStranger) _reachFallback(seed >> 128);
        Plan memory plan = _planOf(byStranger ? STRANGER : _keeper, seed, amount);
        if (plan.from != _money) plan.to = _money;
        uint256 position = plan.from == _money ? plan.to : plan.from;
        if (plan.sold == 0) return;
        _setPool(position, plan.from, 940 + (moved % 71));
        UniswapV3Executor.Leg[] memory legs = new UniswapV3Executor.Leg[](1);
        (legs[0].pool, legs[0].amount) = (_pools[position], plan.sold);
        if (_send(plan, address(honest), plan.sold, abi.encode(legs, new UniswapV3Executor.Hop[](0))))
            ++done["sandwich"];
    }

    /// @notice In one call: somebody issues many times what there is, an epoch starts, is traded, and he leaves again.
    function flash(uint256 seed, uint256 times, uint256 amount, uint256 greed) external {
        _ensureEpoch(seed);
        address actor = actorAt(seed);
        uint256 shares = Math.min(_vault.totalSupply() * (1 + (times % 20)), 1e27);
        _mend();
        Standing memory before = _stand();
        if (!_issue(actor, shares)) return;
        _checkKept(before, "issued at once");
        if (times % 3 == 0) _tryStart(seed >> 1);
        _trade(_planOf(_keeper, seed, amount), Greed(greed % 4), StolenExecutor.Habit.Bring);
        before = _stand();
        _redeem(actor, shares, 0);
        _checkKept(before, "redeemed at once");
        ++done["flash"];
    }

    /// @notice Trades honestly until the epoch is settled, and closes it.
    function settle(uint256 seed) external {
        _ensureEpoch(seed);
        for (uint256 i; i < 3 * _tokens.length && _vault.epoch().open; ++i) {
            if (block.timestamp > _vault.epoch().deadline) break;
            _trade(_planOf(_keeper, seed + i, 0), Greed.None, StolenExecutor.Habit.Bring);
            _tryClose(_keeper);
        }
    }

    /* WITHIN */

    function _issue(address actor, uint256 shares) private returns (bool) {
        uint256[] memory amounts = _vault.previewIssue(shares);
        for (uint256 i; i < amounts.length; ++i) {
            _tokens[i].mint(actor, amounts[i]);
            CHEATS.prank(actor);
            _tokens[i].approve(address(_vault), amounts[i]);
        }
        uint256 basketId = _vault.basketId();
        CHEATS.prank(actor);
        try _vault.issue(shares, actor, basketId, amounts) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev L-1: whatever came before.
    function _redeem(address actor, uint256 shares, uint256 skip) private {
        IIndexVault.Redemption memory redemption = IIndexVault.Redemption({
            shares: shares,
            receiver: actor,
            owner: actor,
            claimant: actor,
            basketId: _vault.basketId(),
            minAmounts: new uint256[](0),
            skip: skip
        });
        CHEATS.prank(actor);
        try _vault.redeemWith(redemption) {
            ++done["redeem"];
        } catch {
            _blame("L-1: a redemption failed");
        }
    }

    function _ensureEpoch(uint256 seed) private {
        if (!_vault.epoch().open || block.timestamp > _vault.epoch().deadline) startEpoch(seed);
        _refresh();
    }

    function _tryStart(uint256 seed) private {
        _refresh();
        IIndexVault.EpochOrder memory order;
        (order.components, order.weights) = (new address[](_tokens.length), new uint256[](_tokens.length));
        uint256 left = WAD;
        for (uint256 i; i < _tokens.length; ++i) {
            order.components[i] = address(_tokens[i]);
            if (i == _money) continue;
            // None drops out of the list: a component's position is the same all the time.
            order.weights[i] = Math.min(left - 1, 1 + (uint256(keccak256(abi.encode(seed, i))) % 0.4e18));
            left -= order.weights[i];
        }
        order.weights[_money] = left;
        order.regime = _vault.regime().value;
        if (seed % 5 == 0) order.regime = IIndexVault.Regime((seed >> 8) % 3);
        order.deadline = uint64(block.timestamp + 20 hours + ((seed >> 16) % 28 hours));
        Standing memory before = _stand();
        CHEATS.prank(_admin);
        try _vault.startEpoch(order) {
            ++done["startEpoch"];
            _checkKept(before, "started");
            _markStart();
        } catch {
            ++done["start refused"];
        }
    }

    /// @dev E-15: a stranger ends no epoch before strangers may trade or it is late.
    function _tryClose(address caller) private {
        Standing memory before = _stand();
        bool early = block.timestamp < Math.min(_vault.fallbackFrom(), _vault.epoch().deadline);
        CHEATS.prank(caller);
        try _vault.closeEpoch() returns (bool settled) {
            ++done[settled ? "settled" : "incomplete"];
            if (early && caller != _keeper) _blame("E-15: a stranger ended an epoch early");
        } catch {}
        _checkKept(before, "closed");
    }

    /// @dev To some time at which strangers may trade, within the epoch.
    function _reachFallback(uint256 seed) private {
        IIndexVault.Epoch memory latest = _vault.epoch();
        if (latest.open) _reach(Math.min(_vault.fallbackFrom() + (seed % 12 hours), latest.deadline));
        _refresh();
    }

    /// @dev Something that may be sold, something that may be bought, and an amount that crosses no target.
    function _planOf(address trader, uint256 seed, uint256 amount) private returns (Plan memory plan) {
        (plan.trader, plan.byStranger, plan.elapsed) = (trader, trader == STRANGER, RAMP);
        IIndexVault.Epoch memory latest = _vault.epoch();
        if (!latest.open) return plan;
        if (plan.byStranger) plan.elapsed = Math.min(RAMP, Math.saturatingSub(block.timestamp, _vault.fallbackFrom()));
        (uint256 count, uint256 most) = (_tokens.length, 0);
        for (uint256 i; i < count && most == 0; ++i) {
            plan.from = (seed + i) % count;
            most = _room(plan.from, false);
            if (_valueOf(plan.from, most) < CENT) most = 0;
        }
        uint256 value;
        for (uint256 i; i < count && value == 0; ++i) {
            plan.to = ((seed >> 8) + i) % count;
            if (plan.to != plan.from) value = _valueOf(plan.to, _room(plan.to, true));
            if (value < CENT) value = 0;
        }
        value = Math.min(value, _valueOf(plan.from, most));
        if (value < CENT) return plan;
        most = Math.min(most, _amountOf(plan.from, (value * (plan.byStranger ? 950 : 999)) / 1_000)); // he may bring more
        if (most > 0) plan.sold = amount % 4 == 0 ? most : 1 + (amount % most);
    }

    function _trade(Plan memory plan, Greed greed, StolenExecutor.Habit habit) private {
        if (plan.sold == 0) return;
        uint256 bought = _broughtFor(plan, greed);
        StolenExecutor.Route memory route = StolenExecutor.Route({
            habit: habit,
            from: plan.from,
            sold: plan.sold,
            to: plan.to,
            bought: bought
        });
        bool success = _send(plan, address(stolen), plan.sold, abi.encode(route));
        if (!success) return;
        ++done[plan.byStranger ? "stranger" : "keeper"];
        if (greed == Greed.TooMuch) _blame("E-3: a trade brought less than the tiers leave");
        bool usual = habit == StolenExecutor.Habit.Bring || habit == StolenExecutor.Habit.Reenter;
        bool passes = habit == StolenExecutor.Habit.TakeMore && plan.from == _money;
        if (!usual && !passes) _blame("E-6: a trade that brought nothing, or took what it did not sell");
    }

    /// @dev Makes a trade, or is refused, and measures.
    function _send(Plan memory plan, address executor, uint256 sold, bytes memory data) private returns (bool success) {
        IIndexVault.TradeOrder memory order;
        (order.epochNumber, order.executor, order.data) = (_vault.epoch().number, executor, data);
        order.sells = new IIndexVault.TradeSide[](1);
        order.sells[0] = IIndexVault.TradeSide({position: plan.from, amount: sold});
        order.buys = new IIndexVault.TradeSide[](1);
        order.buys[0] = IIndexVault.TradeSide({position: plan.to, amount: type(uint256).max});
        Standing memory before = _stand();
        CHEATS.prank(plan.trader);
        try _vault.trade(order) {
            success = true;
        } catch (bytes memory reason) {
            _count(bytes4(reason));
            if (bytes4(reason) == IIndexVaultErrors.TurnoverOverLimit.selector) _checkStopped(plan.from, plan.to, sold);
        }
        stolen.takeWhatIsLeft();
        if (bytes(stolen.breach()).length > 0) _blame(stolen.breach());
        if (success) _checkTrade(before, plan.byStranger);
        else _checkKept(before, "a trade was refused");
    }

    /// @dev Why trades are refused: those reasons that the campaign is about.
    function _count(bytes4 reason) private {
        bool byBudget =
            reason == IIndexVaultErrors.LossOverLimit.selector ||
                reason == IIndexVaultErrors.LossOverEpochCap.selector ||
                reason == IIndexVaultErrors.LossOverFallbackHalf.selector;
        if (byBudget) ++done["over budget"];
        else if (reason == IIndexVaultErrors.TurnoverOverLimit.selector) ++done["over turnover"];
        else if (reason == IIndexVaultErrors.TurnoverOverFallbackHalf.selector) ++done["over half of turnover"];
        else if (reason == IIndexVaultErrors.InsufficientValue.selector) ++done["too little"];
        else ++done["refused"];
    }

    /// @dev {tok} What a trade brings: as little as the tiers leave, or the budget, or what is worth as much.
    function _broughtFor(Plan memory plan, Greed greed) private view returns (uint256) {
        uint256 sold = _valueOf(plan.from, plan.sold) + 1;
        // sold + (2 * (RAMP - elapsed) - RAMP) / RAMP * TIER * (sold + least) = least, where a keeper's ramp is over
        int256 slope = (int256(RAMP) - 2 * int256(plan.elapsed)) * int256(TIER);
        int256 whole = int256(RAMP * WAD);
        uint256 least = uint256((int256(sold) * (whole + slope)) / (whole - slope));
        if (greed == Greed.TooMuch) return _amountOf(plan.to, Math.saturatingSub(least, 3)) - 1; // the vault rounds too
        uint256 brought = greed == Greed.AllOfTheTier ? least : Math.max(sold, least);
        if (greed == Greed.WhatIsLeft) {
            IIndexVault.Epoch memory latest = _vault.epoch();
            uint256 left = _vault.lossAvailable();
            if (plan.byStranger) left = Math.saturatingSub((left + latest.fallbackLoss) / 2, latest.fallbackLoss);
            uint256 loss = Math.mulDiv(left * latest.budgetNavPerShare, _vault.totalSupply(), WAD * WAD);
            brought = Math.max(least, Math.saturatingSub(sold, loss));
        }
        return _amountOf(plan.to, brought + 2);
    }

    /// @dev {tok} What can be sold of a component, or bought, before it crosses its target.
    function _room(uint256 position, bool buying) private returns (uint256) {
        (, uint256[] memory units, uint256 carried) = _vault.basket(_vault.basketId());
        if ((carried >> position) & 1 == 1) return 0;
        (uint256 supply, uint256 held) = (_vault.totalSupply(), _held(position));
        if (!buying) return Math.saturatingSub(held, Math.mulDiv(units[position], supply, 1e36, Math.Rounding.Ceil));
        if (position == _money) return 1e30;
        return Math.saturatingSub(Math.mulDiv(units[position], supply, 1e36), held);
    }

    /// @dev A deep pool whose price stands `moved` thousandths of what it is worth, seen by who sells `from`.
    function _setPool(uint256 position, uint256 from, uint256 moved) private {
        uint256 depth = 100 * _vault.totalSupply(); // {uoa}
        uint256[2] memory reserves = [_amountOf(position, 10 * depth), _amountOf(_money, 10 * depth)];
        uint256 bought = from == _money ? 0 : 1;
        reserves[bought] = (reserves[bought] * moved) / 1_000;
        bool tokenFirst = position < _money;
        _pools[position].setReserves(reserves[tokenFirst ? 0 : 1], reserves[tokenFirst ? 1 : 0]);
    }

    /// @dev Half of the time it brings what it was told to.
    function _habitOf(uint256 seed) private pure returns (StolenExecutor.Habit) {
        return seed % 2 == 0 ? StolenExecutor.Habit.Bring : StolenExecutor.Habit((seed >> 1) % 6);
    }
}
