// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {BasketCode} from "./BasketCode.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {CloneTerms} from "./CloneTerms.sol";
import {EpochSchedule} from "./EpochSchedule.sol";

/// @title EpochFormation
/// @notice Turns a strategist's weights into a basket of target units: every bound of an epoch's start is checked here.
/// @dev Linked: it runs in the vault's place, and of the vault's storage it touches nothing but the record of the epoch, that
///      of the regime, and the claims, where what was kept in shares is converted.
library EpochFormation {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;

    uint256 internal constant WAD = 1e18;
    /// @notice {tok} Amount at which prices are quoted, so that no digit is lost at 0 to 27 decimals.
    uint256 internal constant PRICE_BASE = 1e36;
    /// @notice ERC-7726 name of the US dollar (ISO 4217).
    address internal constant UNIT_OF_ACCOUNT = address(840);
    /// @notice Components with a target, besides USDC.
    uint256 internal constant MAXIMUM_TARGETS = 100;
    /// @notice Components listed.
    uint256 internal constant MAXIMUM_LISTED = 128;
    /// @notice {gas} What must be left before each read, so that nobody can starve one into failing.
    uint256 internal constant FAIR_GAS = 400_000;
    /// @notice {1} Part of NAV that a leaver's remainder may be worth, at its last price, and still drop out: a donation of
    ///         less delays nothing.
    uint256 internal constant TRIFLE = 1e12;

    /// @notice {1} Part of NAV that a leaver's dust may be worth, at its last price, whatever its listing says: what drops out is
    ///         lost to who leaves before it is listed again.
    uint256 internal constant MAXIMUM_DUST = 0.0005e18;

    /// @notice {1} Greatest target weight of all new components together, and what they count for in NAV together: whoever lists
    ///         fifty tokens of its own fills no index with them.
    uint256 internal constant MAXIMUM_NEW_WEIGHT = 0.1e18;
    /// @notice {s} What is left at most of a pause of issuance that has run for seven days.
    uint256 internal constant CLOSED_LEFT = 7 days;

    /// @notice How many times its maximum weight a component may have grown to since the last epoch and still count in full.
    uint256 internal constant DRIFT = 2;

    /// @notice {uoa} What one component counts for in NAV at most: 3.4e20 dollars.
    uint256 internal constant MAXIMUM_VALUE = type(uint128).max;

    /// @notice What an epoch starts from.
    /// @param pointer Data contract of the basket until now.
    /// @param supply {share}
    /// @param claimed Bitmap of the positions in the basket until now on which somebody has a claim.
    /// @param basketId Of the basket to write.
    /// @param windingDown Whether the index is being wound down: USDC is its only target then.
    /// @param issuancePausedUntil {s}
    struct Context {
        address pointer;
        uint256 supply;
        uint256 claimed;
        uint256 basketId;
        bool windingDown;
        uint256 issuancePausedUntil;
    }

    /// @notice What an epoch starts with.
    /// @param terms Of the vault.
    /// @param kind Of the epoch.
    /// @param components Of the new basket.
    /// @param weights {1} As submitted.
    /// @param listings What the registry says of each component.
    /// @param held {tok} What the holders have of each component; zero where unreadable.
    /// @param prices {uoa} per PRICE_BASE {tok}; zero if carried.
    /// @param unreadable Bitmap of the components whose balance could not be read.
    /// @param carried Bitmap of the components without a good price, the frozen and the unreadable.
    /// @param unclaimed Bitmap of the components that were in the basket until now, and on which nobody has a claim.
    /// @param claimed Bitmap of the components on which somebody has a claim.
    /// @param navPerShare D18{uoa/share} What targets are measured by: no component counts for more than honest drift explains.
    /// @param budgetNavPerShare D18{uoa/share} What losses are measured against: no component outgrows its maximum weight.
    /// @param navComplete Whether no held component was left out of either.
    struct Formation {
        IIndexVault.Constitution terms;
        IIndexVault.EpochKind kind;
        address[] components;
        uint256[] weights;
        IComponentRegistry.Component[] listings;
        uint256[] held;
        uint256[] prices;
        uint256 unreadable;
        uint256 carried;
        uint256 unclaimed;
        uint256 claimed;
        uint256 navPerShare;
        uint256 budgetNavPerShare;
        bool navComplete;
    }

    /// @notice Ends an open epoch as incomplete, whatever its state.
    function abandon(IIndexVault.Epoch storage epoch) external {
        if (!epoch.open) return;
        epoch.open = false;
        emit IIndexVault.EpochClosed(epoch.number, false);
    }

    /// @notice Checks an order, forms its basket, writes it, opens the epoch and tells the ledger.
    /// @return pointer The basket's data contract.
    /// @return claimed Bitmap of the components on which somebody has a claim.
    function form(
        mapping(address => ClaimLedger.Ledger) storage claims,
        IIndexVault.Epoch storage epoch,
        IIndexVault.RegimeState storage regime,
        IIndexVault.EpochOrder calldata order,
        Context memory context
    ) external returns (address pointer, uint256 claimed) {
        Formation memory formation;
        formation.terms = CloneTerms.read();
        formation.kind = EpochSchedule.check(epoch, regime, order, formation.terms, context.windingDown);
        _checkOrder(order, formation);
        _checkNothingLeftOut(claims, context, formation);

        _readHoldings(claims, context, formation);
        _readPrices(context, formation);

        BasketCode.Entry[] memory entries = new BasketCode.Entry[](formation.components.length);
        uint256[] memory units = new uint256[](entries.length);
        for (uint256 i; i < entries.length; ++i) {
            entries[i] = _target(context, formation, i);
            units[i] = BasketCode.unitsOf(entries[i]);
        }
        pointer = BasketCode.write(entries, formation.carried);
        EpochSchedule.open(epoch, regime, order, formation.terms, formation.kind, formation.budgetNavPerShare);

        _tell(epoch.number, order, context, formation, units);
        return (pointer, formation.claimed);
    }

    /// @dev Length, order, listing, and every bound on weights.
    function _checkOrder(IIndexVault.EpochOrder calldata order, Formation memory formation) private view {
        IIndexVault.Constitution memory terms = formation.terms;
        (address[] memory components, uint256[] memory weights) = (order.components, order.weights);
        uint256 count = components.length;
        require(weights.length == count, IIndexVault.LengthMismatch(weights.length, count));
        require(count <= MAXIMUM_LISTED, IIndexVault.TooManyComponents(count, MAXIMUM_LISTED));
        (formation.components, formation.weights) = (components, weights);
        formation.listings = IComponentRegistry(terms.registry).components(components);
        (uint256 sum, uint256 stableSum, uint256 newSum, uint256 targets) = (0, 0, 0, 0);
        for (uint256 i; i < count; ++i) {
            (address token, uint256 weight) = (components[i], weights[i]);
            address previous = i == 0 ? address(0) : components[i - 1];
            require(token > previous, IIndexVault.ComponentsNotAscending(previous, token));
            IComponentRegistry.Component memory listing = formation.listings[i];
            bool listed = listing.status != IComponentRegistry.Status.Unlisted && token != address(this);
            require(listed, IIndexVault.ComponentNotListed(token));
            uint256 maximum = listing.maximumWeight;
            require(weight <= maximum, IIndexVault.WeightTooHigh(token, weight, maximum));
            sum += weight;
            if (listing.stable) stableSum += weight;
            if (listing.isNew) newSum += weight;
            if (weight > 0 && token != terms.usdc) ++targets;
        }
        require(sum == WAD, IIndexVault.WeightsNotOne(sum));
        require(targets <= MAXIMUM_TARGETS, IIndexVault.TooManyComponents(targets, MAXIMUM_TARGETS));
        require(newSum <= MAXIMUM_NEW_WEIGHT, IIndexVault.NewWeightTooHigh(newSum, MAXIMUM_NEW_WEIGHT));
        bool windingDown = formation.kind == IIndexVault.EpochKind.WindDown;
        require(!windingDown || targets == 0, IIndexVault.IndexWindsDown());
        bool stableOnly = windingDown || order.regime == IIndexVault.Regime.Bear;
        uint256 maximumStable = stableOnly ? WAD : terms.maximumStableWeight;
        require(stableSum <= maximumStable, IIndexVault.StableWeightTooHigh(stableSum, maximumStable));
    }

    /// @dev Both lists ascend, so one walk finds what the new one lacks: USDC never, another component only as dust.
    function _checkNothingLeftOut(
        mapping(address => ClaimLedger.Ledger) storage claims,
        Context memory context,
        Formation memory formation
    ) private {
        bytes memory list = BasketCode.read(context.pointer);
        address[] memory components = formation.components;
        (uint256 count, uint256 next) = (list.count(), 0);
        for (uint256 i; i < count; ++i) {
            address token = list.tokenAt(i);
            while (next < components.length && components[next] < token) ++next;
            if (next < components.length && components[next] == token) {
                if ((context.claimed >> i) & 1 == 0) formation.unclaimed |= 1 << next;
                continue;
            }
            _checkLeaver(claims, context, formation.terms, list.entryAt(i), list.isCarried(i));
        }
    }

    /// @dev A component that drops out is not USDC, can be read, and leaves no more than dust, of little worth, or what is worth
    ///      nothing at its last price.
    function _checkLeaver(
        mapping(address => ClaimLedger.Ledger) storage claims,
        Context memory context,
        IIndexVault.Constitution memory terms,
        BasketCode.Entry memory entry,
        bool carried
    ) private {
        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(entry.token, address(this));
        require(readable && entry.token != terms.usdc, IIndexVault.ComponentMissing(entry.token));
        uint256 held = claims[entry.token].convert(entry.token, balance, context.supply);
        uint256 dust = IComponentRegistry(terms.registry).component(entry.token).dust;
        uint256 trifle = carried ? 0 : _unitsWorth(entry, TRIFLE, context.supply);
        // Of what was carried and not held, all there is was given since.
        uint256 most = entry.full == 0 ? dust : Math.min(dust, _unitsWorth(entry, MAXIMUM_DUST, context.supply));
        require(held <= Math.max(most, trifle), IIndexVault.ComponentMissing(entry.token));
    }

    /// @dev {tok} What a part {1} of NAV was of a component at its last price; of a carried one, that part of what was held.
    function _unitsWorth(BasketCode.Entry memory entry, uint256 part, uint256 supply) private pure returns (uint256) {
        entry.weight = part;
        return BasketCode.targetOf(entry, supply, Math.Rounding.Floor);
    }

    /// @dev Reads what the holders have of the new basket, and which of its components have claims.
    function _readHoldings(
        mapping(address => ClaimLedger.Ledger) storage claims,
        Context memory context,
        Formation memory formation
    ) private {
        formation.held = new uint256[](formation.components.length);
        for (uint256 i; i < formation.components.length; ++i) {
            address token = formation.components[i];
            require(gasleft() >= FAIR_GAS, IIndexVault.InsufficientGas(gasleft(), FAIR_GAS));
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
            formation.held[i] = balance;
            if (!readable) formation.unreadable |= 1 << i;
            if ((formation.unclaimed >> i) & 1 == 1) continue;
            ClaimLedger.Ledger storage ledger = claims[token];
            if (ledger.writtenOffSupply > 0) _takeBack(ledger, context, formation, i);
            if (readable) formation.held[i] = ledger.freeOf(balance, context.supply, Math.Rounding.Floor);
            if (!ledger.isEmpty()) formation.claimed |= 1 << i;
        }
    }

    /// @dev Lists again what was written off, once it can be read and is not frozen, and once issuance has been paused for seven
    ///      days: so nobody issues without it just before, and shares in what the others left there.
    function _takeBack(
        ClaimLedger.Ledger storage ledger,
        Context memory context,
        Formation memory formation,
        uint256 i
    ) private {
        bool frozen = formation.listings[i].status == IComponentRegistry.Status.Frozen;
        bool readable = (formation.unreadable >> i) & 1 == 0;
        uint256 until = context.issuancePausedUntil;
        bool closed = block.timestamp < until && until <= block.timestamp + CLOSED_LEFT;
        address token = formation.components[i];
        require(readable && closed && !frozen, IIndexVault.ComponentIsWrittenOff(token));
        ledger.convert(token, formation.held[i], context.supply);
        ledger.writtenOffSupply = 0;
    }

    /// @dev Reads every price once and sums what is held. What has no good price is carried, outside the sum.
    function _readPrices(Context memory context, Formation memory formation) private view {
        uint256 count = formation.components.length;
        formation.prices = _tryPrices(formation);
        formation.navComplete = true;
        uint256[] memory values = new uint256[](count); // {uoa}
        uint256 nav; // {uoa}
        for (uint256 i; i < count; ++i) {
            if (formation.prices[i] > 0) {
                // {uoa} = {tok} * {uoa} per PRICE_BASE {tok} / PRICE_BASE, rounded down
                values[i] = _mulDivUpTo(MAXIMUM_VALUE, formation.held[i], formation.prices[i], PRICE_BASE);
                nav += values[i];
            } else {
                formation.carried |= 1 << i;
                bool readable = (formation.unreadable >> i) & 1 == 0;
                if (!readable || formation.held[i] > 0) formation.navComplete = false;
            }
        }
        formation.navPerShare = Math.mulDiv(_boundedNav(formation, values, nav, DRIFT), WAD, context.supply);
        formation.budgetNavPerShare = Math.mulDiv(_boundedNav(formation, values, nav, 1), WAD, context.supply);
        require(formation.budgetNavPerShare > 0, IIndexVault.NavUnknown());
    }

    /// @dev {uoa} NAV in which no component counts for more than cap / (1 - cap) of all the others: more is drift at best, and
    ///      a lie at worst. The cap is `drift` times the maximum weight, as far as that leaves half to the others, and at
    ///      least the maximum weight; all new components together are held to `drift` times their joint maximum as well. USDC is
    ///      bounded by nobody. Where that leaves nothing (one component alone), NAV as it is.
    function _boundedNav(
        Formation memory formation,
        uint256[] memory values,
        uint256 nav,
        uint256 drift
    ) private pure returns (uint256 boundedNav) {
        uint256 newNav; // {uoa}
        for (uint256 i; i < values.length; ++i) {
            IComponentRegistry.Component memory listing = formation.listings[i];
            uint256 cap = Math.max(listing.maximumWeight, Math.min(drift * listing.maximumWeight, WAD / 2));
            uint256 counted = values[i];
            // value > (nav - value) * cap / (1 - cap), without a division for the many that are not
            if (counted * WAD > nav * cap && formation.components[i] != formation.terms.usdc) {
                counted = Math.mulDiv(nav - counted, cap, WAD - cap);
            }
            if (listing.isNew) newNav += counted;
            else boundedNav += counted;
        }
        uint256 newCap = drift * MAXIMUM_NEW_WEIGHT;
        boundedNav += Math.min(newNav, Math.mulDiv(boundedNav, newCap, WAD - newCap));
        if (boundedNav == 0) boundedNav = nav;
    }

    /// @dev {uoa} per PRICE_BASE {tok} of each component. Zero where the oracle doubts, and of what is not asked for: the frozen
    ///      and the unreadable.
    function _tryPrices(Formation memory formation) private view returns (uint256[] memory) {
        address[] memory asked = new address[](formation.components.length);
        for (uint256 i; i < asked.length; ++i) {
            bool readable = (formation.unreadable >> i) & 1 == 0;
            bool frozen = formation.listings[i].status == IComponentRegistry.Status.Frozen;
            if (readable && !frozen) asked[i] = formation.components[i];
        }
        return IPriceOracle(formation.terms.oracle).tryQuotes(PRICE_BASE, asked, UNIT_OF_ACCOUNT);
    }

    /// @dev Target of the `i`-th component: its weight of NAV per share at its price; what is held if it is carried, and at
    ///      most what is held if it may not be bought. NAV is bounded: a component that was inflated at most doubles the
    ///      targets of the others, and raises them by a few per cent where its maximum weight is small.
    function _target(
        Context memory context,
        Formation memory formation,
        uint256 i
    ) private pure returns (BasketCode.Entry memory entry) {
        entry.token = formation.components[i];
        (uint256 price, uint256 held) = (formation.prices[i], formation.held[i]);
        if (price == 0) {
            // D36{tok/share} = {tok} * D36 / {share}, rounded down
            entry.weight = WAD;
            uint256 whole = _mulDivUpTo(BasketCode.MAXIMUM_FULL, held, BasketCode.UNIT_SCALE, context.supply);
            entry.full = BasketCode.truncate(whole);
            return entry;
        }
        // D36{tok/share} = D18{uoa/share} * D18 * PRICE_BASE {tok} / {uoa}, rounded down
        entry.weight = formation.weights[i];
        uint256 full = _mulDivUpTo(BasketCode.MAXIMUM_FULL, formation.navPerShare * WAD, PRICE_BASE, price);
        entry.full = BasketCode.truncate(full);
        bool buyable = formation.listings[i].status == IComponentRegistry.Status.Buyable;
        if (buyable || entry.full == 0) return entry;
        // {1} = {tok} * D36 / {share} * D18 / D36{tok/share}: the weight of what is held, rounded down
        uint256 units = Math.mulDiv(held, BasketCode.UNIT_SCALE, context.supply);
        entry.weight = _mulDivUpTo(entry.weight, units, WAD, entry.full);
    }

    /// @dev x * y / denominator, rounded down, and `most` where that is less: no figure of one component, whatever its token
    ///      and its feed say, overflows and stops the others.
    function _mulDivUpTo(uint256 most, uint256 x, uint256 y, uint256 denominator) private pure returns (uint256) {
        (uint256 high, uint256 low) = Math.mul512(x, y);
        if (high == 0) return Math.min(most, low / denominator);
        return high >= denominator ? most : Math.min(most, Math.mulDiv(x, y, denominator));
    }

    /// @dev Tells the ledger everything that the epoch starts with.
    function _tell(
        uint256 number,
        IIndexVault.EpochOrder calldata order,
        Context memory context,
        Formation memory formation,
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
