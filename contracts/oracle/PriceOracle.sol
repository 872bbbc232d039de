// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IAggregatorV3} from "../interfaces/IAggregatorV3.sol";
import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";

/// @title PriceOracle
/// @notice Reads the registry's feeds and believes nothing doubtful. It holds no state and obeys nobody.
contract PriceOracle is IPriceOracle {
    /// @dev ERC-7726 name of the US dollar (ISO 4217).
    address internal constant USD = address(840);
    /// @dev Decimals of the unit of account.
    uint256 internal constant USD_SCALE = 1e18;
    /// @dev {gas} Cap on a feed in `tryQuotes`, so that one that burns gas does not take the others along.
    uint256 internal constant FEED_GAS = 300_000;
    /// @dev {gas} What must be left before each feed in `tryQuotes`, so that nobody can starve one into failing.
    uint256 internal constant FAIR_GAS = 400_000;

    /// @notice Where the feeds are listed.
    IComponentRegistry public immutable registry;

    /// @param registry_ Component registry.
    constructor(IComponentRegistry registry_) {
        require(address(registry_).code.length > 0, FeedMissing(address(registry_)));
        registry = registry_;
    }

    /// @inheritdoc IPriceOracle
    function getQuote(uint256 baseAmount, address base, address quote) external view returns (uint256 quoteAmount) {
        require(quote == USD, QuoteUnsupported(quote));
        return _quote(baseAmount, base, registry.feedOf(base));
    }

    /// @inheritdoc IPriceOracle
    function getQuotes(
        uint256[] calldata baseAmounts,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts) {
        require(quote == USD, QuoteUnsupported(quote));
        IComponentRegistry.Feed[] memory feeds = registry.feeds(bases);
        quoteAmounts = new uint256[](bases.length);
        for (uint256 i; i < bases.length; ++i) {
            uint256 baseAmount = baseAmounts[i];
            if (baseAmount > 0) quoteAmounts[i] = _quote(baseAmount, bases[i], feeds[i]);
        }
    }

    /// @inheritdoc IPriceOracle
    function tryQuotes(
        uint256 baseAmount,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts) {
        require(quote == USD, QuoteUnsupported(quote));
        IComponentRegistry.Feed[] memory feeds = registry.feeds(bases);
        quoteAmounts = new uint256[](bases.length);
        for (uint256 i; i < bases.length; ++i) {
            IComponentRegistry.Feed memory terms = feeds[i];
            if (terms.feed == address(0)) continue;
            require(gasleft() >= FAIR_GAS, InsufficientGas(gasleft(), FAIR_GAS));
            (bool success, int256 answer, uint256 updatedAt) = _tryRead(terms.feed);
            if (!success || _doubt(bases[i], terms, answer, updatedAt).length > 0) continue;
            uint256 scale = _scaleOf(terms);
            (uint256 high, ) = Math.mul512(baseAmount, uint256(answer) * USD_SCALE);
            if (high < scale) quoteAmounts[i] = Math.mulDiv(baseAmount, uint256(answer) * USD_SCALE, scale);
        }
    }

    /// @dev {uoa} Value of an amount, once every doubt is out.
    function _quote(
        uint256 baseAmount,
        address base,
        IComponentRegistry.Feed memory terms
    ) internal view returns (uint256) {
        require(terms.feed != address(0), FeedMissing(base));
        (, int256 answer, , uint256 updatedAt, ) = IAggregatorV3(terms.feed).latestRoundData();
        bytes memory doubt = _doubt(base, terms, answer, updatedAt);
        if (doubt.length > 0) {
            assembly ("memory-safe") {
                revert(add(doubt, 0x20), mload(doubt))
            }
        }
        // {uoa} = {tok} * D(feed){usd/token} * 1e18 / 10^(token + feed), rounded down
        return Math.mulDiv(baseAmount, uint256(answer) * USD_SCALE, _scaleOf(terms));
    }

    /// @dev 10^(token + feed decimals), at most 10^45: the registry lists no more.
    function _scaleOf(IComponentRegistry.Feed memory terms) internal pure returns (uint256) {
        unchecked {
            return 10 ** uint256(terms.scale);
        }
    }

    /// @dev The error that an answer deserves; empty if it can be believed.
    function _doubt(
        address base,
        IComponentRegistry.Feed memory terms,
        int256 answer,
        uint256 updatedAt
    ) internal view returns (bytes memory) {
        if (answer <= 0) return abi.encodeWithSelector(PriceNotPositive.selector, base, answer);
        if (updatedAt > block.timestamp) return abi.encodeWithSelector(PriceFromFuture.selector, base, updatedAt);
        if (block.timestamp - updatedAt > terms.heartbeat) {
            return abi.encodeWithSelector(PriceStale.selector, base, updatedAt, terms.heartbeat);
        }
        (uint256 price, uint256 minimum, uint256 maximum) = (uint256(answer), terms.minimumAnswer, terms.maximumAnswer);
        if (price < minimum || price > maximum) {
            return abi.encodeWithSelector(PriceOutOfBand.selector, base, price, minimum, maximum);
        }
        return "";
    }

    /// @dev Reads a feed with capped gas and copies no more than a round.
    function _tryRead(address feed) internal view returns (bool success, int256 answer, uint256 updatedAt) {
        bytes4 selector = IAggregatorV3.latestRoundData.selector;
        assembly ("memory-safe") {
            let round := mload(0x40)
            mstore(round, selector)
            success := staticcall(FEED_GAS, feed, round, 0x04, round, 0xa0)
            success := and(success, gt(returndatasize(), 0x9f))
            answer := mload(add(round, 0x20))
            updatedAt := mload(add(round, 0x60))
        }
    }
}
