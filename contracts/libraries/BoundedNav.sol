// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {StartWord} from "../oracle/ListingWords.sol";
import {EpochDraft} from "./EpochDraft.sol";
import {EpochWeights} from "./EpochWeights.sol";

/// @title BoundedNav
/// @notice NAV at an epoch's start. It includes of each component the balance that trades explain, at its price, up to the
///         weight that honest drift of prices explains.
library BoundedNav {
    using EpochDraft for EpochDraft.Formation;

    uint256 internal constant WAD = 1e18;
    /// @notice {tok} Amount at which prices are quoted, so that no digit is lost at 0 to 27 decimals.
    uint256 internal constant PRICE_BASE = 1e36;
    /// @notice ERC-7726 name of the US dollar (ISO 4217).
    address internal constant UNIT_OF_ACCOUNT = address(840);

    /// @notice How many times its maximum weight a component may have grown to since the last epoch and still count in full.
    uint256 internal constant DRIFT = 2;

    /// @notice {uoa} Maximum value of one component in NAV: 3.4e20 dollars.
    uint256 internal constant MAX_VALUE = type(uint128).max;

    /// @notice {uoa} Values of components in NAV.
    /// @param known Sum over the components that are not new.
    /// @param fresh Sum over the new ones.
    struct Nav {
        uint256 known;
        uint256 fresh;
    }

    /// @notice Reads every price once and sums the values of what counts. A component without a good price is carried, outside
    ///         the sum.
    /// @param supply {share}
    function readPrices(EpochDraft.Formation memory formation, uint256 supply) internal view {
        IPriceOracle oracle = IPriceOracle(formation.terms.oracle);
        uint256[] memory prices = oracle.tryQuotesBy(PRICE_BASE, formation.asked, formation.feeds, UNIT_OF_ACCOUNT);
        uint256[] memory counted = formation.counted; // {tok}
        uint256[] memory values = formation.values = new uint256[](prices.length); // {uoa}
        uint256 nav; // {uoa}
        (formation.prices, formation.navComplete) = (prices, true);
        for (uint256 i; i < prices.length; ++i) {
            if (prices[i] > 0) {
                // {uoa} = {tok} * {uoa} per PRICE_BASE {tok} / PRICE_BASE, rounded down
                uint256 value = values[i] = mulDivUpTo(MAX_VALUE, counted[i], prices[i], PRICE_BASE);
                nav += value;
            } else {
                formation.carried |= 1 << i;
                bool readable = (formation.unreadable >> i) & 1 == 0;
                if (!readable || counted[i] > 0) formation.navComplete = false;
            }
        }
        (uint256 drifted, uint256 bounded) = _boundedNavs(formation, values, nav);
        formation.navPerShare = Math.mulDiv(drifted, WAD, supply);
        formation.budgetNavPerShare = Math.mulDiv(bounded, WAD, supply);
        require(formation.budgetNavPerShare > 0, IIndexVaultErrors.NavUnknown());
    }

    /// @dev NAV in which no component counts for more than cap / (1 - cap) of all the others: more is drift at best, and a lie
    ///      at worst. USDC is bounded by nobody.
    /// @return drifted {uoa} Where the cap is `DRIFT` times the maximum weight, as far as that leaves half to the others, and
    ///         at least the maximum weight.
    /// @return bounded {uoa} Where the cap is the maximum weight.
    function _boundedNavs(
        EpochDraft.Formation memory formation,
        uint256[] memory values,
        uint256 nav
    ) private pure returns (uint256 drifted, uint256 bounded) {
        (Nav memory wide, Nav memory strict) = (Nav(0, 0), Nav(0, 0));
        for (uint256 i; i < values.length; ++i) {
            StartWord listing = formation.listingAt(i);
            (uint256 value, uint256 cap) = (values[i], listing.maxWeight());
            if (formation.components[i] == formation.terms.usdc) cap = WAD;
            _count(strict, listing, _atMost(value, nav, cap));
            _count(wide, listing, _atMost(value, nav, Math.max(cap, Math.min(DRIFT * cap, WAD / 2))));
        }
        return (_joint(wide, nav, DRIFT), _joint(strict, nav, 1));
    }

    /// @dev Adds the value of one component.
    function _count(Nav memory nav, StartWord listing, uint256 value) private pure {
        if (listing.isNew()) nav.fresh += value;
        else nav.known += value;
    }

    /// @dev {uoa} A value, capped at cap / (1 - cap) of the value of all other components.
    function _atMost(uint256 value, uint256 nav, uint256 cap) private pure returns (uint256) {
        // value > (nav - value) * cap / (1 - cap), without a division for the many that are not. A value has 128 bits, the sum
        // of 200 of them 136, a part 64.
        unchecked {
            if (value * WAD <= nav * cap) return value;
        }
        return Math.mulDiv(nav - value, cap, WAD - cap);
    }

    /// @dev {uoa} All components together, the new ones held to `drift` times their joint maximum. Where that leaves nothing (one
    ///      component alone), NAV as it is.
    function _joint(Nav memory counted, uint256 nav, uint256 drift) private pure returns (uint256 boundedNav) {
        uint256 newCap = drift * EpochWeights.MAX_NEW_WEIGHT;
        boundedNav = counted.known + Math.min(counted.fresh, Math.mulDiv(counted.known, newCap, WAD - newCap));
        if (boundedNav == 0) boundedNav = nav;
    }

    /// @notice x * y / denominator, rounded down, and `most` where that is less: no figure of one component, whatever its token
    ///      and its feed say, overflows and stops the others.
    function mulDivUpTo(uint256 most, uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256) {
        (uint256 high, uint256 low) = Math.mul512(x, y);
        if (high == 0) return Math.min(most, low / denominator);
        return high >= denominator ? most : Math.min(most, Math.mulDiv(x, y, denominator));
    }
}
