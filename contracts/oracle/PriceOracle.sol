// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {PriceReading} from "./PriceReading.sol";

/// @title PriceOracle
/// @notice Reads the registry's feeds and believes nothing doubtful. It holds no state and obeys nobody.
contract PriceOracle is IPriceOracle {
    /// @inheritdoc IPriceOracle
    uint256 public constant GRACE_PERIOD = 1 hours;

    /// @notice Where the feeds are listed.
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
        return _quote(baseAmount, base, registry.feedOf(base));
    }

    /// @inheritdoc IPriceOracle
    function getQuotes(
        uint256[] calldata baseAmounts,
        address[] calldata bases,
        address quote
    ) external view returns (uint256[] memory quoteAmounts) {
        _check(quote);
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
        require(quote == PriceReading.USD, QuoteUnsupported(quote));
        quoteAmounts = new uint256[](bases.length);
        _checkGas(PriceReading.FAIR_GAS);
        if (_sequencerDoubt().length > 0) return quoteAmounts;
        IComponentRegistry.Feed[] memory feeds = registry.feeds(bases);
        for (uint256 i; i < bases.length; ++i) {
            IComponentRegistry.Feed memory terms = feeds[i];
            if (terms.feed == address(0)) continue;
            _checkGas(terms.further ? PriceReading.FAIR_GAS_FURTHER : PriceReading.FAIR_GAS);
            (bytes memory doubt, uint256 price, uint256 scale) = PriceReading.rate(registry, bases[i], terms);
            if (doubt.length > 0) continue;
            (uint256 high, ) = Math.mul512(baseAmount, price);
            if (high < scale) quoteAmounts[i] = Math.mulDiv(baseAmount, price, scale);
        }
    }

    /// @dev {uoa} Value of an amount, once every doubt is out.
    function _quote(
        uint256 baseAmount,
        address base,
        IComponentRegistry.Feed memory terms
    ) internal view returns (uint256) {
        (bytes memory doubt, uint256 price, uint256 scale) = PriceReading.rate(registry, base, terms);
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
