// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

/// @title BasketCode
/// @notice A basket as the code of a data contract: written once, read whole by one `EXTCODECOPY`.
/// @dev Layout: 16 bytes bitmap of carried components and 16 bytes bitmap of stablecoins, then 48 bytes for each component in
///      basket order: token (20), held {1} WAD (8), weight {1} WAD (8), full D36{tok/share} as mantissa (11) and binary
///      exponent (1). `full` is what a weight of one buys per share at the start's prices; target units are `full * weight`.
///      `held` is the weight that the component had at the start, rounded up. A carried component has weight one, and its
///      held units as `full`. Of `full` 88 binary digits are kept: the rest is less than 2^-87 of it, and code costs 200 gas a
///      byte.
library BasketCode {
    using SafeCast for uint256;

    uint256 internal constant HEADER = 32;
    uint256 internal constant STRIDE = 48;
    /// @notice Binary digits of `full` that are kept.
    uint256 internal constant DIGITS = 88;
    uint256 internal constant WAD = 1e18;
    /// @notice Scale of units. A whole share is 1e18 {share}: at D18 a unit would be whole {tok} per whole share, and a small
    ///         weight of a dear component with few decimals would round to nothing.
    uint256 internal constant UNIT_SCALE = 1e36;

    /// @notice {1} Greatest `held` that an entry can hold.
    uint256 internal constant MAX_HELD = type(uint64).max;
    /// @notice D36{tok/share} Greatest `full` that an entry can hold.
    uint256 internal constant MAX_FULL = type(uint224).max;

    /// @notice One component of a basket.
    /// @param held {1} WAD. Weight at the start, rounded up; at most `MAX_HELD`.
    /// @param weight {1} WAD. Target weight.
    /// @param full D36{tok/share} Units that a weight of one stands for.
    struct Entry {
        address token;
        uint256 held;
        uint256 weight;
        uint256 full;
    }

    /// @notice Encodes and stores a basket.
    /// @return pointer The data contract.
    function write(Entry[] memory entries, uint256 carried, uint256 stables) internal returns (address pointer) {
        bytes memory list = create(entries.length, carried, stables);
        for (uint256 i; i < entries.length; ++i) {
            Entry memory entry = entries[i];
            put(list, i, entry.token, entry.held, entry.weight, compress(entry.full));
        }
        return store(list);
    }

    /// @notice Room for a basket of `length` components.
    /// @param carried Bitmap of the carried ones.
    /// @param stables Bitmap of the stablecoins.
    function create(uint256 length, uint256 carried, uint256 stables) internal pure returns (bytes memory list) {
        list = new bytes(HEADER + STRIDE * length);
        uint256 header = (uint256(carried.toUint128()) << 128) | stables.toUint128();
        assembly ("memory-safe") {
            mstore(add(list, 0x20), header)
        }
    }

    /// @notice Writes the `position`-th component. The caller checks the position.
    /// @param held {1} WAD. The caller checks that it fits 64 bits. The weight likewise.
    /// @param compressed As `compress` returns it.
    function put(
        bytes memory list,
        uint256 position,
        address token,
        uint256 held,
        uint256 weight,
        uint256 compressed
    ) internal pure {
        // Two stores that overlap: from the entry's first byte on, and up to its last.
        assembly ("memory-safe") {
            let entry := add(add(list, 0x40), mul(STRIDE, position))
            mstore(entry, or(shl(96, token), or(shl(32, held), shr(32, weight))))
            mstore(add(entry, 16), or(or(shl(224, token), shl(160, held)), or(shl(96, weight), compressed)))
        }
    }

    /// @notice Stores a basket.
    /// @return pointer The data contract.
    function store(bytes memory list) internal returns (address pointer) {
        pointer = SSTORE2.write(list);
    }

    /// @notice A `full` as an entry holds it, rounded down: mantissa (88 bits) and binary exponent (8).
    /// @param full D36{tok/share}
    function compress(uint256 full) internal pure returns (uint256 compressed) {
        uint256 exponent;
        assembly ("memory-safe") {
            // Binary digits of `full`, less those that are kept.
            let digits := sub(256, clz(full))
            exponent := mul(sub(digits, DIGITS), gt(digits, DIGITS))
            compressed := or(shl(8, shr(exponent, full)), exponent)
        }
    }

    /// @notice D36{tok/share} What an entry holds of a `full`.
    function expand(uint256 compressed) internal pure returns (uint256 full) {
        return (compressed >> 8) << (compressed & 0xff);
    }

    /// @notice Reads a whole basket.
    function read(address pointer) internal view returns (bytes memory list) {
        list = SSTORE2.read(pointer);
    }

    /// @notice Number of components.
    function count(bytes memory list) internal pure returns (uint256) {
        return (list.length - HEADER) / STRIDE;
    }

    /// @notice The `position`-th token. The caller checks the position.
    function tokenAt(bytes memory list, uint256 position) internal pure returns (address token) {
        assembly ("memory-safe") {
            token := shr(96, mload(add(add(list, 0x40), mul(STRIDE, position))))
        }
    }

    /// @notice The `position`-th component. The caller checks the position.
    function entryAt(bytes memory list, uint256 position) internal pure returns (Entry memory entry) {
        (entry.token, entry.held) = (tokenAt(list, position), heldAt(list, position));
        (entry.weight, entry.full) = targetAt(list, position);
    }

    /// @notice Weight {1} and full D36{tok/share} of the `position`-th component. The caller checks the position.
    function targetAt(bytes memory list, uint256 position) internal pure returns (uint256 weight, uint256 full) {
        uint256 last = _lastWordAt(list, position);
        return (uint64(last >> 96), expand(uint96(last)));
    }

    /// @notice {1} WAD. Weight that the `position`-th component had at the start. The caller checks the position.
    function heldAt(bytes memory list, uint256 position) internal pure returns (uint256 held) {
        return uint64(_lastWordAt(list, position) >> 160);
    }

    /// @notice Bitmap of the stablecoins.
    function stableBitmap(bytes memory list) internal pure returns (uint256 stables) {
        return uint128(_headerOf(list));
    }

    /// @notice Bitmap of the carried components.
    function carriedBitmap(bytes memory list) internal pure returns (uint256 carried) {
        return _headerOf(list) >> 128;
    }

    /// @dev Both bitmaps.
    function _headerOf(bytes memory list) private pure returns (uint256 header) {
        assembly ("memory-safe") {
            header := mload(add(list, 0x20))
        }
    }

    /// @dev The last 32 bytes of the `position`-th component's entry.
    function _lastWordAt(bytes memory list, uint256 position) private pure returns (uint256 last) {
        assembly ("memory-safe") {
            last := mload(add(add(list, 0x50), mul(STRIDE, position)))
        }
    }

    /// @notice Whether the `position`-th component is carried.
    function isCarried(bytes memory list, uint256 position) internal pure returns (bool) {
        return (carriedBitmap(list) >> position) & 1 == 1;
    }

    /// @notice D36{tok/share} Target units, rounded down.
    /// @param full D36{tok/share}
    /// @param weight {1} WAD
    function unitsOf(uint256 full, uint256 weight) internal pure returns (uint256) {
        // Of nearly every component the product fits a word.
        if ((full >> 192) | (weight >> 64) > 0) return Math.mulDiv(full, weight, WAD);
        unchecked {
            return (full * weight) / WAD;
        }
    }

    /// @notice D36{tok/share} Target units of an entry, rounded down.
    function unitsOf(Entry memory entry) internal pure returns (uint256) {
        return unitsOf(entry.full, entry.weight);
    }

    /// @notice {tok} Target of an entry at a supply.
    /// @param supply {share}
    function targetOf(Entry memory entry, uint256 supply, Math.Rounding rounding) internal pure returns (uint256) {
        // {tok} = D36{tok/share} * {share} / D36
        return Math.mulDiv(unitsOf(entry), supply, UNIT_SCALE, rounding);
    }

    /// @notice {tok} Target of the `position`-th component at a supply, rounded down and rounded up. The caller checks the
    ///         position.
    /// @param supply {share}
    function targetsAt(
        bytes memory list,
        uint256 position,
        uint256 supply
    ) internal pure returns (uint256 low, uint256 high) {
        (uint256 weight, uint256 full) = targetAt(list, position);
        uint256 units = unitsOf(full, weight);
        low = Math.mulDiv(units, supply, UNIT_SCALE);
        high = mulmod(units, supply, UNIT_SCALE) == 0 ? low : low + 1;
    }
}
