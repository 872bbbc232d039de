// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IAggregatorV3} from "../interfaces/IAggregatorV3.sol";
import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {BandWord, ListingWords, PricingWord} from "./ListingWords.sol";

/// @title PriceReading
/// @notice Every doubt that a price can raise, in one place: the oracle quotes by it, the registry compares feeds by it.
/// @dev A doubt is the error that a price deserves, encoded; empty if the price can be believed. No feed makes anything here
///      revert, so that a bad one among many costs only itself.
library PriceReading {
    using ListingWords for bytes;

    /// @notice ERC-7726 name of the US dollar (ISO 4217).
    address internal constant USD = address(840);
    /// @notice {gas} Cap on each reading of a feed, so that one that burns gas does not take the others along.
    uint256 internal constant FEED_GAS = 300_000;
    /// @notice {gas} What must be left before a base with one feed, so that nobody can starve it into failing.
    uint256 internal constant FAIR_GAS = 400_000;
    /// @notice {gas} The same for a base with further sources: four feeds at most.
    uint256 internal constant FAIR_GAS_FURTHER = 1_400_000;

    uint256 internal constant WAD = 1e18;

    /// @notice What an amount of `base` is multiplied with and divided by: {uoa} = {tok} * price / scale.
    /// @param pricing Feed of `base`, as the registry says it.
    /// @param band What answers of it are believed.
    /// @return doubt The error that the price deserves.
    /// @return price {uoa} per `scale` {tok}
    /// @return scale {tok} At most 10^63.
    function rate(
        IComponentRegistry registry,
        address base,
        PricingWord pricing,
        BandWord band
    ) internal view returns (bytes memory doubt, uint256 price, uint256 scale) {
        uint256 answer;
        (doubt, answer) = _read(registry, base, pricing, band);
        if (doubt.length > 0) return (doubt, 0, 0);
        unchecked {
            // At most 2^128 * 10^18, and 10^45: the registry lists no more.
            (price, scale) = (answer * WAD, 10 ** pricing.scale());
        }
        if (!pricing.further()) return (doubt, price, scale);

        IComponentRegistry.Sources memory sources = registry.sourcesOf(base);
        doubt = _compare(base, sources, answer);
        if (doubt.length > 0) return (doubt, 0, 0);
        if (sources.quote == USD) return (doubt, price, scale);
        return _compose(registry, base, pricing, sources, price);
    }

    /// @dev Dollars, where the feed of `base` answers in another base: `price` in the one times the price of the other.
    function _compose(
        IComponentRegistry registry,
        address base,
        PricingWord pricing,
        IComponentRegistry.Sources memory sources,
        uint256 price
    ) private view returns (bytes memory, uint256, uint256) {
        if (sources.quoteFrozen) {
            return (abi.encodeWithSelector(IPriceOracle.QuoteFrozen.selector, base, sources.quote), 0, 0);
        }
        (bytes memory doubt, uint256 answer, PricingWord quoted) = _readQuote(registry, sources.quote);
        if (doubt.length > 0) return (doubt, 0, 0);
        if (quoted.further()) {
            IComponentRegistry.Sources memory beyond = registry.sourcesOf(sources.quote);
            if (beyond.quote != USD) {
                return (abi.encodeWithSelector(IPriceOracle.QuoteNested.selector, base, sources.quote), 0, 0);
            }
            doubt = _compare(sources.quote, beyond, answer);
            if (doubt.length > 0) return (doubt, 0, 0);
        }
        // {uoa} per 10^(token + feed + feed of the quote) {tok} = D(feed){quote/token} * 1e18 * D(feed){usd/quote}
        (uint256 high, uint256 low) = Math.mul512(price, answer);
        if (high > 0) return (abi.encodeWithSelector(IPriceOracle.PriceTooLarge.selector, base, price, answer), 0, 0);
        return (doubt, low, 10 ** (pricing.scale() + quoted.scale() - sources.quoteDecimals));
    }

    /// @notice What the registry says of one component's feed.
    function termsOf(
        IComponentRegistry registry,
        address base
    ) internal view returns (PricingWord pricing, BandWord band) {
        address[] memory bases = new address[](1);
        bases[0] = base;
        bytes memory words = registry.tradeTerms(bases);
        return (words.pricingAt(0), words.bandAt(0));
    }

    /// @dev The answer of what a feed answers in, if that is a token, and the error that it deserves.
    function _readQuote(
        IComponentRegistry registry,
        address quote
    ) private view returns (bytes memory doubt, uint256 answer, PricingWord pricing) {
        BandWord band;
        (pricing, band) = termsOf(registry, quote);
        (doubt, answer) = _read(registry, quote, pricing, band);
    }

    /// @dev The answer of a base's own feed, and the error that it deserves.
    function _read(
        IComponentRegistry registry,
        address base,
        PricingWord pricing,
        BandWord band
    ) private view returns (bytes memory doubt, uint256 price) {
        address feed = pricing.feed();
        if (feed == address(0)) return (abi.encodeWithSelector(IPriceOracle.FeedMissing.selector, base), 0);
        (doubt, price) = answerOf(base, feed, pricing.heartbeat());
        if (doubt.length > 0) return (doubt, 0);
        (uint256 minimum, uint256 maximum) = (band.minimum(), band.maximum());
        if (price < minimum || price > maximum) {
            bytes4 cause =
                registry.component(base).stable
                    ? IPriceOracle.StablecoinDepegged.selector
                    : IPriceOracle.PriceOutOfBand.selector;
            return (abi.encodeWithSelector(cause, base, price, minimum, maximum), 0);
        }
    }

    /// @dev What a second feed makes of the first's answer. It may only doubt: the price is always the first's.
    function _compare(
        address base,
        IComponentRegistry.Sources memory sources,
        uint256 answer
    ) private view returns (bytes memory) {
        if (sources.secondFeed == address(0)) return "";
        (bytes memory doubt, uint256 second) = answerOf(base, sources.secondFeed, sources.secondHeartbeat);
        if (doubt.length > 0) return abi.encodeWithSelector(IPriceOracle.SecondFeedDoubtful.selector, base, doubt);
        // Both at the decimals of both together. A second answer beyond 128 bits diverges from any first one.
        bool diverges = second > type(uint128).max;
        if (!diverges) {
            uint256 first = answer * 10 ** uint256(sources.secondDecimals);
            uint256 other = second * 10 ** uint256(sources.feedDecimals);
            (uint256 low, uint256 high) = first < other ? (first, other) : (other, first);
            diverges = (high - low) * WAD > low * sources.maxDivergence;
        }
        if (!diverges) return "";
        bytes4 cause = IPriceOracle.PricesDivergent.selector;
        return abi.encodeWithSelector(cause, base, answer, second, sources.maxDivergence);
    }

    /// @notice An answer that is there, positive, fresh and not from the future, or the error that it deserves.
    function answerOf(
        address base,
        address feed,
        uint256 heartbeat
    ) internal view returns (bytes memory doubt, uint256 price) {
        (bool success, int256 answer, , uint256 updatedAt) = tryRead(feed);
        if (!success) return (abi.encodeWithSelector(IPriceOracle.FeedUnreadable.selector, base, feed), 0);
        if (answer <= 0) return (abi.encodeWithSelector(IPriceOracle.PriceNotPositive.selector, base, answer), 0);
        if (updatedAt > block.timestamp) {
            return (abi.encodeWithSelector(IPriceOracle.PriceFromFuture.selector, base, updatedAt), 0);
        }
        if (block.timestamp - updatedAt > heartbeat) {
            return (abi.encodeWithSelector(IPriceOracle.PriceStale.selector, base, updatedAt, heartbeat), 0);
        }
        price = uint256(answer);
    }

    /// @notice Reads a feed with capped gas and copies no more than a round.
    /// @return success Whether a round came back.
    /// @return answer D(feed)
    /// @return startedAt {s}
    /// @return updatedAt {s}
    function tryRead(
        address feed
    ) internal view returns (bool success, int256 answer, uint256 startedAt, uint256 updatedAt) {
        bytes4 selector = IAggregatorV3.latestRoundData.selector;
        assembly ("memory-safe") {
            let round := mload(0x40)
            mstore(round, selector)
            success := staticcall(FEED_GAS, feed, round, 0x04, round, 0xa0)
            success := and(success, gt(returndatasize(), 0x9f))
            answer := mload(add(round, 0x20))
            startedAt := mload(add(round, 0x40))
            updatedAt := mload(add(round, 0x60))
        }
    }
}
