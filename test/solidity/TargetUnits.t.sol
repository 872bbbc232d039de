// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {BasketCode} from "../../contracts/libraries/BasketCode.sol";

/// @title Targets as a list keeps them, held against plain products rounded as they should be
contract TargetUnitsTest {
    uint256 private constant WAD = 1e18;
    uint256 private constant UNIT_SCALE = 1e36;

    /// @notice D36{tok/share} Rounded down, by way of 512 bits.
    function expected(uint256 full, uint256 weight) external pure returns (uint256) {
        return Math.mulDiv(full, weight, WAD);
    }

    /// @notice D36{tok/share} As a list says it.
    function actual(uint256 full, uint256 weight) external pure returns (uint256) {
        return BasketCode.unitsOf(full, weight);
    }

    /// @notice M-1 Units are the product rounded down, in one word or two, and where no word holds them nobody gets any.
    function testFuzz_units(uint256 full, uint256 weight, uint8 fullShift, uint8 weightShift) external view {
        _checkUnits(full, weight);
        _checkUnits(full >> fullShift, weight >> weightShift);
    }

    /// @notice M-1 So it is a unit below, at and above every power of two that decides how it is computed.
    function test_unitsAtPowersOfTwo() external view {
        for (uint256 i = 160; i < 256; ++i) {
            for (uint256 j = 56; j < 72; ++j) {
                for (uint256 k; k < 9; ++k) {
                    _checkUnits((1 << i) + (k % 3) - 1, (1 << j) + k / 3 - 1);
                }
            }
        }
    }

    /// @notice V-2 E-5 What a start writes is what a trade reads: less by 2^-87 at most, both targets rounded as they are named.
    function testFuzz_targets(
        uint256 drawn,
        uint64 held,
        uint64 weight,
        uint8 shift,
        address token,
        uint120 supply
    ) external pure {
        uint256 full = (drawn >> 32) >> (shift % 224);
        uint256 compressed = BasketCode.compress(full);
        uint256 kept = BasketCode.expand(compressed);
        assert(kept <= full && full - kept <= full >> 87);
        bytes memory list = BasketCode.create(2, 0, 0);
        BasketCode.put(list, 1, token, held, weight, compressed);
        BasketCode.put(list, 0, address(2), type(uint64).max, type(uint64).max, compressed);
        assert(BasketCode.tokenAt(list, 1) == token && BasketCode.heldAt(list, 1) == held);

        uint256 units = Math.mulDiv(kept, weight, WAD);
        (uint256 low, uint256 high) = BasketCode.targetsAt(list, 1, supply);
        assert(low == Math.mulDiv(units, supply, UNIT_SCALE));
        assert(high == Math.mulDiv(units, supply, UNIT_SCALE, Math.Rounding.Ceil));
        assert(BasketCode.targetOf(BasketCode.entryAt(list, 1), supply, Math.Rounding.Ceil) == high);
    }

    function _checkUnits(uint256 full, uint256 weight) private view {
        (bool held, bytes memory product) = address(this).staticcall(abi.encodeCall(this.expected, (full, weight)));
        (bool said, bytes memory units) = address(this).staticcall(abi.encodeCall(this.actual, (full, weight)));
        assert(held == said && keccak256(product) == keccak256(units));
    }
}
