// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IUniswapV3MintCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3MintCallback.sol";
import {IUniswapV3SwapCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3SwapCallback.sol";
import {IUniswapV3Factory} from "@uniswap/v3-core/contracts/interfaces/IUniswapV3Factory.sol";
import {IUniswapV3Pool} from "@uniswap/v3-core/contracts/interfaces/IUniswapV3Pool.sol";

/// @title Opens Uniswap v3 pools of any two tokens, gives them depth, and trades in them
/// @notice It pays whoever asks out of what it was given. For tests and local chains only.
contract PoolMaker is IUniswapV3MintCallback, IUniswapV3SwapCallback {
    IUniswapV3Factory public immutable factory;

    constructor(IUniswapV3Factory factory_) {
        factory = factory_;
    }

    /// @notice Opens a pool at a price.
    /// @param sqrtPriceX96 Q64.96{sqrt(token1/token0)}
    function open(address tokenA, address tokenB, uint24 fee, uint160 sqrtPriceX96) external returns (address pool) {
        pool = factory.createPool(tokenA, tokenB, fee);
        IUniswapV3Pool(pool).initialize(sqrtPriceX96);
    }

    /// @notice Adds a position.
    function provide(IUniswapV3Pool pool, int24 tickLower, int24 tickUpper, uint128 liquidity) external {
        pool.mint(address(this), tickLower, tickUpper, liquidity, "");
    }

    /// @notice Takes a position out.
    function withdraw(IUniswapV3Pool pool, int24 tickLower, int24 tickUpper, uint128 liquidity) external {
        pool.burn(tickLower, tickUpper, liquidity);
        pool.collect(address(this), tickLower, tickUpper, type(uint128).max, type(uint128).max);
    }

    /// @notice Trades. It keeps what it gets.
    /// @param amount {tok} Paid if positive, received if negative.
    /// @return amount0 {tok} What the pool got of token0, negative if it gave.
    /// @return amount1 {tok} The same of token1.
    function swap(
        IUniswapV3Pool pool,
        bool zeroForOne,
        int256 amount,
        uint160 sqrtPriceLimitX96
    ) external returns (int256 amount0, int256 amount1) {
        return pool.swap(address(this), zeroForOne, amount, sqrtPriceLimitX96, "");
    }

    /// @inheritdoc IUniswapV3MintCallback
    function uniswapV3MintCallback(uint256 amount0Owed, uint256 amount1Owed, bytes calldata) external {
        _pay(int256(amount0Owed), int256(amount1Owed));
    }

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata) external {
        _pay(amount0Delta, amount1Delta);
    }

    function _pay(int256 amount0, int256 amount1) private {
        if (amount0 > 0) IERC20(IUniswapV3Pool(msg.sender).token0()).transfer(msg.sender, uint256(amount0));
        if (amount1 > 0) IERC20(IUniswapV3Pool(msg.sender).token1()).transfer(msg.sender, uint256(amount1));
    }
}
