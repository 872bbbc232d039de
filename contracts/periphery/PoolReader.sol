// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

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
    /// @dev Most ticks that are read of a range.
    uint256 private constant MOST_TICKS_OF_RANGE = 256;
    /// @dev Most words of the bitmap that are read to each side, or of a range.
    uint256 private constant MOST_WORDS = 16;

    /// @dev A walk over the bitmap of a pool, in spacings, from `compressed` to `last`, both included.
    /// @param step 1 upwards, -1 downwards.
    /// @param most The number of initialized ticks after which it ends.
    /// @param edge The tick that is known if nothing cuts the walk short.
    struct Walk {
        address pool;
        int24 spacing;
        int24 compressed;
        int24 last;
        int24 step;
        int24 edge;
        uint256 most;
    }

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
        state.tickSpacing = IUniswapV3State(pool).tickSpacing();

        int24[] memory below;
        int24[] memory above;
        int256 distance = int256(uint256(reach));
        (below, state.lowest) = _walk(
            _walkOf(pool, state.tickSpacing, state.tick, state.tick - distance, -1, MOST_TICKS)
        );
        (above, state.highest) = _walk(
            _walkOf(pool, state.tickSpacing, int256(state.tick) + 1, state.tick + distance, 1, MOST_TICKS)
        );
        state.ticks = new int24[](below.length + above.length);
        for (uint256 i; i < state.ticks.length; ++i) {
            state.ticks[i] = i < below.length ? below[below.length - 1 - i] : above[i - below.length];
        }
        state.liquidityNets = _netsOf(pool, state.ticks);
    }

    /// @notice Reads the initialized ticks of a range, the nearest to `from` first: `known` says how far.
    function readRange(
        address factory,
        IIndexLens.TickRange calldata range
    ) internal view returns (IIndexLens.TickSpan memory span) {
        address pool = UniswapV3Pools.poolOf(factory, range.tokenA, range.tokenB, range.fee);
        span.known = range.from;
        if (pool.code.length == 0) return span;
        int24 spacing = IUniswapV3State(pool).tickSpacing();
        int24 step = range.to < range.from ? -1 : int24(1);
        (span.ticks, span.known) = _walk(_walkOf(pool, spacing, range.from, range.to, step, MOST_TICKS_OF_RANGE));
        span.liquidityNets = _netsOf(pool, span.ticks);
    }

    /// @dev The walk over the ticks from `from` to `to`, both included.
    function _walkOf(
        address pool,
        int24 spacing,
        int256 from,
        int256 to,
        int24 step,
        uint256 most
    ) private pure returns (Walk memory walk) {
        int24 edge =
            to < -LAST_TICK
                ? -LAST_TICK
                : to > LAST_TICK
                    ? LAST_TICK
                    : int24(to);
        int24 start =
            from < -LAST_TICK
                ? -LAST_TICK
                : from > LAST_TICK
                    ? LAST_TICK
                    : int24(from);
        (walk.pool, walk.spacing, walk.edge, walk.step, walk.most) = (pool, spacing, edge, step, most);
        // Both ends are rounded to the spacings between them.
        walk.compressed = step > 0 ? -_floor(-start, spacing) : _floor(start, spacing);
        walk.last = step > 0 ? _floor(edge, spacing) : -_floor(-edge, spacing);
    }

    /// @dev Walks over the bitmap word by word, and within a word from one set bit to the next.
    /// @return found The initialized ticks, the nearest first.
    /// @return known The tick up to which there are no others.
    function _walk(Walk memory walk) private view returns (int24[] memory found, int24 known) {
        found = new int24[](walk.most);
        uint256 count;
        (int24 compressed, int24 last, int24 step) = (walk.compressed, walk.last, walk.step);
        for (uint256 words; words < MOST_WORDS && (last - compressed) * step >= 0 && count < walk.most; ++words) {
            int24 word = compressed >> 8;
            uint256 bits = IUniswapV3State(walk.pool).tickBitmap(int16(word));
            uint256 place = uint24(compressed) & 0xff;
            // The bit of `compressed` is the lowest upwards, the highest downwards.
            bits = step > 0 ? bits >> place : bits << (255 - place);
            while (bits != 0 && count < walk.most) {
                uint256 skipped = step > 0 ? Math.log2(bits & (~bits + 1)) : 255 - Math.log2(bits);
                compressed += step * int24(uint24(skipped));
                if ((last - compressed) * step < 0) break;
                found[count++] = compressed * walk.spacing;
                compressed += step;
                bits = step > 0 ? (bits >> skipped) >> 1 : (bits << skipped) << 1;
            }
            if (bits == 0) compressed = step > 0 ? (word + 1) << 8 : (word << 8) - 1;
        }
        // The last that was looked at, unless that was the very last.
        known = (last - compressed) * step >= 0 ? (compressed - step) * walk.spacing : walk.edge;
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    /// @dev What comes into range at each tick when the price rises.
    function _netsOf(address pool, int24[] memory ticks) private view returns (int128[] memory nets) {
        nets = new int128[](ticks.length);
        for (uint256 i; i < ticks.length; ++i) {
            (, nets[i]) = IUniswapV3State(pool).ticks(ticks[i]);
        }
    }

    /// @dev tick / spacing, rounded down.
    function _floor(int24 tick, int24 spacing) private pure returns (int24 compressed) {
        compressed = tick / spacing;
        if (tick < 0 && tick % spacing != 0) --compressed;
    }
}
