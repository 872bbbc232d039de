// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITradeExecutor} from "./ITradeExecutor.sol";
import {IUniswapV4Unlocker} from "./IUniswapV4PoolManager.sol";

/// @title IUniswapV4Executor
/// @notice Trades a vault's components in Uniswap v4 pools, all legs within one unlock.
/// @dev The route that `execute` takes is `abi.encode(Leg[])`. Legs are done in their order: sales before the purchases that
///      they pay for. What a leg receives of the component that stands on both sides can be spent by the legs after it.
interface IUniswapV4Executor is ITradeExecutor, IUniswapV4Unlocker {
    /// @notice One swap. Its pool is the one of the two components that has these terms, and no hooks.
    /// @param fee {1e6} Of the pool.
    /// @param tickSpacing {ticks} Of the pool.
    /// @param sell Index into the trade's sells: what is paid.
    /// @param buy Index into the trade's buys: what is received.
    /// @param amount {tok} Most of the sold component to pay, or most of the bought one to receive if `exactOutput`.
    /// @param exactOutput Whether `amount` counts what is received.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which the swap stops.
    struct Leg {
        uint24 fee;
        int24 tickSpacing;
        uint256 sell;
        uint256 buy;
        uint256 amount;
        bool exactOutput;
        uint160 sqrtPriceLimitX96;
    }

    /// @notice What a leg is done for, and has to keep to.
    /// @param vault Pays what is sold, and gets what is bought.
    /// @param sold Component.
    /// @param bought Component.
    /// @param maxPaid {tok} What is left to sell.
    /// @param maxReceived {tok} What is left to buy.
    /// @param residual Component that stands on both sides, and is settled when all legs are done; zero: none does.
    /// @param delta {tok} What the manager owes the executor of it, or is owed if negative: no less than this, for others can
    ///        only add to it.
    struct Task {
        address vault;
        address sold;
        address bought;
        uint256 maxPaid;
        uint256 maxReceived;
        address residual;
        int256 delta;
    }

    /// @notice A leg was not done; the others were.
    event LegSkipped(address indexed vault, uint256 indexed leg);

    /// @notice The address holds no code.
    error NoCode(address target);
    /// @notice Called by another address than the one that this contract has called.
    error UnexpectedCaller(address caller);
    /// @notice The swap would pay more, or bring more, than what is left of the trade, or bring nothing.
    error OutOfBounds(uint256 paid, uint256 received);
    /// @notice The manager's books have more in them than what is settled at the end.
    error BooksOpen(uint256 open, int256 delta);
    /// @notice `execute` within `execute`.
    error AlreadyExecuting();

    /// @notice Does one leg, and settles it but for the residual. Only the executor calls it, so that what fails leaves nothing
    ///         behind.
    /// @return paid {tok}
    /// @return received {tok}
    /// @return delta {tok} As in `task`, after this leg.
    function swapLeg(
        Leg calldata leg,
        Task calldata task
    ) external returns (uint256 paid, uint256 received, int256 delta);
}
