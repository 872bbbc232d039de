// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IUniswapV3Swap
/// @notice The one function of a Uniswap v3 pool that an executor calls.
interface IUniswapV3Swap {
    /// @notice Swaps, pays `recipient`, and asks the caller for payment in `uniswapV3SwapCallback`.
    /// @param amountSpecified {tok} What is paid if positive, what is received if negative.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which it stops.
    /// @return amount0 {tok} Change of the pool's balance of token0.
    /// @return amount1 {tok} Change of the pool's balance of token1.
    function swap(
        address recipient,
        bool zeroForOne,
        int256 amountSpecified,
        uint160 sqrtPriceLimitX96,
        bytes calldata data
    ) external returns (int256 amount0, int256 amount1);
}

/// @title IUniswapV3Payer
/// @notice What a pool calls on whoever swaps with it.
interface IUniswapV3Payer {
    /// @notice Pays the pool what it is owed.
    /// @param amount0Delta {tok} Owed of token0 if positive.
    /// @param amount1Delta {tok} Owed of token1 if positive.
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external;
}
