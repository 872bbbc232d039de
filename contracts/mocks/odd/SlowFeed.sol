// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAggregatorV3} from "../../interfaces/IAggregatorV3.sol";

/// @title A feed that says a dollar, with 8 decimals, and takes its time
/// @notice For tests and local chains only.
contract SlowFeed is IAggregatorV3 {
    uint8 public constant decimals = 8;
    string public constant description = "SLOW / USD";
    uint256 public constant version = 4;

    /// @notice {gas} What an answer costs at least.
    uint256 public immutable cost;

    constructor(uint256 cost_) {
        cost = cost_;
    }

    /// @inheritdoc IAggregatorV3
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        uint256 gasBefore = gasleft();
        while (gasBefore - gasleft() < cost) {}
        return (1, 1e8, block.timestamp, block.timestamp, 1);
    }
}
