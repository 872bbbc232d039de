// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IRedeemCallback} from "../interfaces/IRedeemCallback.sol";

/// @title An account that redeems by callback, and within it does whatever it was told to do
/// @notice For tests and local chains only.
contract HostileRedeemer is IRedeemCallback {
    using Address for address;

    /// @notice One call.
    struct Step {
        address target;
        bytes data;
    }

    /// @notice What the vault offered.
    event CalledBack(address vault, uint256 shares, uint256[] amounts);

    /// @notice Redeems by callback.
    /// @param data `abi.encode(Step[])`
    function redeem(
        IIndexVault vault,
        IIndexVault.Redemption calldata redemption,
        bytes calldata data
    ) external returns (uint256[] memory) {
        return vault.redeemWithCallback(redemption, data);
    }

    /// @inheritdoc IRedeemCallback
    function onRedeem(uint256 shares, uint256[] calldata amounts, bytes calldata data) external {
        emit CalledBack(msg.sender, shares, amounts);
        Step[] memory steps = abi.decode(data, (Step[]));
        for (uint256 i; i < steps.length; ++i) {
            steps[i].target.functionCall(steps[i].data);
        }
    }
}
