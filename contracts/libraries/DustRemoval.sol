// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {ListingWords} from "../oracle/ListingWords.sol";
import {BasketCode} from "./BasketCode.sol";
import {BoundedNav} from "./BoundedNav.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {EpochDraft} from "./EpochDraft.sol";
import {TradeBudgets} from "./TradeBudgets.sol";

/// @title DustRemoval
/// @notice Components of weight zero that drop out of the list at an epoch's start, because next to nothing is left of them.
/// @dev A holder who redeems before such a component is listed again loses his part of it. So the value that drops out in one
///      start is bounded and charged to the loss budget. A component that exceeds the bound stays listed, with target zero.
library DustRemoval {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using ListingWords for bytes;

    /// @notice {1} Part of NAV that drops out in one start at most.
    uint256 internal constant MAX_DUST = 0.0005e18;
    /// @notice {1} Part of NAV up to which a component drops out whatever its listing says of dust: a donation of less keeps
    ///         nothing listed.
    uint256 internal constant TRIFLE = 1e12;
    /// @notice {1} Part of NAV that drops out even if the loss budget is used up, uncharged: nobody fills an index by less.
    uint256 internal constant NEGLIGIBLE = 1e9;
    uint256 private constant WAD = 1e18;
    /// @dev How many times the NAV of a budget can fit into the NAV that the records of a basket are measured by, and prices can
    ///      have risen since: what a component without a price is worth is multiplied by it.
    uint256 private constant UNCERTAINTY = 4;

    /// @notice What is left to drop out.
    /// @param budget {1} Part of NAV that may still drop out.
    /// @param dropped {1} Part of NAV that drops out.
    /// @param positions Bitmap of the components that drop out.
    /// @param list The basket until now; empty while nobody has asked for it.
    struct Removal {
        uint256 budget;
        uint256 dropped;
        uint256 positions;
        bytes list;
    }

    /// @notice Takes the components that drop out off a draft.
    /// @return dropped {1} Part of NAV that dropped out, rounded up. The caller charges it to the loss budget.
    function drop(
        mapping(address => ClaimLedger.Ledger) storage claims,
        TradeBudgets.State storage budgets,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation
    ) internal returns (uint256 dropped) {
        Removal memory removal;
        bool looked;
        for (uint256 i; i < formation.components.length; ++i) {
            bool readable = (formation.unreadable >> i) & 1 == 0;
            if (formation.weights[i] > 0 || !readable || formation.components[i] == formation.terms.usdc) continue;
            if (!looked) {
                looked = true;
                uint256 available = TradeBudgets.availableAtStart(budgets, formation.terms, formation.kind);
                removal.budget = Math.min(MAX_DUST, available);
            }
            _dropOne(claims, context, formation, removal, i);
        }
        if (removal.positions > 0) _compact(formation, removal.positions);
        return removal.dropped;
    }

    /// @dev Drops one component, if it is dust and fits the budget.
    function _dropOne(
        mapping(address => ClaimLedger.Ledger) storage claims,
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation,
        Removal memory removal,
        uint256 i
    ) private {
        (address token, uint256 held) = (formation.components[i], formation.held[i]);
        uint256 part; // {1}
        if (held > 0) {
            bool valued;
            (valued, part) = _partOfNav(context, formation, removal, i);
            bool isDust = held <= IComponentRegistry(formation.terms.registry).component(token).dust || part <= TRIFLE;
            bool fits = removal.dropped + part <= removal.budget;
            if (!valued || !isDust || !(fits || part <= NEGLIGIBLE)) return;
            if (!fits) part = 0;
        }
        if ((formation.claimed >> i) & 1 == 1 && !_convertClaims(claims[token], context, token)) return;
        removal.dropped += part;
        removal.positions |= 1 << i;
    }

    /// @dev Converts claims kept in shares. No trade and no `settleClaims` converts them once the component is off the list. If
    ///      the balance cannot be read, or is less than what is owed, they are not converted, and the component stays listed.
    /// @return converted Whether no shares wait.
    function _convertClaims(
        ClaimLedger.Ledger storage ledger,
        EpochDraft.Context memory context,
        address token
    ) private returns (bool converted) {
        if (ledger.pendingShares() == 0) return true;
        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
        if (!readable) return false;
        ledger.convert(token, balance, context.supply);
        return ledger.pendingShares() == 0;
    }

    /// @dev {1} Part of NAV that the `i`-th component is worth, rounded up: at its price; without one, at its price of the last
    ///      start.
    /// @return valued Whether a value is known.
    function _partOfNav(
        EpochDraft.Context memory context,
        EpochDraft.Formation memory formation,
        Removal memory removal,
        uint256 i
    ) private view returns (bool valued, uint256 part) {
        uint256 held = formation.held[i];
        if (formation.prices[i] > 0) {
            // {uoa} = {tok} * {uoa} per PRICE_BASE {tok} / PRICE_BASE, rounded up: of all that is held, whether it counts or not
            uint256 value =
                1 + BoundedNav.mulDivUpTo(BoundedNav.MAX_VALUE, held, formation.prices[i], BoundedNav.PRICE_BASE);
            // {1} = {uoa} * D36 / (D18{uoa/share} * {share})
            return (
                true,
                Math.mulDiv(value, WAD * WAD, formation.budgetNavPerShare * context.supply, Math.Rounding.Ceil)
            );
        }
        if (removal.list.length == 0) removal.list = BasketCode.read(context.pointer);
        bytes memory list = removal.list;
        for (uint256 j; j < list.count(); ++j) {
            if (list.tokenAt(j) != formation.components[i]) continue;
            (, uint256 full) = list.targetAt(j);
            uint256 units = Math.mulDiv(held, BasketCode.UNIT_SCALE, context.supply, Math.Rounding.Ceil);
            // Of a component that was carried no value is known. One worth more than a quarter of NAV is no dust.
            if (list.isCarried(j) || units >= full / UNCERTAINTY) return (false, 0);
            // {1} = D36{tok/share} * D18 / D36{tok/share}
            return (true, Math.mulDiv(UNCERTAINTY * units, WAD, full, Math.Rounding.Ceil));
        }
    }

    /// @dev Takes components out of every list of a draft, in place: the lists get shorter.
    /// @param positions Bitmap of the components to take out.
    function _compact(EpochDraft.Formation memory formation, uint256 positions) private pure {
        uint256 count;
        EpochDraft.Formation memory kept;
        uint256 length = formation.components.length;
        for (uint256 i; i < length; ++i) {
            if ((positions >> i) & 1 == 0) ++count;
        }
        (kept.components, kept.weights) = (new address[](count), new uint256[](count));
        (kept.units, kept.prices) = (new uint256[](count), new uint256[](count));
        kept.listings = ListingWords.create(count);
        count = 0;
        for (uint256 i; i < length; ++i) {
            if ((positions >> i) & 1 == 1) continue;
            (kept.components[count], kept.weights[count]) = (formation.components[i], formation.weights[i]);
            (kept.units[count], kept.prices[count]) = (formation.units[i], formation.prices[i]);
            kept.listings.put(count, formation.listings.wordAt(i));
            kept.carried |= ((formation.carried >> i) & 1) << count;
            kept.stables |= ((formation.stables >> i) & 1) << count;
            kept.flagged |= ((formation.flagged >> i) & 1) << count;
            kept.claimed |= ((formation.claimed >> i) & 1) << count;
            ++count;
        }
        (formation.components, formation.weights) = (kept.components, kept.weights);
        (formation.units, formation.prices, formation.listings) = (kept.units, kept.prices, kept.listings);
        (formation.carried, formation.stables) = (kept.carried, kept.stables);
        (formation.flagged, formation.claimed) = (kept.flagged, kept.claimed);
    }
}
