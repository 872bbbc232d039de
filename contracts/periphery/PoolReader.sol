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
    /// @dev Most ticks that are read of one pool; beyond them the range that is known ends.
    uint256 private constant MOST_TICKS = 200;

    /// @notice Reads the pool of `key` with its initialized ticks at most `reach` away from its tick.
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
        _readTicks(state, IUniswapV3State(pool).tickSpacing());
    }

    /// @dev Goes through the bitmap from the lowest tick to the highest.
    function _readTicks(IIndexLens.PoolState memory state, int24 spacing) private view {
        int24[] memory found = new int24[](MOST_TICKS);
        uint256 count;
        int24 last = _floor(state.highest, spacing);
        for (int24 at = _floor(state.lowest, spacing) + 1; at <= last && count < MOST_TICKS;) {
            uint256 word = IUniswapV3State(state.pool).tickBitmap(int16(at >> 8));
            int24 end = ((at >> 8) + 1) << 8;
            for (; at < end && at <= last && count < MOST_TICKS; ++at) {
                if ((word >> uint8(uint24(at) & 0xff)) & 1 == 1) found[count++] = at * spacing;
            }
        }
        if (count == MOST_TICKS) state.highest = found[count - 1];
        (state.ticks, state.liquidityNets) = (new int24[](count), new int128[](count));
        for (uint256 i; i < count; ++i) {
            state.ticks[i] = found[i];
            (, state.liquidityNets[i]) = IUniswapV3State(state.pool).ticks(found[i]);
        }
    }

    /// @dev tick / spacing, rounded down.
    function _floor(int24 tick, int24 spacing) private pure returns (int24 compressed) {
        compressed = tick / spacing;
        if (tick < 0 && tick % spacing != 0) --compressed;
    }
}
