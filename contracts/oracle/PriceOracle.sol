// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {BandWord, ListingWords, PricingWord} from "./ListingWords.sol";
import {PriceReading} from "./PriceReading.sol";

/// @title PriceOracle
/// @notice Reads the registry's feeds and believes nothing doubtful. It holds no state and obeys nobody.
contract PriceOracle is IPriceOracle {
    using ListingWords for bytes;

    /// @inheritdoc IPriceOracle
    uint256 public constant GRACE_PERIOD = 1 hours;

    /// @inheritdoc IPriceOracle
    IComponentRegistry public immutable registry;
    /// @inheritdoc IPriceOracle
    address public immutable sequencerFeed;

    /// @param registry_ Component registry.
    /// @param sequencerFeed_ Uptime feed of the rollup's sequencer; zero where there is none.
    constructor(IComponentRegistry registry_, address sequencerFeed_) {
        require(address(registry_).code.length > 0, NoCode(address(registry_)));
        require(sequencerFeed_ == address(0) || sequencerFeed_.code.length > 0, NoCode(sequencerFeed_));
        (registry, sequencerFeed) = (registry_, sequencerFeed_);
    }

    /// @inheritdoc IPriceOracle
    function getQuote(uint256 baseAmount, address base, address quote) external view returns (uint256 quoteAmount) {
        _check(quote);
        (PricingWord pricing, BandWord band) = PriceReading.termsOf(registry, base);
        return _quote(baseAmount, base, pricing, band);
    }

    /// @inheritdoc IPriceOracle
    function getQuotes(
        uint256[] calldata baseAmounts,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts) {
        return getQuotesBy(baseAmounts, bases, registry.tradeTerms(bases), quote);
    }

    /// @inheritdoc IPriceOracle
    function getQuotesBy(
        uint256[] calldata baseAmounts,
        address[] calldata bases,
        bytes memory terms,
        address quote
    ) public view returns (uint256[] memory quoteAmounts) {
        _check(quote);
        _checkTerms(terms, bases.length);
        quoteAmounts = new uint256[](bases.length);
        for (uint256 i; i < bases.length; ++i) {
            uint256 baseAmount = baseAmounts[i];
            if (baseAmount > 0) quoteAmounts[i] = _quote(baseAmount, bases[i], terms.pricingAt(i), terms.bandAt(i));
        }
    }

    /// @inheritdoc IPriceOracle
    function tryQuotes(
        uint256 baseAmount,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts) {
        return tryQuotesBy(baseAmount, bases, registry.tradeTerms(bases), quote);
    }

    /// @inheritdoc IPriceOracle
    function tryQuotesBy(
        uint256 baseAmount,
        address[] calldata bases,
        bytes memory terms,
        address quote
    ) public view returns (uint256[] memory quoteAmounts) {
        require(quote == PriceReading.USD, QuoteUnsupported(quote));
        _checkTerms(terms, bases.length);
        quoteAmounts = new uint256[](bases.length);
        _checkGas(PriceReading.FAIR_GAS);
        if (_sequencerDoubt().length > 0) return quoteAmounts;
        for (uint256 i; i < bases.length; ++i) {
            (address base, PricingWord pricing) = (bases[i], terms.pricingAt(i));
            if (base == address(0) || pricing.feed() == address(0)) continue;
            quoteAmounts[i] = _tryQuote(baseAmount, base, pricing, terms.bandAt(i));
        }
    }

    /// @dev {uoa} Value of an amount, rounded down; zero where there is a doubt, or the value is beyond any number.
    function _tryQuote(
        uint256 baseAmount,
        address base,
        PricingWord pricing,
        BandWord band
    ) internal view returns (uint256) {
        _checkGas(pricing.further() ? PriceReading.FAIR_GAS_FURTHER : PriceReading.FAIR_GAS);
        (bytes memory doubt, uint256 price, uint256 scale) = PriceReading.rate(registry, base, pricing, band);
        if (doubt.length > 0) return 0;
        (uint256 high, uint256 low) = Math.mul512(baseAmount, price);
        if (high == 0) return low / scale;
        return high < scale ? Math.mulDiv(baseAmount, price, scale) : 0;
    }

    /// @dev {uoa} Value of an amount, once every doubt is out.
    function _quote(
        uint256 baseAmount,
        address base,
        PricingWord pricing,
        BandWord band
    ) internal view returns (uint256) {
        (bytes memory doubt, uint256 price, uint256 scale) = PriceReading.rate(registry, base, pricing, band);
        _revertFor(doubt);
        // {uoa} = {tok} * {uoa} per scale {tok} / scale {tok}, rounded down
        return Math.mulDiv(baseAmount, price, scale);
    }

    /// @dev Only dollars, and only while the rollup works.
    function _check(address quote) internal view {
        require(quote == PriceReading.USD, QuoteUnsupported(quote));
        _revertFor(_sequencerDoubt());
    }

    /// @dev The error that the rollup's sequencer deserves; empty if it works, and has for long enough that everybody could act.
    function _sequencerDoubt() internal view returns (bytes memory) {
        if (sequencerFeed == address(0)) return "";
        (bool success, int256 answer, uint256 startedAt, ) = PriceReading.tryRead(sequencerFeed);
        if (!success) return abi.encodeWithSelector(SequencerUnreadable.selector, sequencerFeed);
        if (answer != 0) return abi.encodeWithSelector(SequencerDown.selector, startedAt);
        if (startedAt == 0 || startedAt > block.timestamp) {
            return abi.encodeWithSelector(SequencerUnknown.selector, startedAt);
        }
        if (block.timestamp - startedAt <= GRACE_PERIOD) {
            return abi.encodeWithSelector(SequencerRecovering.selector, startedAt, startedAt + GRACE_PERIOD);
        }
        return "";
    }

    /// @dev Two words of each base.
    function _checkTerms(bytes memory terms, uint256 count) internal pure {
        require(terms.length == count << 6, TermsMismatch(terms.length, count));
    }

    function _checkGas(uint256 required) internal view {
        require(gasleft() >= required, InsufficientGas(gasleft(), required));
    }

    function _revertFor(bytes memory doubt) internal pure {
        if (doubt.length == 0) return;
        assembly ("memory-safe") {
            revert(add(doubt, 0x20), mload(doubt))
        }
    }
}
