// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {BandWord, LimitWord, PricingWord} from "./ListingWords.sol";

/// @title ListingBook
/// @notice What the registry keeps of many components, copied into the code of one contract: read at once, where storage is
///         read slot by slot.
/// @dev 116 bytes for each, ascending by token: the token (20), and its three words as `ListingTerms.Terms` has them (32 each).
library ListingBook {
    /// @dev {bytes} Of one component.
    uint256 internal constant STRIDE = 116;
    /// @dev {components} What fits the code of a contract, and costs some six million gas to publish.
    uint256 internal constant MAX_COUNT = 200;
    /// @dev {components} Fewer than these are not worth a look into a book.
    uint256 internal constant LEAST_ASKED = 8;

    /// @notice A book that is read from front to back.
    /// @param entries The whole book; empty if there is none.
    /// @param next Where in memory it is read next.
    struct Reader {
        bytes entries;
        uint256 next;
    }

    /// @notice Returns room for `components` components.
    function create(uint256 components) internal pure returns (bytes memory entries) {
        return new bytes(components * STRIDE);
    }

    /// @notice Writes the `index`-th component. The caller checks the index.
    function put(
        bytes memory entries,
        uint256 index,
        address token,
        PricingWord pricing,
        BandWord band,
        LimitWord limit
    ) internal pure {
        assembly ("memory-safe") {
            let entry := add(add(entries, 0x20), mul(STRIDE, index))
            mstore(entry, shl(96, token))
            mstore(add(entry, 20), pricing)
            mstore(add(entry, 52), band)
            mstore(add(entry, 84), limit)
        }
    }

    /// @notice Stores a book.
    /// @return book The data contract.
    function store(bytes memory entries) internal returns (address book) {
        book = SSTORE2.write(entries);
    }

    /// @notice Number of components.
    function count(address book) internal view returns (uint256) {
        // One byte of code stands before the data.
        return book == address(0) ? 0 : (book.code.length - 1) / STRIDE;
    }

    /// @notice Opens a book.
    /// @param book Zero for one in which nothing is found.
    function open(address book) internal view returns (Reader memory reader) {
        bytes memory entries;
        if (book != address(0)) entries = SSTORE2.read(book);
        reader.entries = entries;
        assembly ("memory-safe") {
            mstore(add(reader, 0x20), add(entries, 0x20))
        }
    }

    /// @notice Goes on to `token`.
    /// @return found Whether it is there: not if one behind it was looked for before.
    function seek(Reader memory self, address token) internal pure returns (bool found) {
        assembly ("memory-safe") {
            let entries := mload(self)
            let entry := mload(add(self, 0x20))
            let end := add(add(entries, 0x20), mload(entries))
            for {} and(lt(entry, end), lt(shr(96, mload(entry)), token)) {} {
                entry := add(entry, STRIDE)
            }
            mstore(add(self, 0x20), entry)
            found := and(lt(entry, end), eq(shr(96, mload(entry)), token))
        }
    }

    /// @notice The first two words of what was found.
    function feedWords(Reader memory self) internal pure returns (PricingWord pricing, BandWord band) {
        assembly ("memory-safe") {
            let entry := mload(add(self, 0x20))
            pricing := mload(add(entry, 20))
            band := mload(add(entry, 52))
        }
    }

    /// @notice The third word of what was found.
    function limitWord(Reader memory self) internal pure returns (LimitWord limit) {
        assembly ("memory-safe") {
            limit := mload(add(mload(add(self, 0x20)), 84))
        }
    }
}
