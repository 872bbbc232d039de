// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IIssueCallback
/// @notice What a vault calls back on the caller of `issueWithCallback`, and on nobody else.
interface IIssueCallback {
    /// @notice Delivers `amounts` to the calling vault, by whatever way: a transfer, or pools that pay the vault directly.
    /// @dev The vault's lock is held: its functions, and its views of shares and holdings, revert. When the call returns,
    ///      every balance of the vault must have grown by at least its amount. Whoever implements this checks that the caller
    ///      is the vault that it called, within that very call.
    /// @param shares {share} Amount that is being issued.
    /// @param amounts {tok} What is required of each component, in the order of the basket that the caller named.
    /// @param data What the caller gave to `issueWithCallback`.
    function onIssue(uint256 shares, uint256[] calldata amounts, bytes calldata data) external;
}
