// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

/// @title BasketCode
/// @notice A basket as the code of a data contract: written once, read whole by one `EXTCODECOPY`.
/// @dev Layout: 16 bytes bitmap of carried components, then 40 bytes for each component in basket order: token (20),
///      weight {1} WAD (8), full D36{tok/share} as mantissa (11) and binary exponent (1). `full` is what a weight of one would
///      buy per share at the start's prices; target units are `full * weight`. A carried component has weight one and its
///      held units as `full`. Of `full` 88 binary digits are kept: what is cut off is less than 2^-87 of it, for code costs
///      200 gas a byte.
library BasketCode {
    using SafeCast for uint256;

    uint256 internal constant HEADER = 16;
    uint256 internal constant STRIDE = 40;
    /// @notice Binary digits of `full` that are kept.
    uint256 internal constant DIGITS = 88;
    uint256 internal constant WAD = 1e18;
    /// @notice Scale of units. A whole share is 1e18 {share}: at D18 a unit would be whole {tok} per whole share, and a small
    ///         weight of a dear component with few decimals would round to nothing.
    uint256 internal constant UNIT_SCALE = 1e36;

    /// @notice D36{tok/share} Greatest `full` that an entry can hold.
    uint256 internal constant MAXIMUM_FULL = type(uint224).max;

    /// @notice One component of a basket.
    /// @param weight {1} WAD
    /// @param full D36{tok/share} Units that a weight of one stands for.
    struct Entry {
        address token;
        uint256 weight;
        uint256 full;
    }

    /// @notice Encodes and stores a basket.
    /// @return pointer The data contract.
    function write(Entry[] memory entries, uint256 carried) internal returns (address pointer) {
        bytes memory list = new bytes(HEADER + STRIDE * entries.length);
        uint128 header = carried.toUint128();
        assembly ("memory-safe") {
            mstore(add(list, 0x20), shl(128, header))
        }
        for (uint256 i; i < entries.length; ++i) {
            address token = entries[i].token;
            uint256 weight = entries[i].weight.toUint64();
            uint256 exponent = _exponentOf(entries[i].full);
            uint256 packed = ((entries[i].full >> exponent) << 8) | exponent;
            // The second store starts inside the token and writes its end again; it ends with the entry.
            assembly ("memory-safe") {
                let entry := add(add(list, 0x30), mul(STRIDE, i))
                mstore(entry, shl(96, token))
                mstore(add(entry, 8), or(or(shl(160, token), shl(96, weight)), packed))
            }
        }
        pointer = SSTORE2.write(list);
    }

    /// @notice D36{tok/share} What an entry holds of a `full`, rounded down.
    function truncate(uint256 full) internal pure returns (uint256) {
        uint256 exponent = _exponentOf(full);
        return (full >> exponent) << exponent;
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
            token := shr(96, mload(add(add(list, 0x30), mul(STRIDE, position))))
        }
    }

    /// @notice The `position`-th component. The caller checks the position.
    function entryAt(bytes memory list, uint256 position) internal pure returns (Entry memory entry) {
        entry.token = tokenAt(list, position);
        uint256 weight;
        uint256 full;
        assembly ("memory-safe") {
            let start := add(add(list, 0x30), mul(STRIDE, position))
            let packed := mload(add(start, 8))
            weight := and(shr(96, packed), 0xffffffffffffffff)
            full := shl(and(packed, 0xff), and(shr(8, packed), sub(shl(DIGITS, 1), 1)))
        }
        (entry.weight, entry.full) = (weight, full);
    }

    /// @notice Bitmap of the carried components.
    function carriedBitmap(bytes memory list) internal pure returns (uint256 carried) {
        assembly ("memory-safe") {
            carried := shr(128, mload(add(list, 0x20)))
        }
    }

    /// @notice Whether the `position`-th component is carried.
    function isCarried(bytes memory list, uint256 position) internal pure returns (bool) {
        return (carriedBitmap(list) >> position) & 1 == 1;
    }

    /// @notice D36{tok/share} Target units of an entry, rounded down.
    function unitsOf(Entry memory entry) internal pure returns (uint256) {
        return Math.mulDiv(entry.full, entry.weight, WAD);
    }

    /// @notice {tok} Target of an entry at a supply.
    /// @param supply {share}
    function targetOf(Entry memory entry, uint256 supply, Math.Rounding rounding) internal pure returns (uint256) {
        // {tok} = D36{tok/share} * {share} / D36
        return Math.mulDiv(unitsOf(entry), supply, UNIT_SCALE, rounding);
    }

    /// @dev How many binary digits of a number do not fit an entry.
    function _exponentOf(uint256 full) private pure returns (uint256) {
        return full >> DIGITS == 0 ? 0 : Math.log2(full) + 1 - DIGITS;
    }
}
