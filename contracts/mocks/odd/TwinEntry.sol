// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TwinERC20} from "./TwinERC20.sol";

/// @title The second address of a token: same balances, same allowances
/// @notice For tests and local chains only.
contract TwinEntry {
    TwinERC20 private immutable _twin;

    constructor(TwinERC20 twin) {
        _twin = twin;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _twin.transferFor(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        _twin.transferFromFor(msg.sender, from, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        _twin.approveFor(msg.sender, spender, value);
        return true;
    }

    /// @notice Mints `amount` {tok} to `to`, as anybody may.
    function mint(address to, uint256 amount) external {
        _twin.mint(to, amount);
    }

    function balanceOf(address account) external view returns (uint256) {
        return _twin.balanceOf(account);
    }

    function decimals() external view returns (uint8) {
        return _twin.decimals();
    }
}
