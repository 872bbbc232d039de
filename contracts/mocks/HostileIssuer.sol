// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIssueCallback} from "../interfaces/IIssueCallback.sol";

/// @title An account that does whatever it was told to do when a vault calls it back
/// @notice For tests and local chains only.
contract HostileIssuer is IIssueCallback {
    using Address for address;

    /// @notice One call.
    struct Step {
        address target;
        bytes data;
    }

    /// @notice What the vault asked for.
    event CalledBack(address vault, uint256 shares, uint256[] amounts);

    /// @notice Issues `shares` {share} of `vault` to `receiver`.
    /// @param data `abi.encode(Step[])`
    function issue(
        IIndexVault vault,
        uint256 shares,
        address receiver,
        uint256 basketId,
        bytes calldata data
    ) external returns (uint256[] memory) {
        return vault.issueWithCallback(shares, receiver, basketId, data);
    }

    /// @inheritdoc IIssueCallback
    function onIssue(uint256 shares, uint256[] calldata amounts, bytes calldata data) external {
        emit CalledBack(msg.sender, shares, amounts);
        Step[] memory steps = abi.decode(data, (Step[]));
        for (uint256 i; i < steps.length; ++i) {
            steps[i].target.functionCall(steps[i].data);
        }
    }
}
