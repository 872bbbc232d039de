// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {ITradeExecutor} from "../interfaces/ITradeExecutor.sol";
import {ListingWords} from "../oracle/ListingWords.sol";
import {BasketCode} from "./BasketCode.sol";
import {BoundedNav} from "./BoundedNav.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {CloneTerms} from "./CloneTerms.sol";
import {FallbackTerms} from "./FallbackTerms.sol";
import {Settlement} from "./Settlement.sol";
import {TakeAllowance} from "./TakeAllowance.sol";
import {TradeBudgets} from "./TradeBudgets.sol";
import {TradeDraft} from "./TradeDraft.sol";
import {TradedParts} from "./TradedParts.sol";
import {TradeTally} from "./TradeTally.sol";

/// @title TradeExecution
/// @notice One trade: what it may do, the executor's call, what it did. And whether the epoch has arrived.
/// @dev Linked: it runs in the vault's place. Of the vault's storage it touches the claims, where claims kept in shares are
///      converted, the budgets, and the record of what the epoch's trades moved. A trade is judged by what the holders have
///      before and after it, never by what an executor says.
library TradeExecution {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using ListingWords for bytes;
    using TradeBudgets for TradeBudgets.State;
    using TradedParts for TradedParts.State;

    uint256 internal constant WAD = 1e18;

    /// @notice What the vault says of itself.
    /// @param pointer Data contract of the current basket.
    /// @param basketId Its number.
    /// @param supply {share}
    /// @param claimed Bitmap of the positions on which somebody has a claim.
    /// @param fallbackFrom {s} Since when strangers may trade, if one does; zero for a keeper.
    struct Position {
        address pointer;
        uint256 basketId;
        uint256 supply;
        uint256 claimed;
        uint256 fallbackFrom;
    }

    /// @notice Sets the limits of losses and turnover, for ever.
    function configure(TradeBudgets.State storage budgets) external {
        IIndexVault.Constitution memory terms = CloneTerms.read();
        budgets.configure(terms.lossLimit, terms.turnoverLimit);
    }

    /// @notice Runs a trade, and takes what it turned over and lost at live prices from the budgets.
    /// @param encodedOrder ABI-encoded `IIndexVault.TradeOrder`, as it arrived: the vault has no room to encode it anew.
    function run(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradeBudgets.State storage budgets,
        TradedParts.State storage traded,
        IIndexVault.Epoch storage epoch,
        bytes calldata encodedOrder,
        Position memory position
    ) external {
        IIndexVault.TradeOrder memory order = abi.decode(encodedOrder, (IIndexVault.TradeOrder));
        require(epoch.open, IIndexVaultErrors.NoOpenEpoch());
        require(order.epochNumber == epoch.number, IIndexVaultErrors.EpochMismatch(order.epochNumber, epoch.number));
        require(block.timestamp <= epoch.deadline, IIndexVaultErrors.EpochExpired(epoch.deadline));
        require(order.sells.length > 0 && order.buys.length > 0, IIndexVaultErrors.EmptyTrade());
        TradeDraft.Context memory context = _read(position);
        TradeDraft.Sheet memory sells = _open(claims, traded, context, order.sells, true);
        TradeDraft.Sheet memory buys = _open(claims, traded, context, order.buys, false);

        _allow(order.executor, sells.legs, context.terms.usdc);
        ITradeExecutor(order.executor).execute(_sidesOf(sells.legs), _sidesOf(buys.legs), order.data);
        _revoke(sells.components);

        TradeBudgets.Consumption memory used = _judge(order, context, sells, buys);
        used.turnoverValue -= _record(traded, context, sells, buys, epoch.kind == IIndexVault.EpochKind.RegimeChange);
        budgets.consume(epoch, used, context.terms.lossLimit);
    }

    /// @notice {1} What trades may still lose now.
    function lossAvailable(
        TradeBudgets.State storage budgets,
        IIndexVault.Epoch storage epoch
    ) external view returns (uint256) {
        return budgets.available(epoch, CloneTerms.read().lossLimit);
    }

    /// @notice {1} What trades may still turn over now.
    function turnoverAvailable(TradeBudgets.State storage budgets) external view returns (uint256) {
        return budgets.turnoverAvailable();
    }

    /// @notice Whether the epoch has arrived at its targets.
    /// @return settled Whether it has.
    /// @return off A component that is off its target, if it has not.
    function settlement(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradedParts.State storage traded,
        Position memory position
    ) public view returns (bool settled, Settlement.Distance memory off) {
        Settlement.Scope memory scope = Settlement.Scope(position.basketId, CloneTerms.read().usdc, position.supply);
        return Settlement.read(claims, traded, BasketCode.read(position.pointer), scope);
    }

    /// @notice Closes the epoch, if it is settled or past its deadline; the guardian in any case.
    /// @return settled Whether it ended within its tolerances.
    function close(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradedParts.State storage traded,
        IIndexVault.Epoch storage epoch,
        Position memory position,
        bool byGuardian
    ) external returns (bool settled) {
        require(epoch.open, IIndexVaultErrors.NoOpenEpoch());
        Settlement.Distance memory off;
        (settled, off) = settlement(claims, traded, position);
        require(
            settled || byGuardian || block.timestamp > epoch.deadline,
            IIndexVaultErrors.EpochNotSettled(off.component, off.balance, off.target, off.tolerance)
        );

        epoch.open = false;

        emit IIndexVault.EpochClosed(epoch.number, settled);
    }

    /// @dev Lets the executor take what it sells. What comes in of the residual may go out again within the trade, so that
    ///      sales pay for purchases: its floor is checked when the trade is over.
    function _allow(address executor, TradeDraft.Leg[] memory sells, address residual) private {
        TakeAllowance.setTaker(executor, false);
        for (uint256 i; i < sells.length; ++i) {
            TradeDraft.Leg memory leg = sells[i];
            TakeAllowance.allow(leg.component, leg.component == residual ? type(uint256).max : leg.amount);
        }
    }

    /// @dev Takes every allowance back.
    function _revoke(address[] memory components) private {
        TakeAllowance.setTaker(address(0), false);
        for (uint256 i; i < components.length; ++i) {
            TakeAllowance.revoke(components[i]);
        }
    }

    /// @dev Reads the basket and the vault's terms, both out of code.
    function _read(Position memory position) private view returns (TradeDraft.Context memory) {
        return
            TradeDraft.Context({
                terms: CloneTerms.read(),
                list: BasketCode.read(position.pointer),
                basketId: position.basketId,
                supply: position.supply,
                claimed: position.claimed,
                fallbackFrom: position.fallbackFrom
            });
    }

    /// @dev Measures what moved: no target crossed, and at least the live value less the tiers came back.
    /// @return used What the trade takes from the budgets.
    function _judge(
        IIndexVault.TradeOrder memory order,
        TradeDraft.Context memory context,
        TradeDraft.Sheet memory sells,
        TradeDraft.Sheet memory buys
    ) private returns (TradeBudgets.Consumption memory used) {
        TradeDraft.Closing memory sold = _close(context, sells, true);
        TradeDraft.Closing memory bought = _close(context, buys, false);
        require(sold.value > 0 && bought.value > 0, IIndexVaultErrors.NothingTraded());
        uint256 minimum = FallbackTerms.minimumOf(sold.value, sold.tier + bought.tier, context.fallbackFrom);
        require(bought.value >= minimum, IIndexVaultErrors.InsufficientValue(sold.value, bought.value, minimum));
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
        TradedParts.State storage traded,
        TradeDraft.Context memory context,
        IIndexVault.TradeSide[] memory given,
        bool selling
    ) private returns (TradeDraft.Sheet memory sheet) {
        (sheet.legs, sheet.components) = (new TradeDraft.Leg[](given.length), new address[](given.length));
        (uint256 count, uint256 next) = (context.list.count(), 0);
        for (uint256 i; i < given.length; ++i) {
            uint256 position = given[i].position;
            require(position >= next && position < count, IIndexVaultErrors.PositionsNotAscending(position));
            next = position + 1;
            TradeDraft.Leg memory leg = sheet.legs[i];
            (leg.amount, leg.position) = (given[i].amount, position);
            _openOne(claims, traded, context, leg, selling);
            sheet.components[i] = leg.component;
        }
    }

    /// @dev One component before the trade. None is carried, and of none the balance is less than what is owed.
    function _openOne(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradedParts.State storage traded,
        TradeDraft.Context memory context,
        TradeDraft.Leg memory leg,
        bool selling
    ) private {
        uint256 position = leg.position;
        address token = leg.component = context.list.tokenAt(position);
        require(!context.list.isCarried(position), IIndexVaultErrors.ComponentCarried(token));
        uint256 free = leg.balance = _balanceOf(token);
        uint256 owed; // {tok}
        if (_isClaimed(context, position)) {
            free = claims[token].convert(token, free, context.supply);
            owed = claims[token].sums.owed;
            require(leg.balance >= owed, IIndexVaultErrors.ClaimsNotCovered(token, leg.balance, owed));
        }
        (uint256 low, uint256 high) = context.list.targetsAt(position, context.supply);
        leg.target = low;
        uint256 room = selling ? Math.saturatingSub(free, high) : _roomToBuy(traded, context, leg, free);
        bool unbounded = !selling && token == context.terms.usdc;
        // What is owed comes on top of every target: no trade touches it, and within the vault's lock nothing changes it.
        leg.bound = unbounded ? type(uint256).max : owed + (selling ? low : high);
        leg.amount = Math.min(leg.amount, room);
    }

    /// @dev One side after the trade, checked, and valued at live prices, which are written into its legs.
    function _close(
        TradeDraft.Context memory context,
        TradeDraft.Sheet memory sheet,
        bool selling
    ) private view returns (TradeDraft.Closing memory closing) {
        // Asked for now, as an executor may carry out a listing that is due. From here on all are views: nothing changes it.
        bytes memory terms = IComponentRegistry(context.terms.registry).tradeTerms(sheet.components);
        uint256[] memory amounts = _measure(sheet.legs, terms, selling);
        IPriceOracle oracle = IPriceOracle(context.terms.oracle);
        uint256[] memory values = oracle.getQuotesBy(amounts, sheet.components, terms, BoundedNav.UNIT_OF_ACCOUNT);
        for (uint256 i; i < amounts.length; ++i) {
            TradeDraft.Leg memory leg = sheet.legs[i];
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
        TradeDraft.Leg[] memory legs,
        bytes memory terms,
        bool selling
    ) private view returns (uint256[] memory amounts) {
        amounts = new uint256[](legs.length);
        for (uint256 i; i < legs.length; ++i) {
            TradeDraft.Leg memory leg = legs[i];
            _checkTradeable(leg.component, terms.pricingAt(i).status(), selling);
            (uint256 before, uint256 bound) = (leg.balance, leg.bound);
            uint256 balance = _balanceOf(leg.component);
            bool within = selling ? balance >= Math.min(before, bound) : balance <= Math.max(before, bound);
            require(within, IIndexVaultErrors.TargetCrossed(leg.component, balance, bound));
            leg.amount = selling ? Math.saturatingSub(before, balance) : Math.saturatingSub(balance, before);
            amounts[i] = leg.amount;
        }
    }

    /// @dev What is frozen is not traded, and only what is buyable is bought.
    function _checkTradeable(address component, IComponentRegistry.Status status, bool selling) private pure {
        bool sellable = selling && status == IComponentRegistry.Status.SellOnly;
        bool allowed = sellable || status == IComponentRegistry.Status.Buyable;
        require(allowed, IIndexVaultErrors.ComponentNotTradeable(component));
    }

    /// @dev What the executor is told of each leg, before the call: its first two words.
    function _sidesOf(TradeDraft.Leg[] memory legs) private pure returns (ITradeExecutor.Side[] memory sides) {
        assembly ("memory-safe") {
            sides := legs
        }
    }

    /// @dev What is told of each leg, once it is valued: its first three words.
    function _resultsOf(TradeDraft.Leg[] memory legs) private pure returns (IIndexVault.TradeResult[] memory results) {
        assembly ("memory-safe") {
            results := legs
        }
    }

    /// @dev {tok} The vault's balance of a component that is traded.
    function _balanceOf(address token) private view returns (uint256 balance) {
        bool readable;
        (readable, balance) = CappedCall.tryBalanceOf(token, address(this));
        require(readable, IIndexVaultErrors.ComponentUnreadable(token));
    }

    /// @dev {tok} How much of a component can be bought before it crosses its target, or the epoch has bought what the target
    ///      lacked at the start, and two per cent of that; rounded down. USDC has no ceiling.
    /// @param free {tok} What the holders have of it.
    function _roomToBuy(
        TradedParts.State storage traded,
        TradeDraft.Context memory context,
        TradeDraft.Leg memory leg,
        uint256 free
    ) private view returns (uint256) {
        if (leg.component == context.terms.usdc) return type(uint256).max;
        uint256 allowance = TradedParts.allowanceOf(context.list, leg.position);
        uint256 left = Math.saturatingSub(allowance, traded.movedOf(context.basketId, leg.position));
        // {tok} = {tok} * {part} / {part}
        uint256 allowed = Math.mulDiv(leg.target, left, TradedParts.ONE);
        return Math.min(Math.saturatingSub(leg.target, free), allowed);
    }

    /// @dev Records what moved of each component.
    /// @param leaving Whether the epoch changes the regime: leaving for stablecoins does not count as turnover then.
    /// @return exempt {uoa} Value that does not count as turnover.
    function _record(
        TradedParts.State storage traded,
        TradeDraft.Context memory context,
        TradeDraft.Sheet memory sells,
        TradeDraft.Sheet memory buys,
        bool leaving
    ) private returns (uint256 exempt) {
        for (uint256 i; i < buys.legs.length; ++i) {
            TradeDraft.Leg memory leg = buys.legs[i];
            if (leg.amount == 0 || leg.component == context.terms.usdc) continue;
            (uint256 weight, uint256 full) = context.list.targetAt(leg.position);
            TradeTally.Move memory move = _moveOf(leg, _wholeOf(full, weight, context.supply));
            exempt += TradeTally.recordPurchase(traded, context.list, context.basketId, move, leaving);
        }
        for (uint256 i; i < sells.legs.length; ++i) {
            TradeDraft.Leg memory leg = sells.legs[i];
            if (leg.amount == 0 || leg.component == context.terms.usdc) continue;
            (, uint256 full) = context.list.targetAt(leg.position);
            uint256 held = context.list.heldAt(leg.position);
            TradeTally.Move memory move = _moveOf(leg, _wholeOf(full, held, context.supply));
            exempt += TradeTally.recordSale(traded, context.list, context.basketId, move, leaving);
        }
    }

    /// @dev D18{tok} What a weight {1} stands for, rounded down.
    function _wholeOf(uint256 full, uint256 weight, uint256 supply) private pure returns (uint256) {
        // D18{tok} = D36{tok/share} * {share} / D18
        return Math.mulDiv(BasketCode.unitsOf(full, weight), supply, WAD);
    }

    /// @dev What a leg moved.
    /// @param whole D18{tok} What one stands for.
    function _moveOf(TradeDraft.Leg memory leg, uint256 whole) private pure returns (TradeTally.Move memory) {
        return
            TradeTally.Move({
                component: leg.component,
                position: leg.position,
                amount: leg.amount,
                value: leg.value,
                whole: whole
            });
    }

    /// @dev Whether anybody has a claim on the component at `position`.
    function _isClaimed(TradeDraft.Context memory context, uint256 position) private pure returns (bool) {
        return (context.claimed >> position) & 1 == 1;
    }
}
