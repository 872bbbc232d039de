// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "../MockERC20.sol";
import {TwinEntry} from "./TwinEntry.sol";

/// @title A token with a second address to the same balances
/// @notice For tests and local chains only.
contract TwinERC20 is MockERC20 {
    /// @notice The caller is not the second address.
    error NotTheEntry(address caller);

    /// @notice The second address.
    TwinEntry public immutable entry;

    constructor(uint8 decimals_) MockERC20("Twin", "TWIN", decimals_) {
        entry = new TwinEntry(this);
    }

    /// @notice Allows what `owner` told the second address to allow.
    function approveFor(address owner, address spender, uint256 value) external {
        require(msg.sender == address(entry), NotTheEntry(msg.sender));
        _approve(owner, spender, value);
    }

    /// @notice Moves what `from` told the second address to move.
    function transferFor(address from, address to, uint256 value) external {
        require(msg.sender == address(entry), NotTheEntry(msg.sender));
        _transfer(from, to, value);
    }

    /// @notice Moves what `from` allowed `spender` to move.
    function transferFromFor(address spender, address from, address to, uint256 value) external {
        require(msg.sender == address(entry), NotTheEntry(msg.sender));
        _spendAllowance(from, spender, value);
        _transfer(from, to, value);
    }
}
