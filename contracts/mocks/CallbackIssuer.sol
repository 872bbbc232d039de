// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIssueCallback} from "../interfaces/IIssueCallback.sol";

/// @title An account that issues by callback and pays from its own balances
/// @notice For tests and measurements only: whoever calls `onIssue` takes what it has.
contract CallbackIssuer is IIssueCallback {
    /// @notice Issues `shares` {share} of `vault` to `receiver`.
    /// @param components Addresses of the basket's components, 20 bytes each.
    function issue(
        IIndexVault vault,
        uint256 shares,
        address receiver,
        uint256 basketId,
        bytes calldata components
    ) external returns (uint256[] memory) {
        return vault.issueWithCallback(shares, receiver, basketId, components);
    }

    /// @inheritdoc IIssueCallback
    function onIssue(uint256, uint256[] calldata amounts, bytes calldata data) external {
        for (uint256 i; i < amounts.length; ++i) {
            IERC20(address(bytes20(data[20 * i:]))).transfer(msg.sender, amounts[i]);
        }
    }
}
