// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITradeExecutor} from "./ITradeExecutor.sol";
import {IUniswapV3Payer, IUniswapV3Swap} from "./IUniswapV3Swap.sol";

/// @title IUniswapV3Executor
/// @notice Trades a vault's components against Uniswap v3 pools directly, one or two to a leg.
/// @dev The route that `execute` takes is `abi.encode(Leg[], Hop[])`. Legs are done in their order: sales before the purchases
///      that they pay for. What a leg receives of a component that stands on both sides can be spent by the legs after it.
interface IUniswapV3Executor is ITradeExecutor, IUniswapV3Payer {
    /// @notice One swap, or the first of two.
    /// @param pool The pool.
    /// @param sell Index into the trade's sells: what is paid.
    /// @param buy Index into the trade's buys: what is received.
    /// @param amount {tok} Most of the sold component to pay, or most of the bought one to receive if `exactOutput`.
    /// @param exactOutput Whether `amount` counts what is received.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which the pool's swap stops. Where a second pool would then not be paid in
    ///        full, the leg is skipped.
    struct Leg {
        IUniswapV3Swap pool;
        uint256 sell;
        uint256 buy;
        uint256 amount;
        bool exactOutput;
        uint160 sqrtPriceLimitX96;
    }

    /// @notice The second swap of a leg, whose own pool then pays what is between instead of what is bought.
    /// @param leg Index of the leg. Hops ascend by it.
    /// @param pool The second pool.
    /// @param between What the first pool pays, and the second is paid: any token but what the leg sells and buys.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which the second pool's swap stops. Where it would then not take all that
    ///        the first one has brought, the leg is skipped.
    struct Hop {
        uint256 leg;
        IUniswapV3Swap pool;
        address between;
        uint160 sqrtPriceLimitX96;
    }

    /// @notice A leg was not done, as its pool reverted or answered nothing; the others were.
    event LegSkipped(address indexed vault, uint256 indexed leg, address pool);

    /// @notice Called by another address than the pool that this executor is swapping with, or once more, or with other data.
    error UnexpectedCallback(address caller);
    /// @notice A pool asks for more than what is left for it.
    error OverBudget(address component, uint256 owed, uint256 left);
    /// @notice The other pool of a leg did not swap.
    error HopFailed(address pool);
    /// @notice What is between did not go on to the second pool to the unit.
    error BetweenLeft(address between);
    /// @notice A hop that is of no leg or not in order, or goes through what its leg sells or buys.
    error InvalidHop(uint256 hop);
    /// @notice `execute` within `execute`.
    error AlreadyExecuting();
}
