// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IAggregatorV3} from "../interfaces/IAggregatorV3.sol";
import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexLens} from "../interfaces/IIndexLens.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {CappedCall} from "../libraries/CappedCall.sol";
import {DustRemoval} from "../libraries/DustRemoval.sol";
import {CappedRead} from "./CappedRead.sol";
import {PoolReader} from "./PoolReader.sol";

/// @title IndexLens
/// @notice Reads an index in one call. The manual is `IIndexLens`.
contract IndexLens is IIndexLens {
    uint256 private constant WAD = 1e18;
    /// @dev Scale of units per share, and {tok} for which prices are asked.
    uint256 private constant UNIT_SCALE = 1e36;
    /// @dev {1} Maximum that an epoch with a change of regime trades without counting as turnover.
    uint256 private constant EXIT_ALLOWANCE = 2e18;
    /// @dev {s} What the published bound is for.
    uint256 private constant BOUND_PERIOD = 7 days;
    /// @dev {1} Maximum that drops out of the basket as dust at one start; `DustRemoval` holds it.
    uint256 private constant MAX_DUST = DustRemoval.MAX_DUST;
    /// @dev {gas} Caps on views: of the registry, of the oracle with the four feeds that a price may take, and of a feed, which
    ///      are what the oracle itself gives.
    uint256 private constant LISTING_GAS = 200_000;
    uint256 private constant PRICE_GAS = 1_500_000;
    uint256 private constant FEED_GAS = 300_000;
    /// @dev ERC-7726 name of the US dollar (ISO 4217).
    address private constant USD = address(840);

    /// @inheritdoc IIndexLens
    address public immutable poolFactory;

    /// @param poolFactory_ The Uniswap v3 factory.
    constructor(address poolFactory_) {
        require(poolFactory_.code.length > 0, NoCode(poolFactory_));
        poolFactory = poolFactory_;
    }

    /// @inheritdoc IIndexLens
    function indexState(address vault) external view returns (IndexState memory state) {
        IIndexVault index = IIndexVault(vault);
        IIndexVault.Constitution memory terms = index.constitution();
        state.blockNumber = block.number;
        state.timestamp = block.timestamp;
        state.usdc = terms.usdc;
        state.supply = IERC20(vault).totalSupply();
        state.basketId = index.basketId();
        state.lossAvailable = index.lossAvailable();
        IIndexVault.FeeTerms memory fees = index.feeTerms();
        (state.streamingRate, state.issuanceFee) = (fees.streamingRate, fees.issuanceFee);
        state.issuancePausedUntil = index.issuancePausedUntil();
        state.tradingPausedUntil = index.tradingPausedUntil();
        state.epoch = index.epoch();
        state.regime = index.regime();
        _readComponents(index, terms, state);
        _weigh(state);
    }

    /// @inheritdoc IIndexLens
    function poolStates(PoolKey[] calldata keys, uint24 reach) external view returns (PoolState[] memory states) {
        states = new PoolState[](keys.length);
        for (uint256 i; i < keys.length; ++i) {
            states[i] = PoolReader.read(poolFactory, keys[i], reach);
        }
    }

    /// @inheritdoc IIndexLens
    function tickSpans(TickRange[] calldata ranges) external view returns (TickSpan[] memory spans) {
        spans = new TickSpan[](ranges.length);
        for (uint256 i; i < ranges.length; ++i) {
            spans[i] = PoolReader.readRange(poolFactory, ranges[i]);
        }
    }

    /// @inheritdoc IIndexLens
    function lossBounds(
        address vault,
        uint256 deviation
    ) external view returns (uint256 withKeeper, uint256 withoutKeeper) {
        IIndexVault.Constitution memory terms = IIndexVault(vault).constitution();
        deviation = Math.min(deviation, WAD);
        // {1} = {1} * D18{1} / D18, rounded up
        uint256 hidden = Math.mulDiv(terms.turnoverLimit + EXIT_ALLOWANCE, deviation, WAD, Math.Rounding.Ceil);
        withKeeper = Math.min(terms.lossLimit + hidden, WAD);
        uint256 dust = (BOUND_PERIOD / terms.minInterval + 2) * MAX_DUST; // {1}
        withoutKeeper = Math.min(Math.min(terms.lossLimit, Math.ceilDiv(terms.lossLimit, 2) + dust) + hidden, WAD);
    }

    /// @inheritdoc IIndexLens
    function holderState(
        address vault,
        address account
    ) external view returns (uint256 shares, uint256[] memory claims, uint256[] memory pendingShares) {
        IIndexVault index = IIndexVault(vault);
        (address[] memory components, , ) = index.basket(index.basketId());
        shares = IERC20(vault).balanceOf(account);
        (claims, pendingShares) = (new uint256[](components.length), new uint256[](components.length));
        for (uint256 i; i < components.length; ++i) {
            (claims[i], pendingShares[i]) = index.claimOf(components[i], account);
        }
    }

    /// @dev Each component by itself.
    function _readComponents(
        IIndexVault index,
        IIndexVault.Constitution memory terms,
        IndexState memory state
    ) private view {
        (address[] memory tokens, uint256[] memory units, uint256 carried) = index.basket(state.basketId);
        uint256[] memory holdings = index.holdings();
        state.components = new ComponentState[](tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            ComponentState memory component = state.components[i];
            component.token = tokens[i];
            (component.readable, ) = CappedCall.tryBalanceOf(tokens[i], address(index));
            component.carried = (carried >> i) & 1 == 1;
            component.held = holdings[i];
            (component.owed, component.pendingShares) = index.owed(tokens[i]);
            // {tok} = D36{tok/share} * {share} / D36, rounded down
            component.target = Math.mulDiv(units[i], state.supply, UNIT_SCALE);
            _readListing(terms.registry, component);
            _readPrice(terms, component);
        }
    }

    /// @dev What the registry says, if it says anything: status, stable, new, decimals.
    function _readListing(address registry, ComponentState memory component) private view {
        (bool success, uint256[6] memory answer) = CappedRead.tryRead(
            LISTING_GAS,
            registry,
            abi.encodeCall(IComponentRegistry.component, (component.token)),
            6
        );
        if (!success || answer[0] == 0 || answer[0] > uint256(type(IComponentRegistry.Status).max)) return;
        component.listed = true;
        component.status = IComponentRegistry.Status(answer[0]);
        component.stable = answer[1] != 0;
        component.decimals = uint8(answer[3]);
    }

    /// @dev The price, if the oracle has no doubt of it, and when its feed said so.
    function _readPrice(IIndexVault.Constitution memory terms, ComponentState memory component) private view {
        (bool success, uint256[6] memory answer) = CappedRead.tryRead(
            PRICE_GAS,
            terms.oracle,
            abi.encodeCall(IPriceOracle.getQuote, (UNIT_SCALE, component.token, USD)),
            1
        );
        (bool fits, uint256 product) = Math.tryMul(component.held, success ? answer[0] : 0);
        if (fits && success) component.price = answer[0];
        // {uoa} = {tok} * {uoa} per 1e36 {tok} / 1e36, rounded down
        if (fits) component.value = product / UNIT_SCALE;
        (success, answer) = CappedRead.tryRead(
            LISTING_GAS,
            terms.registry,
            abi.encodeCall(IComponentRegistry.feedOf, (component.token)),
            1
        );
        if (!success) return;
        (success, answer) = CappedRead.tryRead(
            FEED_GAS,
            address(uint160(answer[0])),
            abi.encodeCall(IAggregatorV3.latestRoundData, ()),
            5
        );
        if (success) component.pricedAt = answer[3];
    }

    /// @dev NAV, what of it is unknown, and each component's part.
    function _weigh(IndexState memory state) private pure {
        state.navComplete = true;
        for (uint256 i; i < state.components.length; ++i) {
            ComponentState memory component = state.components[i];
            state.nav += component.value;
            if (!component.readable || (component.price == 0 && component.held > 0)) state.navComplete = false;
            if (component.price == 0 || component.held == 0) continue;
            if (state.oldestPriceAt == 0 || component.pricedAt < state.oldestPriceAt) {
                state.oldestPriceAt = component.pricedAt;
            }
        }
        if (state.nav == 0) return;
        // D18{uoa/share} = {uoa} * D18 / {share}, rounded down
        state.navPerShare = Math.mulDiv(state.nav, WAD, state.supply);
        for (uint256 i; i < state.components.length; ++i) {
            state.components[i].weight = Math.mulDiv(state.components[i].value, WAD, state.nav);
        }
    }
}
