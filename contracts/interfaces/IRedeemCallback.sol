// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IRedeemCallback
/// @notice What a vault calls back on the caller of `redeemWithCallback`, and on nobody else.
interface IRedeemCallback {
    /// @notice Takes what it likes of `amounts` by `ITradeSource.take` of the calling vault: to itself, or straight to the pools
    ///         that it sells to.
    /// @dev The vault's lock is held: its functions but `take`, and its views of shares and holdings, revert. What is not taken
    ///      when the call returns is paid to the redemption's receiver. Whoever implements this checks that the caller is the
    ///      vault that it called, within that very call.
    /// @param shares {share} Amount that was burnt.
    /// @param amounts {tok} What may be taken of each component, in the order of the basket that the caller named.
    /// @param data What the caller gave to `redeemWithCallback`.
    function onRedeem(uint256 shares, uint256[] calldata amounts, bytes calldata data) external;
}
