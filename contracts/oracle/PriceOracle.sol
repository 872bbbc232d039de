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
        IComponentRegistry.Feed memory terms = registry.feedOf(base);
        require(terms.feed != address(0), FeedMissing(base));
        uint256 answer = _answer(base, terms);
        // {uoa} = {tok} * D(feed){usd/token} * 1e18 / 10^(token + feed), rounded down
        uint256 scale = 10 ** (uint256(terms.tokenDecimals) + terms.feedDecimals);
        return Math.mulDiv(baseAmount, answer * USD_SCALE, scale);
    }

    /// @dev D(feed){usd/token} The feed's answer, once every doubt is out.
    function _answer(address base, IComponentRegistry.Feed memory terms) internal view returns (uint256 answer) {
        (, int256 signed, , uint256 updatedAt, ) = IAggregatorV3(terms.feed).latestRoundData();
        require(signed > 0, PriceNotPositive(base, signed));
        require(updatedAt <= block.timestamp, PriceFromFuture(base, updatedAt));
        require(block.timestamp - updatedAt <= terms.heartbeat, PriceStale(base, updatedAt, terms.heartbeat));
        answer = uint256(signed);
        require(
            answer >= terms.minimumAnswer && answer <= terms.maximumAnswer,
            PriceOutOfBand(base, answer, terms.minimumAnswer, terms.maximumAnswer)
        );
    }
}
