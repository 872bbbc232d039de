// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "../MockERC20.sol";

/// @title A token that makes one call of anybody's choice whenever it moves, before or after
/// @notice For tests and local chains only.
contract CallbackERC20 is MockERC20 {
    /// @notice The call was made and answered.
    event CalledBack(address indexed target, bool success, bytes answer);

    address private _target;
    bool private _before;
    bytes private _data;

    constructor(uint8 decimals_) MockERC20("Callback", "CALL", decimals_) {}

    /// @notice Sets the call, made once the balances have changed; the zero address for none.
    function arm(address newTarget, bytes calldata newData) external {
        (_target, _before, _data) = (newTarget, false, newData);
    }

    /// @notice Sets the call, made while the balances are what they were.
    function armBefore(address newTarget, bytes calldata newData) external {
        (_target, _before, _data) = (newTarget, true, newData);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (_before) _callBack();
        super._update(from, to, value);
        if (!_before) _callBack();
    }

    function _callBack() private {
        if (_target == address(0)) return;
        (bool success, bytes memory answer) = _target.call(_data);
        emit CalledBack(_target, success, answer);
    }
}
