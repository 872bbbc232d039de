// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexLens} from "../interfaces/IIndexLens.sol";
import {IUniswapV3State} from "../interfaces/IUniswapV3State.sol";
import {UniswapV3Pools} from "./UniswapV3Pools.sol";

/// @title PoolReader
/// @notice The state of a Uniswap v3 pool around its price: enough to compute a swap to the last unit.
library PoolReader {
    /// @dev Ticks of Uniswap v3.
    int24 private constant LAST_TICK = 887272;
    /// @dev Most ticks that are read of one pool to each side of its price; beyond them the range that is known ends.
    uint256 private constant MOST_TICKS = 64;
    /// @dev Most words of the bitmap that are read to each side.
    uint256 private constant MOST_WORDS = 16;

    /// @notice Reads the pool of `key` with its initialized ticks at most `reach` away from its tick, and at most so many to
    ///         each side: `lowest` and `highest` say how far.
    function read(
        address factory,
        IIndexLens.PoolKey calldata key,
        uint24 reach
    ) internal view returns (IIndexLens.PoolState memory state) {
        address pool = UniswapV3Pools.poolOf(factory, key.tokenA, key.tokenB, key.fee);
        if (pool.code.length == 0) return state;
        (state.sqrtPriceX96, state.tick) = IUniswapV3State(pool).slot0();
        if (state.sqrtPriceX96 == 0) return state;
        state.pool = pool;
        state.liquidity = IUniswapV3State(pool).liquidity();

        int256 lowest = int256(state.tick) - int256(uint256(reach));
        int256 highest = int256(state.tick) + int256(uint256(reach));
        state.lowest = lowest < -LAST_TICK ? -LAST_TICK : int24(lowest);
        state.highest = highest > LAST_TICK ? LAST_TICK : int24(highest);
        state.tickSpacing = IUniswapV3State(pool).tickSpacing();
        _readTicks(state);
    }

    /// @dev Goes through the bitmap from the price outwards, so that nothing farther away can take the place of what is near.
    function _readTicks(IIndexLens.PoolState memory state) private view {
        int24 spacing = state.tickSpacing;
        int24[] memory below;
        int24[] memory above;
        int24 at = _floor(state.tick, spacing);
        // Rounded towards the price at both ends.
        (below, state.lowest) = _walk(state.pool, at, -_floor(-state.lowest, spacing), -1, spacing, state.lowest);
        (above, state.highest) = _walk(state.pool, at + 1, _floor(state.highest, spacing), 1, spacing, state.highest);
        uint256 count = below.length + above.length;
        (state.ticks, state.liquidityNets) = (new int24[](count), new int128[](count));
        for (uint256 i; i < count; ++i) {
            int24 tick = i < below.length ? below[below.length - 1 - i] : above[i - below.length];
            state.ticks[i] = tick;
            (, state.liquidityNets[i]) = IUniswapV3State(state.pool).ticks(tick);
        }
    }

    /// @dev Looks from `at` to `last`, both included, both in spacings, in the direction of `step`.
    /// @param edge The tick that is known if nothing cuts the walk short.
    /// @return found The initialized ticks, the nearest first.
    /// @return known The tick up to which there are no others: `edge`, or where the walk was cut short.
    function _walk(
        address pool,
        int24 at,
        int24 last,
        int24 step,
        int24 spacing,
        int24 edge
    ) private view returns (int24[] memory found, int24 known) {
        found = new int24[](MOST_TICKS);
        uint256 count;
        for (uint256 words; words < MOST_WORDS && (last - at) * step >= 0 && count < MOST_TICKS; ++words) {
            int24 word = at >> 8;
            uint256 bits = IUniswapV3State(pool).tickBitmap(int16(word));
            for (; at >> 8 == word && (last - at) * step >= 0 && count < MOST_TICKS; at += step) {
                if ((bits >> uint8(uint24(at) & 0xff)) & 1 == 1) found[count++] = at * spacing;
            }
        }
        // The last that was looked at, unless that was the very last.
        known = (last - at) * step >= 0 ? (at - step) * spacing : edge;
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    /// @dev tick / spacing, rounded down.
    function _floor(int24 tick, int24 spacing) private pure returns (int24 compressed) {
        compressed = tick / spacing;
        if (tick < 0 && tick % spacing != 0) --compressed;
    }
}
