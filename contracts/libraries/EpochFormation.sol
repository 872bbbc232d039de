// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {ListingWords, StartWord} from "../oracle/ListingWords.sol";
import {BasketCode} from "./BasketCode.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {CloneTerms} from "./CloneTerms.sol";
import {EpochSchedule} from "./EpochSchedule.sol";
import {EpochWeights} from "./EpochWeights.sol";

/// @title EpochFormation
/// @notice Turns a strategist's weights into a basket of target units: every bound of an epoch's start is checked here.
/// @dev Linked: it runs in the vault's place, and of the vault's storage it touches nothing but the record of the epoch, that
///      of the regime, and the claims, where what was kept in shares is converted.
library EpochFormation {
    using BasketCode for bytes;
    using ListingWords for bytes;
    using ClaimLedger for ClaimLedger.Ledger;

    uint256 internal constant WAD = 1e18;
    /// @notice {tok} Amount at which prices are quoted, so that no digit is lost at 0 to 27 decimals.
    uint256 internal constant PRICE_BASE = 1e36;
    /// @notice ERC-7726 name of the US dollar (ISO 4217).
    address internal constant UNIT_OF_ACCOUNT = address(840);
    /// @notice {gas} What must be left before each read, so that nobody can starve one into failing.
    uint256 internal constant FAIR_GAS = 400_000;
    /// @notice {1} Part of NAV that a leaver's remainder may be worth, at its last price, and still drop out: a donation of
    ///         less delays nothing.
    uint256 internal constant TRIFLE = 1e12;

    /// @notice {1} Part of NAV that a leaver's dust may be worth, at its last price, whatever its listing says: what drops out is
    ///         lost to who leaves before it is listed again.
    uint256 internal constant MAXIMUM_DUST = 0.0005e18;

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
    /// @param listings What the registry says of each component: a `StartWord` each.
    /// @param feeds And of its feed: a `PricingWord` and a `BandWord` each.
    /// @param asked Components whose price is asked: zero for the frozen and the unreadable.
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
        bytes listings;
        bytes feeds;
        address[] asked;
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

    /// @notice {uoa} What components count for in NAV.
    /// @param known Those that are not new.
    /// @param fresh The new ones.
    struct Nav {
        uint256 known;
        uint256 fresh;
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
        (formation.components, formation.weights) = (order.components, order.weights);
        (formation.listings, formation.feeds) = EpochWeights.check(
            formation.components,
            formation.weights,
            formation.terms,
            order.regime,
            formation.kind == IIndexVault.EpochKind.WindDown
        );
        _checkNothingLeftOut(claims, context, formation);

        _readHoldings(claims, context, formation);
        _readPrices(context, formation);

        (bytes memory list, uint256[] memory units) = _formList(context, formation);
        pointer = list.store();
        EpochSchedule.open(epoch, regime, order, formation.terms, formation.kind, formation.budgetNavPerShare);

        _tell(epoch.number, order, context, formation, units);
        return (pointer, formation.claimed);
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
                ++next;
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
        address[] memory components = formation.components;
        uint256[] memory held = formation.held = new uint256[](components.length);
        address[] memory asked = formation.asked = new address[](components.length);
        for (uint256 i; i < components.length; ++i) {
            address token = components[i];
            require(gasleft() >= FAIR_GAS, IIndexVault.InsufficientGas(gasleft(), FAIR_GAS));
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
            held[i] = balance;
            if (!readable) formation.unreadable |= 1 << i;
            else if (!_isFrozen(formation, i)) asked[i] = token;
            if ((formation.unclaimed >> i) & 1 == 1) continue;
            ClaimLedger.Ledger storage ledger = claims[token];
            if (ledger.writtenOffSupply > 0) _takeBack(ledger, context, formation, i);
            if (readable) held[i] = ledger.freeOf(balance, context.supply, Math.Rounding.Floor);
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
        bool frozen = _isFrozen(formation, i);
        bool readable = (formation.unreadable >> i) & 1 == 0;
        uint256 until = context.issuancePausedUntil;
        bool closed = block.timestamp < until && until <= block.timestamp + CLOSED_LEFT;
        address token = formation.components[i];
        require(readable && closed && !frozen, IIndexVault.ComponentIsWrittenOff(token));
        ledger.convert(token, formation.held[i], context.supply);
        ledger.writtenOffSupply = 0;
    }

    /// @dev Whether the guardian has frozen the `i`-th component.
    function _isFrozen(Formation memory formation, uint256 i) private pure returns (bool) {
        return StartWord.wrap(formation.listings.wordAt(i)).status() == IComponentRegistry.Status.Frozen;
    }

    /// @dev Reads every price once and sums what is held. What has no good price is carried, outside the sum.
    function _readPrices(Context memory context, Formation memory formation) private view {
        IPriceOracle oracle = IPriceOracle(formation.terms.oracle);
        uint256[] memory prices = oracle.tryQuotesBy(PRICE_BASE, formation.asked, formation.feeds, UNIT_OF_ACCOUNT);
        (uint256[] memory held, uint256[] memory values) = (formation.held, new uint256[](prices.length)); // {tok}, {uoa}
        uint256 nav; // {uoa}
        (formation.prices, formation.navComplete) = (prices, true);
        for (uint256 i; i < prices.length; ++i) {
            if (prices[i] > 0) {
                // {uoa} = {tok} * {uoa} per PRICE_BASE {tok} / PRICE_BASE, rounded down
                uint256 value = values[i] = _mulDivUpTo(MAXIMUM_VALUE, held[i], prices[i], PRICE_BASE);
                nav += value;
            } else {
                formation.carried |= 1 << i;
                bool readable = (formation.unreadable >> i) & 1 == 0;
                if (!readable || held[i] > 0) formation.navComplete = false;
            }
        }
        (uint256 drifted, uint256 bounded) = _boundedNavs(formation, values, nav);
        formation.navPerShare = Math.mulDiv(drifted, WAD, context.supply);
        formation.budgetNavPerShare = Math.mulDiv(bounded, WAD, context.supply);
        require(formation.budgetNavPerShare > 0, IIndexVault.NavUnknown());
    }

    /// @dev NAV in which no component counts for more than cap / (1 - cap) of all the others: more is drift at best, and a lie
    ///      at worst. USDC is bounded by nobody.
    /// @return drifted {uoa} Where the cap is `DRIFT` times the maximum weight, as far as that leaves half to the others, and
    ///         at least the maximum weight.
    /// @return bounded {uoa} Where the cap is the maximum weight.
    function _boundedNavs(
        Formation memory formation,
        uint256[] memory values,
        uint256 nav
    ) private pure returns (uint256 drifted, uint256 bounded) {
        (Nav memory wide, Nav memory strict) = (Nav(0, 0), Nav(0, 0));
        for (uint256 i; i < values.length; ++i) {
            StartWord listing = StartWord.wrap(formation.listings.wordAt(i));
            (uint256 value, uint256 cap) = (values[i], listing.maximumWeight());
            if (formation.components[i] == formation.terms.usdc) cap = WAD;
            _count(strict, listing, _atMost(value, nav, cap));
            _count(wide, listing, _atMost(value, nav, Math.max(cap, Math.min(DRIFT * cap, WAD / 2))));
        }
        return (_joint(wide, nav, DRIFT), _joint(strict, nav, 1));
    }

    /// @dev Adds what one component counts for.
    function _count(Nav memory nav, StartWord listing, uint256 value) private pure {
        if (listing.isNew()) nav.fresh += value;
        else nav.known += value;
    }

    /// @dev {uoa} What a value counts for: at most cap / (1 - cap) of all the others.
    function _atMost(uint256 value, uint256 nav, uint256 cap) private pure returns (uint256) {
        // value > (nav - value) * cap / (1 - cap), without a division for the many that are not. A value has 128 bits, the sum
        // of 128 of them 135, a part 64.
        unchecked {
            if (value * WAD <= nav * cap) return value;
        }
        return Math.mulDiv(nav - value, cap, WAD - cap);
    }

    /// @dev {uoa} All components together, the new ones held to `drift` times their joint maximum. Where that leaves nothing (one
    ///      component alone), NAV as it is.
    function _joint(Nav memory counted, uint256 nav, uint256 drift) private pure returns (uint256 boundedNav) {
        uint256 newCap = drift * EpochWeights.MAXIMUM_NEW_WEIGHT;
        boundedNav = counted.known + Math.min(counted.fresh, Math.mulDiv(counted.known, newCap, WAD - newCap));
        if (boundedNav == 0) boundedNav = nav;
    }

    /// @dev The list that the epoch starts with.
    /// @return list As it is stored.
    /// @return units D36{tok/share} Its targets.
    function _formList(
        Context memory context,
        Formation memory formation
    ) private pure returns (bytes memory list, uint256[] memory units) {
        address[] memory components = formation.components;
        list = BasketCode.create(components.length, formation.carried);
        units = new uint256[](components.length);
        for (uint256 i; i < components.length; ++i) {
            (uint256 weight, uint256 compressed) = _target(context, formation, i);
            list.put(i, components[i], weight, compressed);
            units[i] = BasketCode.unitsOf(BasketCode.expand(compressed), weight);
        }
    }

    /// @dev Weight {1} and compressed `full` of the `i`-th component: its weight of NAV per share at its price; what is held if
    ///      it is carried, and at most what is held if it may not be bought. NAV is bounded: a component that was inflated at
    ///      most doubles the targets of the others, and raises them by a few per cent where its maximum weight is small.
    function _target(
        Context memory context,
        Formation memory formation,
        uint256 i
    ) private pure returns (uint256 weight, uint256 compressed) {
        uint256 price = formation.prices[i];
        if (price == 0) {
            // D36{tok/share} = {tok} * D36 / {share}, rounded down
            uint256 held = formation.held[i];
            uint256 whole = _mulDivUpTo(BasketCode.MAXIMUM_FULL, held, BasketCode.UNIT_SCALE, context.supply);
            return (WAD, BasketCode.compress(whole));
        }
        // D36{tok/share} = D18{uoa/share} * D18 * PRICE_BASE {tok} / {uoa}, rounded down
        weight = formation.weights[i];
        compressed = BasketCode.compress(
            _mulDivUpTo(BasketCode.MAXIMUM_FULL, formation.navPerShare * WAD, PRICE_BASE, price)
        );
        bool buyable = StartWord.wrap(formation.listings.wordAt(i)).status() == IComponentRegistry.Status.Buyable;
        if (buyable || compressed == 0) return (weight, compressed);
        // {1} = {tok} * D36 / {share} * D18 / D36{tok/share}: the weight of what is held, rounded down
        uint256 units = Math.mulDiv(formation.held[i], BasketCode.UNIT_SCALE, context.supply);
        weight = _mulDivUpTo(weight, units, WAD, BasketCode.expand(compressed));
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
