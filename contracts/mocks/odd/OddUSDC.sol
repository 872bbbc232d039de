// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {MockUSDC} from "../MockUSDC.sol";

/// @title USDC that refuses accounts, or takes a fee
/// @notice For tests only. Its code stands in for that of `MockUSDC`, whose balances it keeps.
contract OddUSDC is MockUSDC {
    error AccountRefused(address account);

    mapping(address account => bool) public isRefused;
    /// @notice {1} Part of each transfer, in hundredths, that does not arrive.
    uint256 public fee;

    function setRefused(address account, bool refused) external {
        isRefused[account] = refused;
    }

    function setFee(uint256 newFee) external {
        fee = newFee;
    }

    function _update(address from, address to, uint256 value) internal override(ERC20) {
        require(!isRefused[from], AccountRefused(from));
        require(!isRefused[to], AccountRefused(to));
        uint256 kept = from == address(0) || to == address(0) ? 0 : (value * fee) / 100;
        if (kept > 0) super._update(from, address(0), kept);
        super._update(from, to, value - kept);
    }
}
