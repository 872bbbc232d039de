// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";

/// @notice How one component is priced and traded, as the registry keeps it: feed (160 bits), heartbeat {s} (24), decimals of
///         token and feed together (7), whether there are further sources (1), status (8), slippage {1} WAD (56).
type PricingWord is uint256;

/// @notice What answers of its feed are believed: minimum and maximum, D(feed){quote/token} (128 bits each).
type BandWord is uint256;

/// @notice How much of one component an index may hold, as the registry keeps it: maximum weight {1} WAD (64 bits), dust {tok}
///         (128), new until {s} (40), decimals of the token (8), whether it counts as a stablecoin (8).
type LimitWord is uint256;

/// @notice What a start asks of one component: maximum weight in force {1} WAD (64 bits), status (8), stable (8), new (8).
type StartWord is uint256;

using ListingWords for PricingWord global;
using ListingWords for BandWord global;
using ListingWords for LimitWord global;
using ListingWords for StartWord global;

/// @title ListingWords
/// @notice What the registry says of many components at once: one word each, or two, in the order asked. Nothing is taken
///         apart but what is needed, as there may be a hundred.
library ListingWords {
    /* WHAT A WORD SAYS */

    /// @notice Price feed; zero where nothing is listed.
    function feed(PricingWord word) internal pure returns (address) {
        return address(uint160(PricingWord.unwrap(word)));
    }

    /// @notice {s} Greatest age of an answer.
    function heartbeat(PricingWord word) internal pure returns (uint256) {
        return uint24(PricingWord.unwrap(word) >> 160);
    }

    /// @notice {decimals} Of token and feed together.
    function scale(PricingWord word) internal pure returns (uint256) {
        return (PricingWord.unwrap(word) >> 184) & 0x7f;
    }

    /// @notice Whether the registry's `sourcesOf` says more than dollars from one feed.
    function further(PricingWord word) internal pure returns (bool) {
        return (PricingWord.unwrap(word) >> 191) & 1 == 1;
    }

    /// @notice What may be done with the component.
    function status(PricingWord word) internal pure returns (IComponentRegistry.Status) {
        return IComponentRegistry.Status(uint8(PricingWord.unwrap(word) >> 192));
    }

    /// @notice {1} WAD. Tier: part of the value that a trade of the component may lose.
    function slippage(PricingWord word) internal pure returns (uint256) {
        return PricingWord.unwrap(word) >> 200;
    }

    /// @notice D(feed){quote/token} Least answer believed.
    function minimum(BandWord word) internal pure returns (uint256) {
        return uint128(BandWord.unwrap(word));
    }

    /// @notice D(feed){quote/token} Greatest answer believed.
    function maximum(BandWord word) internal pure returns (uint256) {
        return BandWord.unwrap(word) >> 128;
    }

    /// @notice {1} WAD. Greatest target weight in force.
    function maxWeight(StartWord word) internal pure returns (uint256) {
        return uint64(StartWord.unwrap(word));
    }

    /// @notice What may be done with the component.
    function status(StartWord word) internal pure returns (IComponentRegistry.Status) {
        return IComponentRegistry.Status(uint8(StartWord.unwrap(word) >> 64));
    }

    /// @notice Whether it counts as a stablecoin.
    function isStable(StartWord word) internal pure returns (bool) {
        return (StartWord.unwrap(word) >> 72) & 1 == 1;
    }

    /// @notice Whether it counts among the new ones, which an index bounds together.
    function isNew(StartWord word) internal pure returns (bool) {
        return (StartWord.unwrap(word) >> 80) & 1 == 1;
    }

    /// @notice What a start asks, in one word.
    /// @param newWeight {1} WAD. Greatest target weight while the component is new.
    function startWord(PricingWord pricing, LimitWord limit, uint256 newWeight) internal view returns (StartWord) {
        uint256 word = LimitWord.unwrap(limit);
        uint256 weight = uint64(word);
        bool fresh = block.timestamp < uint40(word >> 192);
        if (fresh && weight > newWeight) weight = newWeight;
        bool stable = uint8(word >> 240) != 0;
        return
            StartWord.wrap(
                weight |
                    (uint256(pricing.status()) << 64) |
                    (uint256(stable ? 1 : 0) << 72) |
                    (uint256(fresh ? 1 : 0) << 80)
            );
    }

    /* MANY OF THEM */

    /// @notice Room for `count` words.
    function create(uint256 count) internal pure returns (bytes memory words) {
        return new bytes(count << 5);
    }

    /// @notice Writes the `index`-th word. The caller checks the index.
    function put(bytes memory words, uint256 index, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(words, 0x20), shl(5, index)), word)
        }
    }

    /// @notice Writes the two words of the `index`-th feed. The caller checks the index.
    function putFeed(bytes memory words, uint256 index, PricingWord pricing, BandWord band) internal pure {
        put(words, index << 1, PricingWord.unwrap(pricing));
        put(words, (index << 1) | 1, BandWord.unwrap(band));
    }

    /// @notice The first word of the `index`-th feed. The caller checks the index.
    function pricingAt(bytes memory words, uint256 index) internal pure returns (PricingWord) {
        return PricingWord.wrap(wordAt(words, index << 1));
    }

    /// @notice The second word of the `index`-th feed. The caller checks the index.
    function bandAt(bytes memory words, uint256 index) internal pure returns (BandWord) {
        return BandWord.wrap(wordAt(words, (index << 1) | 1));
    }

    /// @notice The `index`-th word. The caller checks the index.
    function wordAt(bytes memory words, uint256 index) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(words, 0x20), shl(5, index)))
        }
    }
}
