// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IUniswapV3MintCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3MintCallback.sol";
import {IUniswapV3SwapCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3SwapCallback.sol";

/// @title Claims to be a pool and demands payment. For tests only
contract MockImpostorPool {
    /// @notice {1e6} The fee of the pool that it pretends to be.
    uint24 public constant fee = 3000;

    address public immutable token0;
    address public immutable token1;

    constructor(address tokenA, address tokenB) {
        (token0, token1) = tokenA < tokenB ? (tokenA, tokenB) : (tokenB, tokenA);
    }

    /// @notice Asks `payer` for one unit of each token, as a swap does.
    function demandSwap(IUniswapV3SwapCallback payer) external {
        payer.uniswapV3SwapCallback(1, 1, "");
    }

    /// @notice Asks `payer` for one unit of each token, as a new position does.
    function demandMint(IUniswapV3MintCallback payer) external {
        payer.uniswapV3MintCallback(1, 1, "");
    }
}
