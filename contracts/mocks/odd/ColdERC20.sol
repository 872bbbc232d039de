// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "../MockERC20.sol";

/// @title A token whose balances cost more gas to read than anybody is given for it, unless they were read a moment before
/// @notice For tests and local chains only.
contract ColdERC20 is MockERC20 {
    uint256 private constant SLOTS = 24;

    mapping(uint256 slot => uint256) private _parts;

    constructor(uint8 decimals_) MockERC20("Cold", "COLD", decimals_) {}

    function balanceOf(address account) public view override returns (uint256) {
        uint256 sum = super.balanceOf(account);
        for (uint256 i; i < SLOTS; ++i) {
            sum += _parts[i];
        }
        return sum;
    }

    function _update(address from, address to, uint256 value) internal override {
        balanceOf(from);
        super._update(from, to, value);
    }
}
