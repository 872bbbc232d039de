// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "../MockERC20.sol";

/// @title A token that gives or takes a unit more than it should while one account sends, or whose `transfer` alone breaks
/// @notice For tests and local chains only.
contract SkewedERC20 is MockERC20 {
    address private _sender;
    address private _account;
    bool private _gives;

    bool private _fails;
    bool private _refuses;
    uint256 private _cost; // {gas}

    constructor(uint8 decimals_) MockERC20("Skewed", "SKEW", decimals_) {}

    /// @notice Whenever `sender` sends, `account` gets a unit, or loses one.
    function skew(address sender, address account, bool gives) external {
        (_sender, _account, _gives) = (sender, account, gives);
    }

    /// @notice What `transfer` does, and `transferFrom` does not: move nothing, answer false, cost gas.
    function breakTransfer(bool fails, bool refuses, uint256 cost) external {
        (_fails, _refuses, _cost) = (fails, refuses, cost);
    }

    function transfer(address to, uint256 value) public override returns (bool) {
        uint256 gasBefore = gasleft();
        while (gasBefore - gasleft() < _cost) {}
        if (!_fails) _transfer(msg.sender, to, value);
        return !_refuses;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (from == address(0) || from != _sender) return;
        if (_gives) super._update(address(0), _account, 1);
        else super._update(_account, address(0), 1);
    }
}
