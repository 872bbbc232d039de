// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IUniswapV4PoolManager
/// @notice What an executor uses of the one contract in which all Uniswap v4 pools live.
/// @dev Once unlocked, the manager only keeps books: for each account and currency a delta, negative what the account owes.
///      When the callback is over every account's deltas must be zero, or all is undone.
interface IUniswapV4PoolManager {
    /// @notice What names a pool.
    /// @param currency0 The lower address of the two.
    /// @param fee {1e6}
    /// @param tickSpacing {ticks}
    /// @param hooks Contract that the pool calls before and after; zero: none.
    struct PoolKey {
        address currency0;
        address currency1;
        uint24 fee;
        int24 tickSpacing;
        address hooks;
    }

    /// @notice One swap.
    /// @param zeroForOne Whether currency0 is paid.
    /// @param amountSpecified {tok} What is paid if negative, what is received if positive.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which it stops.
    struct SwapParams {
        bool zeroForOne;
        int256 amountSpecified;
        uint160 sqrtPriceLimitX96;
    }

    /// @notice Calls the caller back, and holds it to account afterwards. Reverts while anybody else is being called back.
    function unlock(bytes calldata data) external returns (bytes memory);

    /// @notice Swaps, on the caller's account.
    /// @return delta {tok} Of the caller: its upper half of currency0, its lower half of currency1, each a signed number of
    ///         128 bits.
    function swap(
        PoolKey memory key,
        SwapParams memory params,
        bytes calldata hookData
    ) external returns (int256 delta);

    /// @notice Notes its balance of `currency`, before it is paid.
    function sync(address currency) external;

    /// @notice Credits the caller with what came in of the currency that was noted last.
    /// @return paid {tok}
    function settle() external payable returns (uint256 paid);

    /// @notice Pays `to` on the caller's account.
    /// @param amount {tok}
    function take(address currency, address to, uint256 amount) external;

    /// @notice One of its transient slots, in which the books are.
    function exttload(bytes32 slot) external view returns (bytes32 value);
}

/// @title IUniswapV4Unlocker
/// @notice What the manager calls on whoever unlocks it.
interface IUniswapV4Unlocker {
    /// @notice Does all that is to be done while it is unlocked.
    /// @param data What was given to `unlock`.
    function unlockCallback(bytes calldata data) external returns (bytes memory);
}
