// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

import {IAggregatorV3} from "../../interfaces/IAggregatorV3.sol";

/// @title The stable address of a feed, in front of a replaceable aggregator
/// @notice For tests and local chains only. The owner stands for the feed's operator.
contract MockFeedProxy is IAggregatorV3, Ownable {
    event AggregatorReplaced(IAggregatorV3 indexed previous, IAggregatorV3 indexed current, uint16 phaseId);

    /// @notice The aggregator that answers now.
    IAggregatorV3 public aggregator;

    /// @notice Grows by one with every aggregator.
    uint16 public phaseId;

    constructor(IAggregatorV3 newAggregator, address newOwner) Ownable(newOwner) {
        _setAggregator(newAggregator);
    }

    /// @notice Puts another aggregator behind the proxy.
    function setAggregator(IAggregatorV3 newAggregator) external onlyOwner {
        _setAggregator(newAggregator);
    }

    /// @inheritdoc IAggregatorV3
    function decimals() external view returns (uint8) {
        return aggregator.decimals();
    }

    /// @inheritdoc IAggregatorV3
    function description() external view returns (string memory) {
        return aggregator.description();
    }

    /// @inheritdoc IAggregatorV3
    function version() external view returns (uint256) {
        return aggregator.version();
    }

    /// @inheritdoc IAggregatorV3
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)
    {
        (roundId, answer, startedAt, updatedAt, answeredInRound) = aggregator.latestRoundData();
        uint80 phase = uint80(phaseId) << 64;
        (roundId, answeredInRound) = (phase | uint64(roundId), phase | uint64(answeredInRound));
    }

    function _setAggregator(IAggregatorV3 newAggregator) private {
        emit AggregatorReplaced(aggregator, newAggregator, ++phaseId);
        aggregator = newAggregator;
    }
}
