// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IIndexVault} from "../../interfaces/IIndexVault.sol";
import {IIssueCallback} from "../../interfaces/IIssueCallback.sol";

/// @title A vault that asks its caller for anything, as often as it likes, and makes one call of anybody's choice
/// @notice For tests and local chains only.
contract HostileVault {
    /// @notice The call was made and answered.
    event Answered(bool success, bytes answer);

    uint256 public constant basketId = 1;

    address[] private _components;
    uint256[] private _amounts;
    uint256 private _times;
    address private _target;
    bytes private _data;
    bool private _stubborn;

    /// @notice Sets the basket, what it asks for of each component, and how often.
    function demand(address[] calldata components, uint256[] calldata amounts, uint256 times) external {
        (_components, _amounts, _times) = (components, amounts, times);
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

    function redeemWith(IIndexVault.Redemption calldata) external returns (uint256[] memory amounts) {
        _strike();
        return _amounts;
    }

    function basket(uint256) external view returns (address[] memory, uint256[] memory, uint256) {
        return (_components, _amounts, 0);
    }

    function _strike() private {
        if (_target == address(0)) return;
        (bool success, bytes memory answer) = _target.call(_data);
        emit Answered(success, answer);
        if (!_stubborn) Address.verifyCallResult(success, answer);
    }
}
