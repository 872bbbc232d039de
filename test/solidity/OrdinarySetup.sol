// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../../contracts/interfaces/IComponentRegistry.sol";
import {IIndexFactory} from "../../contracts/interfaces/IIndexFactory.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {IndexSetup} from "./IndexSetup.sol";

/// @title An index with daily epochs. Each component has a feed of its own, and no component but USDC is a stablecoin.
abstract contract OrdinarySetup is IndexSetup {
    MockAggregator[] internal _feeds;

    /// @dev {1} Maximum weight of every component but USDC.
    function _maximumWeight() internal pure virtual returns (uint64);

    function _terms() internal override returns (IIndexFactory.Creation memory creation) {
        creation = super._terms();
        (creation.minInterval, creation.turnoverLimit) = (1 days, 2e18);
        (creation.lossLimit, creation.weeklyLossCap) = (0.02e18, 0.01e18);
    }

    function _listingOf(
        uint256 position
    ) internal virtual override returns (IComponentRegistry.Listing memory listing) {
        listing = super._listingOf(position);
        MockAggregator feed = new MockAggregator(8, "ANY / USD", 1e8);
        _feeds.push(feed);
        listing.feed = address(feed);
        if (address(tokens[position]) == address(usdc)) return listing;
        (listing.maxWeight, listing.stable) = (_maximumWeight(), false);
        (listing.minAnswer, listing.maxAnswer) = (0.25e8, 4e8);
    }
}
