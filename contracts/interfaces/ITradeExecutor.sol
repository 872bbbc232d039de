// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ITradeExecutor
/// @notice Performs a vault's trade on one family of venues. A vault trusts no executor: it looks only at what changed.
/// @dev Within `execute` the executor takes what it sells by `ITradeSource.take`, and delivers what it buys to the vault.
interface ITradeExecutor {
    /// @notice One component on one side of a trade.
    /// @param component The token.
    /// @param amount {tok} Most that may be taken (sells), or delivered without crossing the target (buys). Of USDC, what
    ///        the trade itself brings in may be taken on top.
    struct Side {
        address component;
        uint256 amount;
    }

    /// @notice Trades for the caller, a vault. What cannot be done is left undone, nothing is kept.
    /// @param sells What may be taken from the caller.
    /// @param buys What the caller may receive.
    /// @param data Route, in the executor's own encoding.
    function execute(Side[] calldata sells, Side[] calldata buys, bytes calldata data) external;
}

/// @title ITradeSource
/// @notice What an executor sees of a vault, and whoever redeems by callback.
interface ITradeSource {
    /// @notice Sends `amount` of `component`, which the running trade sells or the running redemption pays, to `to`.
    /// @dev Only the executor of the running trade, or the caller of the running redemption by callback; only within its call;
    ///      only up to what that trade sells, or the shares stand for. The transfer's gas is capped. In a redemption the
    ///      amount that leaves the vault is measured: the call reverts if nothing does, and the rest may still be taken.
    /// @param component The token.
    /// @param amount {tok}
    /// @param to Receiver, usually the pool that asks for its payment.
    function take(address component, uint256 amount, address to) external;
}
