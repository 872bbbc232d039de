// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {ITradeExecutor} from "../interfaces/ITradeExecutor.sol";
import {ListingWords} from "../oracle/ListingWords.sol";
import {BasketCode} from "./BasketCode.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {CloneTerms} from "./CloneTerms.sol";
import {EpochFormation} from "./EpochFormation.sol";
import {FallbackTerms} from "./FallbackTerms.sol";
import {TakeAllowance} from "./TakeAllowance.sol";
import {TradeBudgets} from "./TradeBudgets.sol";

/// @title TradeExecution
/// @notice One trade: what it may do, the executor's call, what it did. And whether the epoch has arrived.
/// @dev Linked: it runs in the vault's place, and of the vault's storage it touches nothing but the claims, where what was
///      kept in shares is converted, and the budgets. A trade is judged by what the holders have before and after it,
///      never by what an executor says.
library TradeExecution {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using ListingWords for bytes;
    using TradeBudgets for TradeBudgets.State;

    uint256 internal constant WAD = 1e18;
    /// @dev {1} Tolerance of a settled component: this part of its target,
    uint256 internal constant TOLERANCE_OF_TARGET = 0.02e18;
    /// @dev {1} or this part of NAV, whichever is more.
    uint256 internal constant TOLERANCE_OF_NAV = 0.0005e18;

    /// @notice What the vault says of itself.
    /// @param pointer Data contract of the current basket.
    /// @param supply {share}
    /// @param claimed Bitmap of the positions on which somebody has a claim.
    /// @param fallbackFrom {s} Since when strangers may trade, if one does; zero for a keeper.
    struct Position {
        address pointer;
        uint256 supply;
        uint256 claimed;
        uint256 fallbackFrom;
    }

    /// @notice What is judged: the vault's terms, the list behind the position's pointer, and the rest of the position.
    struct Context {
        IIndexVault.Constitution terms;
        bytes list;
        uint256 supply;
        uint256 claimed;
        uint256 fallbackFrom;
    }

    /// @notice One component of a trade. It begins as an executor's `Side` and as a `TradeResult` do, in their order: the casts
    ///         `_sidesOf` and `_resultsOf` rest on that.
    /// @param amount {tok} What is asked; then what the executor is told; then, once it is done, what moved.
    /// @param value {uoa} Of what moved. Sold: rounded up. Bought: rounded down.
    /// @param balance {tok} The vault's before the trade, what is owed included.
    /// @param bound {tok} What the balance may not cross: the target, and what is owed on top. Sold: rounded down. Bought:
    ///        rounded up.
    struct Leg {
        address component;
        uint256 amount;
        uint256 value;
        uint256 balance;
        uint256 bound;
    }

    /// @notice One side of a trade.
    /// @param legs Ascending by position.
    /// @param components Of the legs.
    struct Sheet {
        Leg[] legs;
        address[] components;
    }

    /// @notice What one side of a trade did.
    /// @param value {uoa} Of all its legs.
    /// @param tier {uoa} What the components' tiers allow to lose of it, rounded down.
    /// @param besides {uoa} Value without USDC, so that a trade made in two turns over what it does in one.
    struct Closing {
        uint256 value;
        uint256 tier;
        uint256 besides;
    }

    /// @notice Where a component stands.
    /// @param balance {tok} What the holders have. Target and tolerance likewise.
    struct Distance {
        address component;
        uint256 balance;
        uint256 target;
        uint256 tolerance;
    }

    /// @notice Sets the limits of losses and turnover, for ever.
    function configure(TradeBudgets.State storage budgets) external {
        IIndexVault.Constitution memory terms = CloneTerms.read();
        budgets.configure(terms.lossLimit, terms.turnoverLimit);
    }

    /// @notice Runs a trade, and takes what it turned over and lost at live prices from the budgets.
    function run(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradeBudgets.State storage budgets,
        IIndexVault.Epoch storage epoch,
        IIndexVault.TradeOrder calldata order,
        Position memory position
    ) external {
        require(epoch.open, IIndexVault.NoOpenEpoch());
        require(order.epochNumber == epoch.number, IIndexVault.EpochMismatch(order.epochNumber, epoch.number));
        require(block.timestamp <= epoch.deadline, IIndexVault.EpochExpired(epoch.deadline));
        require(order.sells.length > 0 && order.buys.length > 0, IIndexVault.EmptyTrade());
        Context memory context = _read(position);
        Sheet memory sells = _open(claims, context, order.sells, true);
        Sheet memory buys = _open(claims, context, order.buys, false);

        _allow(order.executor, sells.legs, context.terms.usdc);
        ITradeExecutor(order.executor).execute(_sidesOf(sells.legs), _sidesOf(buys.legs), order.data);
        _revoke(sells.components);

        budgets.consume(epoch, _judge(order, context, sells, buys));
    }

    /// @notice {1} What trades may still lose now.
    function lossAvailable(
        TradeBudgets.State storage budgets,
        IIndexVault.Epoch storage epoch
    ) external view returns (uint256) {
        return budgets.available(epoch);
    }

    /// @notice {1} What trades may still turn over now.
    function turnoverAvailable(TradeBudgets.State storage budgets) external view returns (uint256) {
        return budgets.turnoverAvailable();
    }

    /// @notice Closes the epoch, if it is settled or past its deadline; the guardian in any case.
    /// @return settled Whether it ended within its tolerances.
    function close(
        mapping(address => ClaimLedger.Ledger) storage claims,
        IIndexVault.Epoch storage epoch,
        Position memory position,
        bool byGuardian
    ) external returns (bool settled) {
        require(epoch.open, IIndexVault.NoOpenEpoch());
        Distance memory worst;
        (settled, worst) = _settlement(claims, position);
        require(
            settled || byGuardian || block.timestamp > epoch.deadline,
            IIndexVault.EpochNotSettled(worst.component, worst.balance, worst.target, worst.tolerance)
        );

        epoch.open = false;

        emit IIndexVault.EpochClosed(epoch.number, settled);
    }

    /// @dev Whether the epoch has arrived: nothing but USDC above its target by more than its tolerance, and either nothing
    ///      below by more, or USDC within tolerance of its own target, so that nothing is left to buy with.
    /// @return settled Whether it has.
    /// @return worst A component that is off, if it has not.
    function _settlement(
        mapping(address => ClaimLedger.Ledger) storage claims,
        Position memory position
    ) private view returns (bool settled, Distance memory worst) {
        Context memory context = _read(position);
        Distance memory residual;
        for (uint256 i; i < context.list.count(); ++i) {
            if (context.list.isCarried(i)) continue;
            (bool readable, Distance memory distance) = _distance(claims, context.list.entryAt(i), context.supply);
            if (!readable) return (false, distance);
            if (distance.component == context.terms.usdc) {
                residual = distance;
            } else if (distance.balance > distance.target + distance.tolerance) {
                return (false, distance);
            } else if (distance.balance + distance.tolerance < distance.target) {
                worst = distance;
            }
        }
        settled = worst.component == address(0) || residual.balance <= residual.target + residual.tolerance;
    }

    /// @dev Lets the executor take what it sells. What comes in of the residual may go out again within the trade, so that
    ///      sales pay for purchases: its floor is checked when the trade is over.
    function _allow(address executor, Leg[] memory sells, address residual) private {
        TakeAllowance.setTaker(executor);
        for (uint256 i; i < sells.length; ++i) {
            Leg memory leg = sells[i];
            TakeAllowance.allow(leg.component, leg.component == residual ? type(uint256).max : leg.amount);
        }
    }

    /// @dev Takes every allowance back.
    function _revoke(address[] memory components) private {
        TakeAllowance.setTaker(address(0));
        for (uint256 i; i < components.length; ++i) {
            TakeAllowance.revoke(components[i]);
        }
    }

    /// @dev Reads the basket and the vault's terms, both out of code.
    function _read(Position memory position) private view returns (Context memory) {
        return
            Context({
                terms: CloneTerms.read(),
                list: BasketCode.read(position.pointer),
                supply: position.supply,
                claimed: position.claimed,
                fallbackFrom: position.fallbackFrom
            });
    }

    /// @dev Measures what moved: no target crossed, and at least the live value less the tiers came back.
    /// @return used What the trade takes from the budgets.
    function _judge(
        IIndexVault.TradeOrder calldata order,
        Context memory context,
        Sheet memory sells,
        Sheet memory buys
    ) private returns (TradeBudgets.Consumption memory used) {
        Closing memory sold = _close(context, sells, true);
        Closing memory bought = _close(context, buys, false);
        require(sold.value > 0 && bought.value > 0, IIndexVault.NothingTraded());
        uint256 minimum = FallbackTerms.minimumOf(sold.value, sold.tier + bought.tier, context.fallbackFrom);
        require(bought.value >= minimum, IIndexVault.InsufficientValue(sold.value, bought.value, minimum));
        (IIndexVault.TradeResult[] memory sales, IIndexVault.TradeResult[] memory purchases) = (
            _resultsOf(sells.legs),
            _resultsOf(buys.legs)
        );
        emit IIndexVault.TradeExecuted(order.epochNumber, msg.sender, order.executor, sales, purchases);
        used.turnoverValue = sold.besides + bought.besides;
        used.lossValue = Math.saturatingSub(sold.value, bought.value);
        (used.supply, used.byStranger) = (context.supply, context.fallbackFrom > 0);
    }

    /// @dev One side before the trade. Positions ascend.
    function _open(
        mapping(address => ClaimLedger.Ledger) storage claims,
        Context memory context,
        IIndexVault.TradeSide[] calldata given,
        bool selling
    ) private returns (Sheet memory sheet) {
        (sheet.legs, sheet.components) = (new Leg[](given.length), new address[](given.length));
        (uint256 count, uint256 next) = (context.list.count(), 0);
        for (uint256 i; i < given.length; ++i) {
            uint256 position = given[i].position;
            require(position >= next && position < count, IIndexVault.PositionsNotAscending(position));
            next = position + 1;
            Leg memory leg = sheet.legs[i];
            leg.amount = given[i].amount;
            _openOne(claims, context, leg, position, selling);
            sheet.components[i] = leg.component;
        }
    }

    /// @dev One component before the trade. None is carried.
    function _openOne(
        mapping(address => ClaimLedger.Ledger) storage claims,
        Context memory context,
        Leg memory leg,
        uint256 position,
        bool selling
    ) private {
        address token = leg.component = context.list.tokenAt(position);
        require(!context.list.isCarried(position), IIndexVault.ComponentCarried(token));
        uint256 free = leg.balance = _balanceOf(token);
        uint256 owed; // {tok}
        if (_isClaimed(context, position)) {
            free = claims[token].convert(token, free, context.supply);
            owed = claims[token].owed;
        }
        (uint256 room, uint256 target) = _room(context, position, token, free, selling);
        // What is owed comes on top of every target: no trade touches it, and within the vault's lock nothing changes it.
        leg.bound = Math.saturatingAdd(owed, target);
        leg.amount = Math.min(leg.amount, room);
    }

    /// @dev One side after the trade, checked, and valued at live prices, which are written into its legs.
    function _close(
        Context memory context,
        Sheet memory sheet,
        bool selling
    ) private view returns (Closing memory closing) {
        // Asked for now, as an executor may carry out a listing that is due. From here on all are views: nothing changes it.
        bytes memory terms = IComponentRegistry(context.terms.registry).tradeTerms(sheet.components);
        uint256[] memory amounts = _measure(sheet.legs, terms, selling);
        IPriceOracle oracle = IPriceOracle(context.terms.oracle);
        uint256[] memory values = oracle.getQuotesBy(amounts, sheet.components, terms, EpochFormation.UNIT_OF_ACCOUNT);
        for (uint256 i; i < amounts.length; ++i) {
            Leg memory leg = sheet.legs[i];
            if (leg.amount == 0) continue;
            uint256 value = leg.value = values[i] + (selling ? 1 : 0);
            closing.value += value;
            closing.tier += value * terms.pricingAt(i).slippage();
            if (leg.component != context.terms.usdc) closing.besides += value;
        }
        // {uoa} = {uoa} * D18{1} / D18, rounded down
        closing.tier /= WAD;
    }

    /// @dev Writes into its leg how much of each component moved, once it may be traded and no target was crossed: what was sold
    ///      is not below its bound, what was bought not above it, unless it was there before.
    /// @param terms What the registry says of each: a `PricingWord` and a `BandWord` each.
    /// @return amounts {tok} The same, as the oracle asks for it.
    function _measure(
        Leg[] memory legs,
        bytes memory terms,
        bool selling
    ) private view returns (uint256[] memory amounts) {
        amounts = new uint256[](legs.length);
        for (uint256 i; i < legs.length; ++i) {
            Leg memory leg = legs[i];
            _checkTradeable(leg.component, terms.pricingAt(i).status(), selling);
            (uint256 before, uint256 bound) = (leg.balance, leg.bound);
            uint256 balance = _balanceOf(leg.component);
            bool within = selling ? balance >= Math.min(before, bound) : balance <= Math.max(before, bound);
            require(within, IIndexVault.TargetCrossed(leg.component, balance, bound));
            leg.amount = selling ? Math.saturatingSub(before, balance) : Math.saturatingSub(balance, before);
            amounts[i] = leg.amount;
        }
    }

    /// @dev What is frozen is not traded, and only what is buyable is bought.
    function _checkTradeable(address component, IComponentRegistry.Status status, bool selling) private pure {
        bool sellable = selling && status == IComponentRegistry.Status.SellOnly;
        bool allowed = sellable || status == IComponentRegistry.Status.Buyable;
        require(allowed, IIndexVault.ComponentNotTradeable(component));
    }

    /// @dev What the executor is told of each leg, before the call: its first two words.
    function _sidesOf(Leg[] memory legs) private pure returns (ITradeExecutor.Side[] memory sides) {
        assembly ("memory-safe") {
            sides := legs
        }
    }

    /// @dev What is told of each leg, once it is valued: its first three words.
    function _resultsOf(Leg[] memory legs) private pure returns (IIndexVault.TradeResult[] memory results) {
        assembly ("memory-safe") {
            results := legs
        }
    }

    /// @dev {tok} The vault's balance of a component that is traded.
    function _balanceOf(address token) private view returns (uint256 balance) {
        bool readable;
        (readable, balance) = CappedCall.tryBalanceOf(token, address(this));
        require(readable, IIndexVault.ComponentUnreadable(token));
    }

    /// @dev How much of a component can be sold or bought before its target is crossed. USDC has no ceiling.
    /// @param free {tok} What the holders have of it.
    /// @return room {tok} Sold: above the target rounded up. Bought: below the target rounded down.
    /// @return target {tok} What may not be crossed. Sold: rounded down. Bought: rounded up.
    function _room(
        Context memory context,
        uint256 position,
        address token,
        uint256 free,
        bool selling
    ) private pure returns (uint256 room, uint256 target) {
        (uint256 low, uint256 high) = context.list.targetsAt(position, context.supply);
        if (selling) return (Math.saturatingSub(free, high), low);
        if (token == context.terms.usdc) return (type(uint256).max, type(uint256).max);
        return (Math.saturatingSub(low, free), high);
    }

    /// @dev Whether anybody has a claim on the component at `position`.
    function _isClaimed(Context memory context, uint256 position) private pure returns (bool) {
        return (context.claimed >> position) & 1 == 1;
    }

    /// @dev Where a component stands. Every tolerance is at least one smallest unit, as targets are rounded.
    function _distance(
        mapping(address => ClaimLedger.Ledger) storage claims,
        BasketCode.Entry memory entry,
        uint256 supply
    ) private view returns (bool readable, Distance memory distance) {
        uint256 balance;
        (readable, balance) = CappedCall.tryBalanceOf(entry.token, address(this));
        distance.component = entry.token;
        distance.balance = claims[entry.token].freeOf(balance, supply, Math.Rounding.Floor);
        distance.target = BasketCode.targetOf(entry, supply, Math.Rounding.Floor);
        entry.weight = TOLERANCE_OF_NAV;
        uint256 ofNav = BasketCode.targetOf(entry, supply, Math.Rounding.Floor);
        uint256 ofTarget = Math.mulDiv(distance.target, TOLERANCE_OF_TARGET, WAD);
        distance.tolerance = Math.max(Math.max(ofTarget, ofNav), 1);
    }
}
