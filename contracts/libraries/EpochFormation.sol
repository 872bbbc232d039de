// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {BasketCode} from "./BasketCode.sol";
import {BoundedNav} from "./BoundedNav.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {CloneTerms} from "./CloneTerms.sol";
import {DustRemoval} from "./DustRemoval.sol";
import {EpochDraft} from "./EpochDraft.sol";
import {EpochSchedule} from "./EpochSchedule.sol";
import {EpochWeights} from "./EpochWeights.sol";
import {LostBalances} from "./LostBalances.sol";
import {TradeBudgets} from "./TradeBudgets.sol";
import {TradedParts} from "./TradedParts.sol";

/// @title EpochFormation
/// @notice Turns a strategist's weights into a basket of target units: every bound of an epoch's start is checked here.
/// @dev Linked: it runs in the vault's place, and of the vault's storage it touches nothing but the records of the epoch and
///      the regime, the budgets, the flags of components that lost balance, and the claims, where claims kept in shares are
///      converted.
library EpochFormation {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using EpochDraft for EpochDraft.Formation;
    using LostBalances for LostBalances.State;
    using TradedParts for TradedParts.State;

    uint256 internal constant WAD = 1e18;
    /// @notice {gas} What must be left before each read, so that nobody can starve one into failing.
    uint256 internal constant FAIR_GAS = 400_000;
    /// @notice {s} What is left at most of a pause of issuance that has run for seven days.
    uint256 internal constant CLOSED_LEFT = 7 days;

    /// @notice Ends an open epoch as incomplete, whatever its state.
    function abandon(IIndexVault.Epoch storage epoch) external {
        if (!epoch.open) return;
        epoch.open = false;
        emit IIndexVault.EpochClosed(epoch.number, false);
    }

    /// @notice Clears the flag of a component that lost balance.
    function clearFlag(LostBalances.State storage lost, address component) external {
        lost.clear(component);
    }

    /// @notice Checks an order, forms its basket, writes it, opens the epoch and emits its record.
    /// @param encodedOrder ABI-encoded `IIndexVault.EpochOrder`, as it arrived: the vault has no room to encode it anew.
    /// @return pointer The basket's data contract.
    /// @return claimed Bitmap of the components on which somebody has a claim.
    function form(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradeBudgets.State storage budgets,
        TradedParts.State storage traded,
        LostBalances.State storage lost,
        IIndexVault.Epoch storage epoch,
        IIndexVault.RegimeState storage regime,
        bytes calldata encodedOrder,
        EpochDraft.Context memory context
    ) external returns (address pointer, uint256 claimed) {
        IIndexVault.EpochOrder memory order = abi.decode(encodedOrder, (IIndexVault.EpochOrder));
        EpochDraft.Formation memory formation = _check(epoch, regime, order, context);
        _followBasket(traded, context, formation);

        _readHoldings(claims, lost, context, formation);
        BoundedNav.readPrices(formation, context.supply);
        uint256 dropped = DustRemoval.drop(claims, budgets, context, formation); // {1}

        (bytes memory list, uint256[] memory units) = _formList(formation);
        pointer = list.store();
        EpochSchedule.open(epoch, regime, order, formation.terms, formation.kind, formation.budgetNavPerShare);

        _emitStarted(epoch.number, order, context, formation, units);
        TradeBudgets.charge(budgets, epoch, dropped);
        return (pointer, formation.claimed);
    }

    /// @dev Checks everything that an order asks for. Closes an epoch that is late or superseded.
    function _check(
        IIndexVault.Epoch storage epoch,
        IIndexVault.RegimeState storage regime,
        IIndexVault.EpochOrder memory order,
        EpochDraft.Context memory context
    ) private returns (EpochDraft.Formation memory formation) {
        formation.terms = CloneTerms.read();
        formation.kind = EpochSchedule.check(epoch, regime, order, formation.terms, context.windingDown);
        (formation.components, formation.weights) = (order.components, order.weights);
        (formation.listings, formation.feeds, formation.stables) = EpochWeights.check(
            formation.components,
            formation.weights,
            formation.terms,
            order.regime,
            formation.kind == IIndexVault.EpochKind.WindDown
        );
    }

    /// @dev Walks through the basket until now: the order names each of its components, as both lists ascend. Notes which of
    ///      them have no claims, and how much the holders must still have of each.
    function _followBasket(
        TradedParts.State storage traded,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation
    ) private view {
        bytes memory list = BasketCode.read(context.pointer);
        address[] memory components = formation.components;
        formation.expected = new uint256[](components.length);
        formation.ceiling = new uint256[](components.length);
        formation.kept = LostBalances.keptAfter(block.timestamp - context.startedAt);
        uint256 next;
        for (uint256 i; i < list.count(); ++i) {
            next = _indexOf(components, list.tokenAt(i), next);
            formation.unclaimed |= ((~context.claimed >> i) & 1) << next;
            _setBounds(formation, next, list, i, traded.movedOf(context.basketId - 1, i));
            ++next;
        }
    }

    /// @dev Where a component stands in an order, from `start` on. Reverts if the order does not name it.
    function _indexOf(address[] memory components, address token, uint256 start) private pure returns (uint256 index) {
        index = start;
        while (index < components.length && components[index] < token) ++index;
        bool named = index < components.length && components[index] == token;
        require(named, IIndexVaultErrors.ComponentMissing(token));
    }

    /// @dev Sets the bounds of what the holders have of the `i`-th component, which is at `position` of the basket until now.
    /// @param moved {part} What trades moved since that basket was written.
    function _setBounds(
        EpochDraft.Formation memory formation,
        uint256 i,
        bytes memory list,
        uint256 position,
        uint256 moved
    ) private pure {
        formation.expected[i] = LostBalances.expectedOf(list, position, moved, formation.kept);
        formation.ceiling[i] = LostBalances.ceilingOf(list, position, moved);
    }

    /// @dev Reads what the holders have of the new basket, flags what lost balance, and notes which components have claims.
    function _readHoldings(
        mapping(address => ClaimLedger.Ledger) storage claims,
        LostBalances.State storage lost,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation
    ) private {
        address[] memory components = formation.components;
        uint256[] memory held = formation.held = new uint256[](components.length);
        formation.units = new uint256[](components.length);
        formation.counted = new uint256[](components.length);
        formation.asked = new address[](components.length);
        for (uint256 i; i < components.length; ++i) {
            require(gasleft() >= FAIR_GAS, IIndexVaultErrors.InsufficientGas(gasleft(), FAIR_GAS));
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(components[i], address(this));
            held[i] = balance;
            bool covered = true;
            formation.units[i] = _unitsOf(balance, context.supply);
            if ((formation.unclaimed >> i) & 1 == 0) covered = _readClaims(claims, context, formation, i, readable);
            // A component of which more is owed than there is waits like one that cannot be read.
            if (!readable || !covered) formation.unreadable |= 1 << i;
            else if (!formation.isFrozen(i)) formation.asked[i] = components[i];
            _count(lost, context, formation, i);
        }
    }

    /// @dev D36{tok/share} = {tok} * D36 / {share}, rounded down.
    function _unitsOf(uint256 held, uint256 supply) private pure returns (uint256) {
        return BoundedNav.mulDivUpTo(BasketCode.MAX_FULL, held, BasketCode.UNIT_SCALE, supply);
    }

    /// @dev Counts what the holders have of a component: no more than trades explain, so that nobody inflates NAV by a gift or a
    ///      lie. If they have less, what trades explain stays in the records: a loss is not bought back, losses add up, and
    ///      from two per cent on the component is flagged. One that cannot be read counts as before, and waits.
    function _count(
        LostBalances.State storage lost,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation,
        uint256 i
    ) private {
        (address token, uint256 units) = (formation.components[i], formation.units[i]);
        (uint256 expected, uint256 ceiling) = (formation.expected[i], formation.ceiling[i]);
        bool isUsdc = token == formation.terms.usdc;
        if (isUsdc || units <= ceiling) {
            formation.counted[i] = formation.held[i];
        } else {
            // {tok} = D36{tok/share} * {share} / D36, rounded down
            formation.counted[i] = Math.mulDiv(ceiling, context.supply, BasketCode.UNIT_SCALE);
            formation.units[i] = ceiling;
        }
        bool flagged = lost.count > 0 && lost.isFlagged[token];
        if (!isUsdc && units < expected) {
            bool readable = (formation.unreadable >> i) & 1 == 0;
            if (readable && LostBalances.isShort(units, expected)) {
                lost.flag(token, units, expected);
                flagged = true;
            } else if (!readable || !flagged) {
                formation.units[i] = expected;
            }
        }
        if (flagged) formation.flagged |= 1 << i;
    }

    /// @dev Reads what the holders have of a component on which somebody may have a claim, and lists again what was written off.
    /// @return covered Whether the balance covers what is owed. If not, the component is carried.
    function _readClaims(
        mapping(address => ClaimLedger.Ledger) storage claims,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation,
        uint256 i,
        bool readable
    ) private returns (bool covered) {
        ClaimLedger.Ledger storage ledger = claims[formation.components[i]];
        uint256 balance = formation.held[i]; // {tok}
        if (ledger.writtenOff) _takeBack(ledger, context, formation, i, readable);
        if (readable) {
            formation.held[i] = ledger.freeOf(balance, context.supply, Math.Rounding.Floor);
            // Who waits in shares shares in the balance: no unit of the token is lost to rounding here.
            uint256 sharing = context.supply + ledger.pendingShares();
            formation.units[i] = _unitsOf(Math.saturatingSub(balance, ledger.sums.owed), sharing);
        }
        if (ledger.count > 0) formation.claimed |= 1 << i;
        return balance >= ledger.sums.owed;
    }

    /// @dev Lists again what was written off, once it can be read and is not frozen, and once issuance has been paused for seven
    ///      days: so nobody issues without it just before, and shares in what the others left there. Shares that wait are
    ///      converted at the supply of the write-off. If the balance is less than what is owed, they cannot be, and the component
    ///      stays written off.
    function _takeBack(
        ClaimLedger.Ledger storage ledger,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation,
        uint256 i,
        bool readable
    ) private {
        bool frozen = formation.isFrozen(i);
        uint256 until = context.issuancePausedUntil;
        bool closed = block.timestamp < until && until <= block.timestamp + CLOSED_LEFT;
        address token = formation.components[i];
        require(readable && closed && !frozen, IIndexVaultErrors.ComponentIsWrittenOff(token));
        ledger.convert(token, formation.held[i], context.supply);
        require(ledger.pendingShares() == 0, IIndexVaultErrors.ComponentIsWrittenOff(token));
        (ledger.writtenOff, ledger.writtenOffSupply) = (false, 0);
    }

    /// @dev The list that the epoch starts with.
    /// @return list As it is stored.
    /// @return units D36{tok/share} Its targets.
    function _formList(
        EpochDraft.Formation memory formation
    ) private pure returns (bytes memory list, uint256[] memory units) {
        address[] memory components = formation.components;
        uint256 count = components.length;
        require(count <= EpochWeights.MAX_LISTED, IIndexVaultErrors.TooManyComponents(count, EpochWeights.MAX_LISTED));
        list = BasketCode.create(count, formation.carried, formation.stables);
        units = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            (uint256 held, uint256 weight, uint256 compressed) = _target(formation, i);
            list.put(i, components[i], held, weight, compressed);
            units[i] = BasketCode.unitsOf(BasketCode.expand(compressed), weight);
        }
    }

    /// @dev Held weight {1}, target weight {1} and compressed `full` of the `i`-th component. The target is its weight of NAV
    ///      per share at its price; the units held if it is carried, and at most the units held if it may not be bought. NAV is
    ///      bounded: inflated components raise the targets of the others by no more than their maximum weights allow.
    function _target(
        EpochDraft.Formation memory formation,
        uint256 i
    ) private pure returns (uint256 held, uint256 weight, uint256 compressed) {
        (uint256 price, uint256 units) = (formation.prices[i], formation.units[i]);
        if (price == 0) return (WAD, WAD, BasketCode.compress(units));
        // D36{tok/share} = D18{uoa/share} * D18 * PRICE_BASE {tok} / {uoa}, rounded down
        weight = formation.weights[i];
        compressed = BasketCode.compress(
            BoundedNav.mulDivUpTo(BasketCode.MAX_FULL, formation.navPerShare * WAD, BoundedNav.PRICE_BASE, price)
        );
        if (compressed == 0 || units == 0) return (0, formation.isBuyable(i) ? weight : 0, compressed);
        // {1} = D36{tok/share} * D18 / D36{tok/share}: the weight of what is held, rounded down, then up
        uint256 heldWeight = BoundedNav.mulDivUpTo(BasketCode.MAX_HELD, units, WAD, BasketCode.expand(compressed));
        if (!formation.isBuyable(i)) weight = Math.min(weight, heldWeight);
        held = Math.min(heldWeight + 1, BasketCode.MAX_HELD);
    }

    /// @dev Emits everything that the epoch starts with.
    function _emitStarted(
        uint256 number,
        IIndexVault.EpochOrder memory order,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation,
        uint256[] memory units
    ) private {
        emit IIndexVault.EpochStarted(
            number,
            context.basketId,
            IIndexVault.EpochRecord({
                kind: formation.kind,
                regime: order.regime,
                snapshotHash: order.snapshotHash,
                rulesHash: order.rulesHash,
                deadline: order.deadline,
                navPerShare: formation.navPerShare,
                navComplete: formation.navComplete,
                components: formation.components,
                weights: formation.weights,
                prices: formation.prices,
                units: units
            })
        );
    }
}
