// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "./IComponentRegistry.sol";

/// @title IPriceOracle
/// @notice Prices of listed components, behind ERC-7726. A doubtful price reverts with its cause; none is ever defaulted.
/// @dev Prices bound trades and feed views. Issuance and redemption never read them.
interface IPriceOracle {
    /// @notice The quote asset is not one that this oracle answers for (US dollar, ISO 4217 code 840).
    error QuoteUnsupported(address quote);
    /// @notice The component has no feed in the registry.
    error FeedMissing(address base);
    /// @notice The address holds no code.
    error NoCode(address target);
    /// @notice The feed of `base` reverts, burns its gas, answers less than a round, or holds no code.
    error FeedUnreadable(address base, address feed);
    /// @notice The feed's answer is zero or negative.
    error PriceNotPositive(address base, int256 answer);
    /// @notice The feed's answer is older than its heartbeat allows.
    error PriceStale(address base, uint256 updatedAt, uint256 heartbeat);
    /// @notice The feed's answer carries a time that has not come yet.
    error PriceFromFuture(address base, uint256 updatedAt);
    /// @notice The feed's answer is outside the band that the registry accepts for it.
    error PriceOutOfBand(address base, uint256 answer, uint256 min, uint256 max);
    /// @notice The stablecoin is not worth a dollar, as far as its band says what that is.
    error StablecoinDepegged(address base, uint256 answer, uint256 min, uint256 max);
    /// @notice The second feed deserves the error `cause` itself.
    error SecondFeedDoubtful(address base, bytes cause);
    /// @notice Two feeds of one price differ by more than `maxDivergence` {1} of the lesser, decimals aside.
    error PricesDivergent(address base, uint256 answer, uint256 secondAnswer, uint256 maxDivergence);
    /// @notice The feed of `base` answers in `quote`, whose own feed does not answer in dollars.
    error QuoteNested(address base, address quote);
    /// @notice The feed of `base` answers in `quote`, which is frozen.
    error QuoteFrozen(address base, address quote);
    /// @notice The product of a feed's answer and its quote's is beyond any price.
    error PriceTooLarge(address base, uint256 price, uint256 quoteAnswer);

    /// @notice The rollup's sequencer is down since `since` {s}.
    error SequencerDown(uint256 since);
    /// @notice The sequencer is up again since `since` {s}; prices count from `until` {s} on.
    error SequencerRecovering(uint256 since, uint256 until);
    /// @notice The uptime feed does not say since when the sequencer is up.
    error SequencerUnknown(uint256 since);
    /// @notice The uptime feed reverts or answers less than a round.
    error SequencerUnreadable(address feed);

    /// @notice The terms are not two words of each of `count` bases.
    error TermsMismatch(uint256 length, uint256 count);

    /// @notice Too little gas to give a feed its fair chance. Send more gas.
    error InsufficientGas(uint256 available, uint256 required);

    /// @notice Where the feeds are listed.
    function registry() external view returns (IComponentRegistry);

    /// @notice Uptime feed of the rollup's sequencer; zero on a chain that has none.
    function sequencerFeed() external view returns (address);

    /// @notice {s} How long prices stay doubtful after a sequencer came back, so that those it kept out can act first.
    function GRACE_PERIOD() external view returns (uint256);

    /// @notice Value of `baseAmount` of `base`, rounded down.
    /// @dev quoteAmount {uoa} = baseAmount {tok} * answer D(feed){usd/token} * 1e18 / 10^(token decimals + feed decimals);
    ///      where the feed answers in another listed base, times that base's answer, by 10^(its feed's decimals).
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

    /// @notice `getQuotes` by terms that the caller has had of the registry a moment ago, with no call of anybody else's in
    ///         between.
    /// @dev An answer is worth what the terms are: who gives others than the registry's is told what would be by them.
    /// @param terms What the registry's `tradeTerms` says of the bases.
    function getQuotesBy(
        uint256[] calldata baseAmounts,
        address[] calldata bases,
        bytes memory terms,
        address quote
    ) external view returns (uint256[] memory quoteAmounts);

    /// @notice What `getQuote` says of the same amount of each base, and zero where it would revert.
    /// @dev Each feed gets capped gas; with less gas left than that the call reverts as a whole. All are zero while the
    ///      sequencer is in doubt.
    function tryQuotes(
        uint256 baseAmount,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts);

    /// @notice `tryQuotes` by terms that the caller has had of the registry a moment ago, with no call of anybody else's in
    ///         between; zero too for a base of zero, which stands in the place of one that is not asked for.
    /// @dev An answer is worth what the terms are: who gives others than the registry's is told what would be by them.
    /// @param terms What the registry's `tradeTerms` says of the bases.
    function tryQuotesBy(
        uint256 baseAmount,
        address[] calldata bases,
        bytes memory terms,
        address quote
    ) external view returns (uint256[] memory quoteAmounts);
}
