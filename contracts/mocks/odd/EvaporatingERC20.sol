// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "../MockERC20.sol";

/// @title A token of which the watched account loses with the next block what it received
/// @notice For tests and local chains only. It behaves for everybody else.
contract EvaporatingERC20 is MockERC20 {
    address private _watched;
    uint256 private _receivedAt; // {block}
    uint256 private _before; // {tok}

    constructor() MockERC20("Evaporating", "EVA", 18) {}

    function watch(address newWatched) external {
        _watched = newWatched;
    }

    function balanceOf(address account) public view override returns (uint256) {
        if (account != _watched || account == address(0)) return super.balanceOf(account);
        return _receivedAt == block.number ? super.balanceOf(account) - _before : 0;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (_watched != address(0) && to == _watched && _receivedAt != block.number) {
            (_receivedAt, _before) = (block.number, super.balanceOf(to));
        }
        super._update(from, to, value);
    }
}
