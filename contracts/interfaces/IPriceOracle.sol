// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IPriceOracle
/// @notice Prices of listed components, behind ERC-7726. A doubtful price reverts with its cause; none is ever defaulted.
/// @dev Prices bound trades and feed views. Issuance and redemption never read them.
interface IPriceOracle {
    /// @notice The quote asset is not one that this oracle answers for (US dollar, ISO 4217 code 840).
    error QuoteUnsupported(address quote);
    /// @notice The component has no feed in the registry.
    error FeedMissing(address base);
    /// @notice The feed's answer is zero or negative.
    error PriceNotPositive(address base, int256 answer);
    /// @notice The feed's answer is older than its heartbeat allows.
    error PriceStale(address base, uint256 updatedAt, uint256 heartbeat);
    /// @notice The feed's answer carries a time that has not come yet.
    error PriceFromFuture(address base, uint256 updatedAt);
    /// @notice The feed's answer is outside the band that the registry accepts for it.
    error PriceOutOfBand(address base, uint256 answer, uint256 minimum, uint256 maximum);

    /// @notice Too little gas to give a feed its fair chance. Send more gas.
    error InsufficientGas(uint256 available, uint256 required);

    /// @notice Value of `baseAmount` of `base`, rounded down.
    /// @dev quoteAmount {uoa} = baseAmount {tok} * answer D(feed){usd/token} * 1e18 / 10^(token decimals + feed decimals)
    /// @param baseAmount {tok} Amount of the component, in its smallest unit.
    /// @param base The component.
    /// @param quote The unit of account: `address(840)`, the US dollar with 18 decimals.
    /// @return quoteAmount {uoa} Value in the unit of account, 18 decimals.
    function getQuote(uint256 baseAmount, address base, address quote) external view returns (uint256 quoteAmount);

    /// @notice `getQuote` of many: of each base its amount, and zero of an amount of zero, whose feed is not read.
    function getQuotes(
        uint256[] calldata baseAmounts,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts);

    /// @notice What `getQuote` says of the same amount of each base, and zero where it would revert.
    /// @dev Each feed gets capped gas; with less gas left than that the call reverts as a whole.
    function tryQuotes(
        uint256 baseAmount,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts);
}
