// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {BasketCode} from "./BasketCode.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";

/// @title EpochFormation
/// @notice Turns a strategist's weights into a basket of target units: every bound of an epoch's start is checked here.
/// @dev Linked: it runs in the vault's place, and of the vault's storage it touches nothing but the claims, where what was
///      kept in shares is converted.
library EpochFormation {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;

    uint256 internal constant WAD = 1e18;
    /// @notice {tok} Amount at which prices are quoted, so that no digit is lost at 0 to 27 decimals.
    uint256 internal constant PRICE_BASE = 1e36;
    /// @notice ERC-7726 name of the US dollar (ISO 4217).
    address internal constant UNIT_OF_ACCOUNT = address(840);
    /// @notice Components with a target.
    uint256 internal constant MAXIMUM_TARGETS = 100;
    /// @notice Components listed.
    uint256 internal constant MAXIMUM_LISTED = 128;
    /// @notice {gas} What must be left before each quote, so that nobody can starve one into failing.
    uint256 internal constant QUOTE_GAS = 400_000;

    /// @notice What an epoch starts from.
    /// @param list The basket until now.
    /// @param supply {share}
    /// @param number Of the epoch to start.
    /// @param basketId Of the basket to write.
    struct Context {
        IIndexVault.Constitution terms;
        bytes list;
        uint256 supply;
        uint256 number;
        uint256 basketId;
        IIndexVault.EpochKind kind;
    }

    /// @notice What an epoch starts with.
    /// @param listings What the registry says of each component.
    /// @param held {tok} What the holders have of each component; zero where unreadable.
    /// @param prices {uoa} per PRICE_BASE {tok}; zero if carried.
    /// @param unreadable Bitmap of the components whose balance could not be read.
    /// @param carried Bitmap of the components without a good price, the frozen and the unreadable.
    /// @param claimed Bitmap of the components on which somebody has a claim.
    /// @param navPerShare D18{uoa/share}
    /// @param navComplete Whether no held component was left out of it.
    struct Formation {
        IComponentRegistry.Component[] listings;
        uint256[] held;
        uint256[] prices;
        uint256 unreadable;
        uint256 carried;
        uint256 claimed;
        uint256 navPerShare;
        bool navComplete;
    }

    /// @notice Checks an order, forms its basket, writes it and tells the ledger.
    /// @return pointer The basket's data contract.
    /// @return navPerShare D18{uoa/share}
    /// @return claimed Bitmap of the components on which somebody has a claim.
    function form(
        mapping(address => ClaimLedger.Ledger) storage claims,
        IIndexVault.EpochOrder calldata order,
        Context memory context
    ) external returns (address pointer, uint256 navPerShare, uint256 claimed) {
        Formation memory formation;
        _checkOrder(order, context.terms, formation);
        _checkNothingLeftOut(claims, order, context);

        _readHoldings(claims, order, context, formation);
        _readPrices(order, context, formation);

        BasketCode.Entry[] memory entries = new BasketCode.Entry[](order.components.length);
        uint256[] memory units = new uint256[](entries.length);
        for (uint256 i; i < entries.length; ++i) {
            entries[i] = _target(order, context, formation, i);
            units[i] = BasketCode.unitsOf(entries[i]);
        }
        pointer = BasketCode.write(entries, formation.carried);

        _tell(order, context, formation, units);
        return (pointer, formation.navPerShare, formation.claimed);
    }

    /// @dev Length, order, listing, and every bound on weights.
    function _checkOrder(
        IIndexVault.EpochOrder calldata order,
        IIndexVault.Constitution memory terms,
        Formation memory formation
    ) private view {
        uint256 count = order.components.length;
        require(order.weights.length == count, IIndexVault.LengthMismatch(order.weights.length, count));
        require(count <= MAXIMUM_LISTED, IIndexVault.TooManyComponents(count, MAXIMUM_LISTED));
        formation.listings = new IComponentRegistry.Component[](count);
        (uint256 sum, uint256 stableSum, uint256 targets) = (0, 0, 0);
        for (uint256 i; i < count; ++i) {
            (address token, uint256 weight) = (order.components[i], order.weights[i]);
            address previous = i == 0 ? address(0) : order.components[i - 1];
            require(token > previous, IIndexVault.ComponentsNotAscending(previous, token));
            IComponentRegistry.Component memory listing = IComponentRegistry(terms.registry).component(token);
            formation.listings[i] = listing;
            require(listing.status != IComponentRegistry.Status.Unlisted, IIndexVault.ComponentNotListed(token));
            uint256 maximum = listing.stable ? WAD : listing.maximumWeight;
            require(weight <= maximum, IIndexVault.WeightTooHigh(token, weight, maximum));
            sum += weight;
            if (listing.stable) stableSum += weight;
            if (weight > 0) ++targets;
        }
        require(sum == WAD, IIndexVault.WeightsNotOne(sum));
        require(targets <= MAXIMUM_TARGETS, IIndexVault.TooManyComponents(targets, MAXIMUM_TARGETS));
        uint256 maximumStable = order.regime == IIndexVault.Regime.Bear ? WAD : terms.maximumStableWeight;
        require(stableSum <= maximumStable, IIndexVault.StableWeightTooHigh(stableSum, maximumStable));
    }

    /// @dev Both lists ascend, so one walk finds what the new one lacks: USDC never, another component only as dust.
    function _checkNothingLeftOut(
        mapping(address => ClaimLedger.Ledger) storage claims,
        IIndexVault.EpochOrder calldata order,
        Context memory context
    ) private {
        uint256 next;
        for (uint256 i; i < context.list.count(); ++i) {
            address token = context.list.tokenAt(i);
            while (next < order.components.length && order.components[next] < token) ++next;
            if (next < order.components.length && order.components[next] == token) continue;
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
            require(readable && token != context.terms.usdc, IIndexVault.ComponentMissing(token));
            uint256 held = claims[token].convert(token, balance, context.supply);
            uint256 dust = IComponentRegistry(context.terms.registry).component(token).dust;
            require(held <= dust, IIndexVault.ComponentMissing(token));
        }
    }

    /// @dev Reads what the holders have of the new basket, and which of its components have claims.
    function _readHoldings(
        mapping(address => ClaimLedger.Ledger) storage claims,
        IIndexVault.EpochOrder calldata order,
        Context memory context,
        Formation memory formation
    ) private {
        formation.held = new uint256[](order.components.length);
        for (uint256 i; i < order.components.length; ++i) {
            address token = order.components[i];
            ClaimLedger.Ledger storage ledger = claims[token];
            require(gasleft() >= QUOTE_GAS, IIndexVault.InsufficientGas(gasleft(), QUOTE_GAS));
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
            if (readable) formation.held[i] = ledger.convert(token, balance, context.supply);
            else formation.unreadable |= 1 << i;
            if (!ledger.isEmpty()) formation.claimed |= 1 << i;
        }
    }

    /// @dev Reads every price once and sums what is held. What has no good price is carried, outside the sum.
    function _readPrices(IIndexVault.EpochOrder calldata order, Context memory context, Formation memory formation)
        private
        view
    {
        uint256 count = order.components.length;
        formation.prices = new uint256[](count);
        formation.navComplete = true;
        uint256 nav; // {uoa}
        for (uint256 i; i < count; ++i) {
            bool readable = (formation.unreadable >> i) & 1 == 0;
            if (readable && formation.listings[i].status != IComponentRegistry.Status.Frozen) {
                formation.prices[i] = _tryPrice(context.terms.oracle, order.components[i]);
            }
            if (formation.prices[i] > 0) {
                // {uoa} = {tok} * {uoa} per PRICE_BASE {tok} / PRICE_BASE, rounded down
                nav += Math.mulDiv(formation.held[i], formation.prices[i], PRICE_BASE);
            } else {
                formation.carried |= 1 << i;
                if (!readable || formation.held[i] > 0) formation.navComplete = false;
            }
        }
        formation.navPerShare = Math.mulDiv(nav, WAD, context.supply);
        require(formation.navPerShare > 0, IIndexVault.NavUnknown());
    }

    /// @dev Zero where the oracle doubts.
    function _tryPrice(address oracle, address token) private view returns (uint256 price) {
        require(gasleft() >= QUOTE_GAS, IIndexVault.InsufficientGas(gasleft(), QUOTE_GAS));
        try IPriceOracle(oracle).getQuote(PRICE_BASE, token, UNIT_OF_ACCOUNT) returns (uint256 quote) {
            price = quote;
        } catch {
            price = 0;
        }
    }

    /// @dev Target of the `i`-th component: its weight of NAV per share at its price, or what is held if it is carried.
    function _target(
        IIndexVault.EpochOrder calldata order,
        Context memory context,
        Formation memory formation,
        uint256 i
    ) private pure returns (BasketCode.Entry memory entry) {
        entry.token = order.components[i];
        (uint256 price, uint256 held) = (formation.prices[i], formation.held[i]);
        if (price == 0) {
            // D18{tok/share} = {tok} * D18 / {share}, rounded down
            (entry.weight, entry.full) = (WAD, Math.mulDiv(held, WAD, context.supply));
            return entry;
        }
        // D18{tok/share} = D18{uoa/share} * PRICE_BASE {tok} / {uoa}, rounded down
        (entry.weight, entry.full) = (order.weights[i], Math.mulDiv(formation.navPerShare, PRICE_BASE, price));
        if (formation.listings[i].status == IComponentRegistry.Status.Buyable) return entry;
        uint256 target = BasketCode.targetOf(entry, context.supply, Math.Rounding.Floor);
        require(target <= held, IIndexVault.TargetNotBuyable(entry.token));
    }

    /// @dev Tells the ledger everything that the epoch starts with.
    function _tell(
        IIndexVault.EpochOrder calldata order,
        Context memory context,
        Formation memory formation,
        uint256[] memory units
    ) private {
        emit IIndexVault.EpochStarted(
            context.number,
            context.basketId,
            IIndexVault.EpochRecord({
                kind: context.kind,
                regime: order.regime,
                snapshotHash: order.snapshotHash,
                rulesHash: order.rulesHash,
                deadline: order.deadline,
                navPerShare: formation.navPerShare,
                navComplete: formation.navComplete,
                components: order.components,
                weights: order.weights,
                prices: formation.prices,
                units: units
            })
        );
    }
}
