// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IRedeemCallback} from "../interfaces/IRedeemCallback.sol";

/// @title An account that redeems by callback and takes a part of whatever lets itself be taken
/// @notice For tests and local chains only. It redeems for whoever allows it its shares, and keeps nothing.
contract PartRedeemer is IRedeemCallback {
    /// @notice Redeems, and takes `percent` of each component straight to the receiver.
    function redeem(
        IIndexVault vault,
        IIndexVault.Redemption calldata redemption,
        uint256 percent
    ) external returns (uint256[] memory) {
        (address[] memory components, , ) = vault.basket(redemption.basketId);
        return vault.redeemWithCallback(redemption, abi.encode(components, percent, redemption.receiver));
    }

    /// @inheritdoc IRedeemCallback
    function onRedeem(uint256, uint256[] calldata amounts, bytes calldata data) external {
        (address[] memory components, uint256 percent, address receiver) = abi.decode(
            data,
            (address[], uint256, address)
        );
        for (uint256 i; i < amounts.length; ++i) {
            uint256 part = (amounts[i] * percent) / 100;
            if (part == 0) continue;
            // What cannot be taken is the vault's to pay, or to credit.
            try IIndexVault(msg.sender).take(components[i], part, receiver) {} catch {}
        }
    }
}
