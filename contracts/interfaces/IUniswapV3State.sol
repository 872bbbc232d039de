// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IUniswapV3State
/// @notice What a quote reads of a Uniswap v3 pool. Further words of the answers are left where they are.
interface IUniswapV3State {
    /// @notice Where the pool stands.
    /// @return sqrtPriceX96 Q64.96 Square root of token1 per token0.
    /// @return tick The tick of that price.
    function slot0() external view returns (uint160 sqrtPriceX96, int24 tick);

    /// @notice Liquidity in range now.
    function liquidity() external view returns (uint128);

    /// @notice Distance between two ticks that can be initialized.
    function tickSpacing() external view returns (int24);

    /// @notice Bitmap of the initialized ticks among 256.
    function tickBitmap(int16 word) external view returns (uint256);

    /// @notice A tick.
    /// @return liquidityGross Sum of all liquidity that begins or ends at the tick.
    /// @return liquidityNet What comes into range when the price crosses the tick upwards.
    function ticks(int24 tick) external view returns (uint128 liquidityGross, int128 liquidityNet);
}
