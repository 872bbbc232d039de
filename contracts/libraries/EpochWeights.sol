// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {ListingWords, StartWord} from "../oracle/ListingWords.sol";

/// @title EpochWeights
/// @notice What an order may weigh: length, order and listing of its components, and every bound on its weights.
library EpochWeights {
    using ListingWords for bytes;

    /// @notice Components with a target, besides USDC.
    uint256 internal constant MAX_TARGETS = 100;
    /// @notice Components listed.
    uint256 internal constant MAX_LISTED = 128;
    /// @notice Components that an order names: those that are listed until now, and those that enter.
    uint256 internal constant MAX_NAMED = 200;
    /// @notice {1} Greatest target weight of all new components together, and what they count for in NAV together: whoever lists
    ///         fifty tokens of its own fills no index with them.
    uint256 internal constant MAX_NEW_WEIGHT = 0.1e18;
    uint256 private constant WAD = 1e18;

    /// @notice {1} Weights of one order, summed.
    /// @param all Of every component.
    /// @param stable Of the stablecoins.
    /// @param fresh Of the new components.
    /// @param stables Bitmap of the stablecoins.
    /// @param targets Number of components with a weight, USDC left out.
    struct Sums {
        uint256 all;
        uint256 stable;
        uint256 fresh;
        uint256 stables;
        uint256 targets;
    }

    /// @notice Checks what an order asks for.
    /// @param weights {1}
    /// @param terms Of the vault.
    /// @param regime From now on.
    /// @param windingDown Whether USDC is the only target that there may be.
    /// @return listings What the registry says of each component: a `StartWord` each.
    /// @return feeds And of its feed: a `PricingWord` and a `BandWord` each.
    /// @return stables Bitmap of the stablecoins.
    function check(
        address[] memory components,
        uint256[] memory weights,
        IIndexVault.Constitution memory terms,
        IIndexVault.Regime regime,
        bool windingDown
    ) internal view returns (bytes memory listings, bytes memory feeds, uint256 stables) {
        uint256 count = components.length;
        require(weights.length == count, IIndexVaultErrors.LengthMismatch(weights.length, count));
        require(count <= MAX_NAMED, IIndexVaultErrors.TooManyComponents(count, MAX_NAMED));
        (listings, feeds) = IComponentRegistry(terms.registry).startTerms(components);
        Sums memory sums = _sum(components, weights, listings, terms.usdc);
        require(sums.all == WAD, IIndexVaultErrors.WeightsNotOne(sums.all));
        require(sums.targets <= MAX_TARGETS, IIndexVaultErrors.TooManyComponents(sums.targets, MAX_TARGETS));
        require(sums.fresh <= MAX_NEW_WEIGHT, IIndexVaultErrors.NewWeightTooHigh(sums.fresh, MAX_NEW_WEIGHT));
        require(!windingDown || sums.targets == 0, IIndexVaultErrors.IndexWindsDown());
        bool stableOnly = windingDown || regime == IIndexVault.Regime.Bear;
        uint256 maximumStable = stableOnly ? WAD : terms.maxStableWeight;
        require(sums.stable <= maximumStable, IIndexVaultErrors.StableWeightTooHigh(sums.stable, maximumStable));
        return (listings, feeds, sums.stables);
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
            require(token > previous, IIndexVaultErrors.ComponentsNotAscending(previous, token));
            previous = token;
            StartWord listing = StartWord.wrap(listings.wordAt(i));
            bool listed = listing.status() != IComponentRegistry.Status.Unlisted && token != address(this);
            require(listed, IIndexVaultErrors.ComponentNotListed(token));
            uint256 maximum = token == usdc ? WAD : listing.maxWeight();
            require(weight <= maximum, IIndexVaultErrors.WeightTooHigh(token, weight, maximum));
            // At most 200 times a maximum weight, which has 64 bits.
            unchecked {
                sums.all += weight;
                if (listing.isStable()) {
                    sums.stable += weight;
                    sums.stables |= 1 << i;
                }
                if (listing.isNew()) sums.fresh += weight;
                if (weight > 0 && token != usdc) ++sums.targets;
            }
        }
    }
}
