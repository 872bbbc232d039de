// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

import {MockERC20} from "./MockERC20.sol";

/// @notice A dollar with 6 decimals and ERC-2612 permit (domain "USD Coin", version "1") that anyone may mint. For tests
/// and local chains only.
contract MockUSDC is MockERC20("USD Coin", "USDC", 6), ERC20Permit("USD Coin") {
    function decimals() public view override(ERC20, MockERC20) returns (uint8) {
        return super.decimals();
    }
}
