// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {ListingWords, StartWord} from "../oracle/ListingWords.sol";

/// @title EpochWeights
/// @notice What an order may weigh: length, order and listing of its components, and every bound on its weights.
library EpochWeights {
    using ListingWords for bytes;

    /// @notice Components with a target, besides USDC.
    uint256 internal constant MAXIMUM_TARGETS = 100;
    /// @notice Components listed.
    uint256 internal constant MAXIMUM_LISTED = 128;
    /// @notice {1} Greatest target weight of all new components together, and what they count for in NAV together: whoever lists
    ///         fifty tokens of its own fills no index with them.
    uint256 internal constant MAXIMUM_NEW_WEIGHT = 0.1e18;
    uint256 private constant WAD = 1e18;

    /// @notice {1} Weights of one order, summed.
    /// @param all Of every component.
    /// @param stable Of the stablecoins.
    /// @param fresh Of the new components.
    /// @param targets Number of components with a weight, USDC left out.
    struct Sums {
        uint256 all;
        uint256 stable;
        uint256 fresh;
        uint256 targets;
    }

    /// @notice Checks what an order asks for.
    /// @param weights {1}
    /// @param terms Of the vault.
    /// @param regime From now on.
    /// @param windingDown Whether USDC is the only target that there may be.
    /// @return listings What the registry says of each component: a `StartWord` each.
    /// @return feeds And of its feed: a `PricingWord` and a `BandWord` each.
    function check(
        address[] memory components,
        uint256[] memory weights,
        IIndexVault.Constitution memory terms,
        IIndexVault.Regime regime,
        bool windingDown
    ) internal view returns (bytes memory listings, bytes memory feeds) {
        uint256 count = components.length;
        require(weights.length == count, IIndexVault.LengthMismatch(weights.length, count));
        require(count <= MAXIMUM_LISTED, IIndexVault.TooManyComponents(count, MAXIMUM_LISTED));
        (listings, feeds) = IComponentRegistry(terms.registry).startTerms(components);
        Sums memory sums = _sum(components, weights, listings, terms.usdc);
        require(sums.all == WAD, IIndexVault.WeightsNotOne(sums.all));
        require(sums.targets <= MAXIMUM_TARGETS, IIndexVault.TooManyComponents(sums.targets, MAXIMUM_TARGETS));
        require(sums.fresh <= MAXIMUM_NEW_WEIGHT, IIndexVault.NewWeightTooHigh(sums.fresh, MAXIMUM_NEW_WEIGHT));
        require(!windingDown || sums.targets == 0, IIndexVault.IndexWindsDown());
        bool stableOnly = windingDown || regime == IIndexVault.Regime.Bear;
        uint256 maximumStable = stableOnly ? WAD : terms.maximumStableWeight;
        require(sums.stable <= maximumStable, IIndexVault.StableWeightTooHigh(sums.stable, maximumStable));
    }

    /// @dev Order, listing and maximum weight of each component.
    function _sum(
        address[] memory components,
        uint256[] memory weights,
        bytes memory listings,
        address usdc
    ) private view returns (Sums memory sums) {
        address previous;
        for (uint256 i; i < components.length; ++i) {
            (address token, uint256 weight) = (components[i], weights[i]);
            require(token > previous, IIndexVault.ComponentsNotAscending(previous, token));
            previous = token;
            StartWord listing = StartWord.wrap(listings.wordAt(i));
            bool listed = listing.status() != IComponentRegistry.Status.Unlisted && token != address(this);
            require(listed, IIndexVault.ComponentNotListed(token));
            uint256 maximum = listing.maximumWeight();
            require(weight <= maximum || token == usdc, IIndexVault.WeightTooHigh(token, weight, maximum));
            // At most 128 times a maximum weight, which has 64 bits.
            unchecked {
                sums.all += weight;
                if (listing.isStable()) sums.stable += weight;
                if (listing.isNew()) sums.fresh += weight;
                if (weight > 0 && token != usdc) ++sums.targets;
            }
        }
    }
}
