// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {MockERC20} from "../MockERC20.sol";

/// @title A token whose balances are parts of a whole that grows and shrinks by itself
/// @notice For tests and local chains only. A move rounds the parts down, as staked ether does: a unit may stay behind.
contract RebasingERC20 is MockERC20 {
    bool private _rebased;
    uint256 private _numerator;
    uint256 private _denominator;

    constructor(uint8 decimals_) MockERC20("Rebasing", "BASE", decimals_) {}

    /// @notice Every balance becomes `numerator / denominator` of what was minted.
    function rebase(uint256 numerator, uint256 denominator) external {
        (_rebased, _numerator, _denominator) = (true, numerator, denominator);
    }

    /// @inheritdoc ERC20
    function balanceOf(address account) public view override returns (uint256) {
        uint256 part = super.balanceOf(account);
        return _rebased ? Math.mulDiv(part, _numerator, _denominator) : part;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (!_rebased) return super._update(from, to, value);
        super._update(from, to, _numerator == 0 ? 0 : Math.mulDiv(value, _denominator, _numerator));
    }
}
