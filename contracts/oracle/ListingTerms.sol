// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {BandWord, LimitWord, PricingWord, StartWord} from "./ListingWords.sol";
import {PriceReading} from "./PriceReading.sol";

/// @title ListingTerms
/// @notice How a listing is kept, and what is said of it.
/// @dev Most components are priced by one feed in dollars: trades and the oracle read two words of those, a start three. The
///      words are told as they are kept: `ListingWords` names their parts in the order in which `Terms` has them.
library ListingTerms {
    /// @dev Bit of `Terms.scale`: there are `Further` words.
    uint8 internal constant FURTHER = 0x80;

    /// @notice What is kept of every component: a word that trades need, the feed's band, and a word for starts.
    /// @param feed Price feed.
    /// @param heartbeat {s}
    /// @param scale {decimals} Of token and feed together, and the bit `FURTHER`.
    /// @param slippage {1} WAD
    /// @param minAnswer D(feed){quote/token}
    /// @param maxAnswer D(feed){quote/token}
    /// @param maxWeight {1} WAD
    /// @param dust {tok}
    /// @param newUntil {s}
    struct Terms {
        address feed;
        uint24 heartbeat;
        uint8 scale;
        IComponentRegistry.Status status;
        uint56 slippage;
        uint128 minAnswer;
        uint128 maxAnswer;
        uint64 maxWeight;
        uint128 dust;
        uint40 newUntil;
        uint8 tokenDecimals;
        bool stable;
    }

    /// @notice What is kept of a component whose price has more than one source.
    /// @param quote What its feed answers in.
    /// @param feedDecimals {decimals}
    /// @param secondFeed Zero if there is none.
    /// @param secondHeartbeat {s}
    /// @param secondDecimals {decimals}
    /// @param maxDivergence {1} WAD
    struct Further {
        address quote;
        uint8 feedDecimals;
        address secondFeed;
        uint24 secondHeartbeat;
        uint8 secondDecimals;
        uint64 maxDivergence;
    }

    /// @notice What only listings ask for.
    /// @param changedAt {s}
    /// @param frozenSince {s} Zero if it is not frozen.
    struct History {
        uint40 changedAt;
        uint40 frozenSince;
        bool probed;
    }

    /// @notice Writes a listing, as what is buyable. When the component was new is left as it is.
    /// @param maxWeight {1} WAD. In place of the listing's: USDC has its own.
    function write(
        Terms storage terms,
        IComponentRegistry.Listing calldata listing,
        uint64 maxWeight,
        uint8 tokenDecimals,
        uint8 feedDecimals
    ) internal {
        bool further = listing.quote != PriceReading.USD || listing.secondFeed != address(0);
        (terms.feed, terms.heartbeat) = (listing.feed, uint24(listing.heartbeat));
        terms.scale = (tokenDecimals + feedDecimals) | (further ? FURTHER : 0);
        (terms.status, terms.slippage) = (IComponentRegistry.Status.Buyable, uint56(listing.slippage));
        (terms.minAnswer, terms.maxAnswer) = (listing.minAnswer, listing.maxAnswer);
        (terms.maxWeight, terms.dust) = (maxWeight, listing.dust);
        (terms.tokenDecimals, terms.stable) = (tokenDecimals, listing.stable);
    }

    /// @notice Writes what a listing says of further sources.
    function write(
        Further storage further,
        IComponentRegistry.Listing calldata listing,
        uint8 feedDecimals,
        uint8 secondDecimals
    ) internal {
        (further.quote, further.feedDecimals) = (listing.quote, feedDecimals);
        (further.secondFeed, further.secondDecimals) = (listing.secondFeed, secondDecimals);
        (further.secondHeartbeat, further.maxDivergence) = (uint24(listing.secondHeartbeat), listing.maxDivergence);
    }

    /// @notice Writes limits that are stricter than those in force.
    function tighten(Terms storage terms, Further storage further, IComponentRegistry.Limits calldata limits) internal {
        (terms.heartbeat, terms.slippage) = (uint24(limits.heartbeat), uint56(limits.slippage));
        (terms.minAnswer, terms.maxAnswer) = (limits.minAnswer, limits.maxAnswer);
        (terms.maxWeight, terms.dust) = (limits.maxWeight, limits.dust);
        if (isFurther(terms)) further.maxDivergence = limits.maxDivergence;
    }

    /// @notice Whether no limit is looser than the one in force, and one at least stricter.
    function isTightenedBy(
        Terms storage terms,
        Further storage further,
        IComponentRegistry.Limits calldata limits
    ) internal view returns (bool) {
        bool looser =
            limits.heartbeat > terms.heartbeat ||
                limits.minAnswer < terms.minAnswer ||
                limits.maxAnswer > terms.maxAnswer ||
                limits.maxDivergence > further.maxDivergence ||
                limits.slippage > terms.slippage ||
                limits.maxWeight > terms.maxWeight ||
                limits.dust > terms.dust;
        bool stricter =
            limits.heartbeat < terms.heartbeat ||
                limits.minAnswer > terms.minAnswer ||
                limits.maxAnswer < terms.maxAnswer ||
                limits.maxDivergence < further.maxDivergence ||
                limits.slippage < terms.slippage ||
                limits.maxWeight < terms.maxWeight ||
                limits.dust < terms.dust;
        return stricter && !looser;
    }

    /// @notice Whether limits leave a price possible. Where none is to be believed any more, a freeze says so, and counts as one.
    function isUsable(Further storage further, IComponentRegistry.Limits calldata limits) internal view returns (bool) {
        bool divergent = further.secondFeed == address(0) || limits.maxDivergence > 0;
        return limits.heartbeat > 0 && limits.minAnswer < limits.maxAnswer && divergent;
    }

    /// @notice How a component is priced and traded: the first word, as it is kept.
    function pricing(Terms storage terms) internal view returns (PricingWord word) {
        assembly ("memory-safe") {
            word := sload(terms.slot)
        }
    }

    /// @notice What answers of its feed are believed: the second word, as it is kept.
    function band(Terms storage terms) internal view returns (BandWord word) {
        assembly ("memory-safe") {
            word := sload(add(terms.slot, 1))
        }
    }

    /// @notice How much of it may be held: the third word, as it is kept.
    function limit(Terms storage terms) internal view returns (LimitWord word) {
        assembly ("memory-safe") {
            word := sload(add(terms.slot, 2))
        }
    }

    /// @notice What is said of one component.
    /// @param newWeight {1} WAD. Greatest weight while the component is new.
    function describe(
        Terms storage terms,
        uint256 newWeight
    ) internal view returns (IComponentRegistry.Component memory) {
        PricingWord word = pricing(terms);
        StartWord more = word.startWord(limit(terms), newWeight);
        return
            IComponentRegistry.Component({
                status: word.status(),
                stable: more.isStable(),
                isNew: more.isNew(),
                decimals: terms.tokenDecimals,
                slippage: uint64(word.slippage()),
                maxWeight: uint64(more.maxWeight()),
                dust: terms.dust
            });
    }

    /// @notice What is said of one component's feed.
    function describeFeed(Terms storage terms) internal view returns (IComponentRegistry.Feed memory) {
        (PricingWord word, BandWord believed) = (pricing(terms), band(terms));
        return
            IComponentRegistry.Feed({
                feed: word.feed(),
                heartbeat: uint32(word.heartbeat()),
                scale: uint8(word.scale()),
                minAnswer: uint128(believed.minimum()),
                maxAnswer: uint128(believed.maximum()),
                further: word.further()
            });
    }

    /// @notice What the oracle reads where there is more.
    /// @param quoted Terms of what the feed answers in, if it is a token.
    function sources(
        Terms storage terms,
        Further storage further,
        Terms storage quoted
    ) internal view returns (IComponentRegistry.Sources memory) {
        if (!isFurther(terms)) {
            uint8 feedDecimals = terms.scale - terms.tokenDecimals;
            return IComponentRegistry.Sources(PriceReading.USD, false, 0, feedDecimals, address(0), 0, 0, 0);
        }
        return
            IComponentRegistry.Sources({
                quote: further.quote,
                quoteFrozen: quoted.status == IComponentRegistry.Status.Frozen,
                quoteDecimals: quoted.tokenDecimals,
                feedDecimals: further.feedDecimals,
                secondFeed: further.secondFeed,
                secondHeartbeat: further.secondHeartbeat,
                secondDecimals: further.secondDecimals,
                maxDivergence: further.maxDivergence
            });
    }

    /// @notice {decimals} Of token and feed together.
    function decimals(Terms storage terms) internal view returns (uint8) {
        return terms.scale & ~FURTHER;
    }

    /// @notice Whether the price has more than one source.
    function isFurther(Terms storage terms) internal view returns (bool) {
        return terms.scale & FURTHER != 0;
    }
}
