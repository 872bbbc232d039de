// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IAggregatorV3} from "../../interfaces/IAggregatorV3.sol";

/// @title A feed's aggregator that anyone may write, and that misbehaves on demand
/// @notice For tests and local chains only. As a sequencer uptime feed: answer 0 is up, 1 is down, `startedAt` since when.
contract MockAggregator is IAggregatorV3 {
    using SafeCast for int256;
    using SafeCast for uint256;

    /// @notice What `latestRoundData` does instead of answering. The stored round is untouched.
    enum Fault {
        None,
        Reverting,
        Stale,
        Zero,
        Negative,
        Future
    }

    /// @notice A fault of kind `Reverting` is set.
    error FeedUnavailable();

    event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);
    event FaultChanged(Fault fault);

    /// @notice {s} How much older a stale answer looks.
    uint256 public constant STALENESS = 365 days;

    /// @notice {s} How far ahead of the block a future answer looks.
    uint256 public constant LEAD = 1 days;

    uint256 public constant version = 4;
    uint8 public immutable decimals;
    string public description;

    /// @notice {usd/tok} The stored answer, whatever the fault.
    int192 public answer;
    uint64 private _updatedAt; // {s}
    uint64 private _startedAt; // {s}
    uint80 private _roundId;
    Fault public fault;

    /// @param newAnswer {usd/tok} First answer, with `decimals_` decimals, dated now.
    constructor(uint8 decimals_, string memory description_, int256 newAnswer) {
        decimals = decimals_;
        description = description_;
        setRound(newAnswer, block.timestamp, block.timestamp);
    }

    /// @notice Writes a new round, dated now.
    /// @param newAnswer {usd/tok}
    function setAnswer(int256 newAnswer) external {
        setRound(newAnswer, block.timestamp, block.timestamp);
    }

    /// @notice Makes the feed misbehave, or behave again.
    function setFault(Fault newFault) external {
        fault = newFault;
        emit FaultChanged(newFault);
    }

    /// @notice Writes a new round with any dates.
    /// @param newAnswer {usd/tok}
    /// @param newStartedAt {s}
    /// @param newUpdatedAt {s}
    function setRound(int256 newAnswer, uint256 newStartedAt, uint256 newUpdatedAt) public {
        answer = newAnswer.toInt192();
        _updatedAt = newUpdatedAt.toUint64();
        _startedAt = newStartedAt.toUint64();
        emit AnswerUpdated(newAnswer, ++_roundId, newUpdatedAt);
    }

    /// @inheritdoc IAggregatorV3
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        require(fault != Fault.Reverting, FeedUnavailable());

        int256 shown = answer;
        uint256 startedAt = _startedAt;
        uint256 updatedAt = _updatedAt;
        if (fault == Fault.Zero) shown = 0;
        if (fault == Fault.Negative) shown = -shown;
        if (fault == Fault.Stale) (startedAt, updatedAt) = (startedAt - STALENESS, updatedAt - STALENESS);
        if (fault == Fault.Future) startedAt = updatedAt = block.timestamp + LEAD;

        return (_roundId, shown, startedAt, updatedAt, _roundId);
    }
}
