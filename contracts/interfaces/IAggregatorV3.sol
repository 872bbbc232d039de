// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A price feed in Chainlink's shape
/// @notice What an adapter reads of a feed. A proxy and the aggregator behind it answer alike.
interface IAggregatorV3 {
    /// @notice Decimals of every answer.
    /// @return {decimals} Of `answer` in every round.
    function decimals() external view returns (uint8);

    /// @notice What the feed prices.
    /// @return The pair that the feed prices, such as "WBTC / USD".
    function description() external view returns (string memory);

    /// @notice The version of the feed.
    /// @return The version of the aggregator's code.
    function version() external view returns (uint256);

    /// @notice The newest round.
    /// @return roundId The round; in a proxy the upper 16 of its 80 bits are the aggregator's phase.
    /// @return answer {usd/tok} Price with `decimals()` decimals. It may be zero or negative: check it.
    /// @return startedAt {s} When the round started.
    /// @return updatedAt {s} When the answer was written.
    /// @return answeredInRound Deprecated by Chainlink; equals `roundId`.
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}
