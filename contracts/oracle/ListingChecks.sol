// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IAggregatorV3} from "../interfaces/IAggregatorV3.sol";
import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {CappedCall} from "../libraries/CappedCall.sol";
import {ListingTerms} from "./ListingTerms.sol";
import {PriceReading} from "./PriceReading.sol";

/// @title ListingChecks
/// @notice What any listing may say, and what a token must do before its first.
library ListingChecks {
    using SafeERC20 for IERC20;
    using ListingTerms for ListingTerms.Terms;

    uint256 internal constant WAD = 1e18;
    uint8 internal constant MAX_TOKEN_DECIMALS = 27;
    uint8 internal constant MAX_FEED_DECIMALS = 18;
    /// @dev {1} Greatest slippage tier.
    uint256 internal constant MAX_SLIPPAGE = 0.05e18;
    /// @dev {1} Greatest divergence of two feeds.
    uint256 internal constant MAX_DIVERGENCE = 0.1e18;
    /// @dev {1} Greatest weight of a stablecoin that is not USDC.
    uint256 internal constant MAX_STABLE_WEIGHT = 0.5e18;
    /// @dev {1} A band's greatest answer is less than this many times its least one. A feed whose decimals change by six digits
    ///      or more leaves every band, so that its decimals need not be read with every price.
    uint256 internal constant MAX_BAND = 1e6;
    /// @dev {%} How far the band of a stablecoin may reach from a dollar.
    uint256 internal constant STABLE_BAND = 5;
    /// @dev {s} How old an answer may be, whatever its heartbeat, and still stand against the feed that replaces it: a day less
    ///      than a replacement waits whose old feed is silent.
    uint256 internal constant PROOF_AGE = 8 days;
    /// @dev {tok} What a probe moves at least, so that a fee of a basis point shows; or a whole token where that is less.
    uint256 internal constant PROBE_UNITS = 10_000;

    /// @notice Decimals of what a listing names.
    struct Decimals {
        uint8 token;
        uint8 feed;
        uint8 second;
    }

    /// @notice Checks one listing by itself.
    /// @param usdc The one stablecoin that may be all of an index.
    /// @return decimals What token and feeds say of themselves.
    function check(
        IComponentRegistry.Listing calldata listing,
        address usdc
    ) internal view returns (Decimals memory decimals) {
        decimals.token = _tokenDecimals(listing.token);
        decimals.feed = _feedDecimals(listing.feed);
        require(
            listing.slippage <= MAX_SLIPPAGE &&
                listing.maxWeight <= WAD &&
                _isHeartbeat(listing.heartbeat) &&
                listing.minAnswer > 0 &&
                listing.minAnswer < listing.maxAnswer,
            IComponentRegistry.ListingOutOfBounds(listing.token)
        );
        _checkBand(listing);
        if (listing.stable) _checkStable(listing, 10 ** uint256(decimals.feed));
        if (listing.token == usdc) {
            require(listing.stable, IComponentRegistry.UsdcNotStable(usdc));
        } else if (listing.stable) {
            require(
                listing.maxWeight <= MAX_STABLE_WEIGHT,
                IComponentRegistry.StablecoinTooHeavy(listing.token, listing.maxWeight, MAX_STABLE_WEIGHT)
            );
        }
        if (listing.secondFeed == address(0)) {
            bool silent = listing.secondHeartbeat == 0 && listing.maxDivergence == 0;
            require(silent, IComponentRegistry.ListingOutOfBounds(listing.token));
        } else {
            decimals.second = _feedDecimals(listing.secondFeed);
            require(
                listing.secondFeed != listing.feed &&
                    _isHeartbeat(listing.secondHeartbeat) &&
                    listing.maxDivergence > 0 &&
                    listing.maxDivergence <= MAX_DIVERGENCE,
                IComponentRegistry.ListingOutOfBounds(listing.token)
            );
        }
    }

    /// @notice Has `amount` {tok} of a token come from the caller and go back, as an issuance and a redemption would.
    function probe(address token, uint256 amount) internal {
        uint256 least = Math.min(PROBE_UNITS, 10 ** uint256(_tokenDecimals(token)));
        require(amount >= least, IComponentRegistry.ProbeTooSmall(token, amount, least));
        (uint256 ours, uint256 theirs) = (_balanceOf(token, address(this)), _balanceOf(token, msg.sender));
        require(theirs >= amount, IComponentRegistry.ProbeFailed(token));

        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        _checkBalance(token, address(this), ours + amount);
        _checkBalance(token, msg.sender, theirs - amount);

        require(CappedCall.tryTransfer(token, msg.sender, amount), IComponentRegistry.ProbeFailed(token));
        _checkBalance(token, address(this), ours);
        _checkBalance(token, msg.sender, theirs);
    }

    /// @notice The price of 10^18 whole tokens, as the oracle would say it, or the error that it deserves.
    /// @dev Enough gas is required, so that nobody can starve a feed into a doubt.
    /// @return doubt The error.
    /// @return price {uoa}
    function priceOf(
        IComponentRegistry registry,
        address token,
        ListingTerms.Terms storage terms
    ) internal view returns (bytes memory doubt, uint256 price) {
        _checkGas();
        uint256 scale;
        (doubt, price, scale) = PriceReading.rate(registry, token, terms.pricing(), terms.band());
        if (doubt.length > 0) return (doubt, 0);
        uint256 amount = WAD * 10 ** uint256(terms.tokenDecimals); // {tok}
        (uint256 high, ) = Math.mul512(amount, price);
        if (high >= scale)
            return (abi.encodeWithSelector(IPriceOracle.PriceTooLarge.selector, token, price, amount), 0);
        return (doubt, Math.mulDiv(amount, price, scale));
    }

    /// @notice The price of 10^18 whole tokens as the feeds alone say it, whatever the terms in force make of that: terms can be
    ///         listed that no answer meets, and they must not hide an honest one.
    /// @param quoted Terms of what the feed answers in, if that is a token.
    /// @return price {uoa} Zero where a feed cannot be read, or has said nothing for longer than `PROOF_AGE` and its heartbeat.
    function rawPriceOf(
        address token,
        ListingTerms.Terms storage terms,
        address quote,
        ListingTerms.Terms storage quoted
    ) internal view returns (uint256 price) {
        _checkGas();
        uint256 scale = 10 ** uint256(terms.decimals()); // {tok} and the decimals of the feeds
        price = _rawAnswer(token, terms) * WAD;
        if (quote != PriceReading.USD) {
            (uint256 overflow, uint256 product) = Math.mul512(price, _rawAnswer(quote, quoted));
            if (overflow > 0) return 0;
            (price, scale) = (product, scale * 10 ** uint256(quoted.decimals() - quoted.tokenDecimals));
        }
        uint256 amount = WAD * 10 ** uint256(terms.tokenDecimals); // {tok}
        (uint256 high, ) = Math.mul512(amount, price);
        return high >= scale ? 0 : Math.mulDiv(amount, price, scale);
    }

    /// @notice Whether two prices differ by no more than `maximumStep` {1} of the lesser.
    function isNear(uint256 oldPrice, uint256 newPrice, uint256 maximumStep) internal pure returns (bool) {
        (uint256 low, uint256 high) = oldPrice < newPrice ? (oldPrice, newPrice) : (newPrice, oldPrice);
        return high - low <= Math.mulDiv(low, maximumStep, WAD);
    }

    /// @dev D(feed){quote/token} Zero of what no terms could ever believe.
    function _rawAnswer(address token, ListingTerms.Terms storage terms) private view returns (uint256) {
        uint256 age = Math.max(terms.heartbeat, PROOF_AGE);
        (bytes memory doubt, uint256 answer) = PriceReading.answerOf(token, terms.feed, age);
        return doubt.length > 0 || answer > type(uint128).max ? 0 : answer;
    }

    /// @dev What it takes to read every feed of a price, so that nobody can starve one into silence.
    function _checkGas() private view {
        uint256 required = PriceReading.FAIR_GAS_FURTHER;
        require(gasleft() >= required, IPriceOracle.InsufficientGas(gasleft(), required));
    }

    /// @dev No band is open: an answer that is wrong by more than `MAX_BAND` times is never believed.
    function _checkBand(IComponentRegistry.Listing calldata listing) private pure {
        (uint256 minimum, uint256 maximum) = (listing.minAnswer, listing.maxAnswer);
        require(maximum < minimum * MAX_BAND, IComponentRegistry.BandTooWide(listing.token, minimum, maximum));
    }

    /// @dev A stablecoin is worth a dollar, and says so in dollars.
    function _checkStable(IComponentRegistry.Listing calldata listing, uint256 dollar) private pure {
        (uint256 minimum, uint256 maximum) = (listing.minAnswer, listing.maxAnswer);
        bool close = minimum * 100 >= dollar * (100 - STABLE_BAND) && maximum * 100 <= dollar * (100 + STABLE_BAND);
        require(
            close && listing.quote == PriceReading.USD,
            IComponentRegistry.StablecoinBandTooWide(listing.token, minimum, maximum)
        );
    }

    function _tokenDecimals(address token) private view returns (uint8 decimals) {
        require(token.code.length > 0, IComponentRegistry.NoCode(token));
        decimals = IERC20Metadata(token).decimals();
        require(decimals <= MAX_TOKEN_DECIMALS, IComponentRegistry.DecimalsUnsupported(token, decimals));
    }

    function _feedDecimals(address feed) private view returns (uint8 decimals) {
        require(feed.code.length > 0, IComponentRegistry.NoCode(feed));
        decimals = IAggregatorV3(feed).decimals();
        require(decimals <= MAX_FEED_DECIMALS, IComponentRegistry.DecimalsUnsupported(feed, decimals));
    }

    function _isHeartbeat(uint256 heartbeat) private pure returns (bool) {
        return heartbeat > 0 && heartbeat <= type(uint24).max;
    }

    function _checkBalance(address token, address account, uint256 expected) private view {
        uint256 actual = _balanceOf(token, account);
        require(actual == expected, IComponentRegistry.ProbeInexact(token, expected, actual));
    }

    /// @dev {tok} With the gas and the bounds that a vault reads with.
    function _balanceOf(address token, address account) private view returns (uint256 balance) {
        bool readable;
        (readable, balance) = CappedCall.tryBalanceOf(token, account);
        require(readable, IComponentRegistry.ProbeFailed(token));
    }
}
