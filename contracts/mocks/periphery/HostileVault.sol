// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IIndexVault} from "../../interfaces/IIndexVault.sol";
import {IIssueCallback} from "../../interfaces/IIssueCallback.sol";
import {IRedeemCallback} from "../../interfaces/IRedeemCallback.sol";

/// @title A vault that asks its caller for anything, as often as it likes, and makes one call of anybody's choice
/// @notice For tests and local chains only.
contract HostileVault {
    /// @notice The call was made and answered.
    event Answered(bool success, bytes answer);

    /// @notice A component was to be sent.
    event Asked(address component, uint256 amount, address to);

    uint256[] private _amounts;
    uint256 private _times;
    address private _target;
    bytes private _data;
    bool private _stubborn;

    /// @notice Sets what it asks for of each component, or offers, and how often.
    function demand(uint256[] calldata amounts, uint256 times) external {
        (_amounts, _times) = (amounts, times);
    }

    /// @notice Sets the call, and whether its failure is swallowed.
    function arm(address newTarget, bytes calldata newData, bool newStubborn) external {
        (_target, _data, _stubborn) = (newTarget, newData, newStubborn);
    }

    function issueWithCallback(
        uint256 shares,
        address,
        uint256,
        bytes calldata data
    ) external returns (uint256[] memory amounts) {
        for (uint256 i; i < _times; ++i) {
            IIssueCallback(msg.sender).onIssue(shares, _amounts, data);
        }
        _strike();
        return _amounts;
    }

    function redeemWithCallback(
        IIndexVault.Redemption calldata redemption,
        bytes calldata data
    ) external returns (uint256[] memory amounts) {
        for (uint256 i; i < _times; ++i) {
            IRedeemCallback(msg.sender).onRedeem(redemption.shares, _amounts, data);
        }
        _strike();
        return _amounts;
    }

    /// @notice Is asked for components, and does nothing.
    function take(address component, uint256 amount, address to) external {
        emit Asked(component, amount, to);
    }

    function _strike() private {
        if (_target == address(0)) return;
        (bool success, bytes memory answer) = _target.call(_data);
        emit Answered(success, answer);
        if (!_stubborn) Address.verifyCallResult(success, answer);
    }
}
