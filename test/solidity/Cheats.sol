// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What the runner of Solidity tests lets a test do to the chain.
interface Cheats {
    function warp(uint256 timestamp) external;

    function prank(address sender) external;
}

/// @dev Where the runner answers.
Cheats constant CHEATS = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));
