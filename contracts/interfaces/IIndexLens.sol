// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "./IComponentRegistry.sol";
import {IIndexVault} from "./IIndexVault.sol";

/// @title IIndexLens
/// @notice Everything that a page shows of an index, and the pools that a quote is made from, in one call each.
/// @dev Units in braces as in `IIndexVault`. A feed, a listing or a token that fails, lies or burns its gas is marked as unknown
///      and never stops the rest. Nothing on chain may rely on the lens: it is for reading.
interface IIndexLens {
    /// @notice The address holds no code.
    error NoCode(address target);

    /// @notice One component of the current basket.
    /// @param token The component.
    /// @param readable Whether its balance can be read. If not, it is not issued, and redemption credits it in shares.
    /// @param carried Whether the basket carries it: neither traded nor counted at the last start.
    /// @param listed Whether the registry answered. If not, `status`, `stable` and `decimals` are unknown.
    /// @param held {tok} What the holders have of it: balance less owed.
    /// @param owed {tok} Claims on it in units.
    /// @param pendingShares {share} Claims on it kept in shares.
    /// @param target {tok} Target at the supply now.
    /// @param price {uoa} per 1e36 {tok}; zero: unknown.
    /// @param pricedAt {s} When its feed last answered; zero: unknown.
    /// @param value {uoa} Of what is held; zero while the price is unknown.
    /// @param weight {1} Its part of NAV; zero while its price is unknown.
    struct ComponentState {
        address token;
        bool readable;
        bool carried;
        bool listed;
        bool stable;
        uint8 decimals;
        IComponentRegistry.Status status;
        uint256 held;
        uint256 owed;
        uint256 pendingShares;
        uint256 target;
        uint256 price;
        uint256 pricedAt;
        uint256 value;
        uint256 weight;
    }

    /// @notice An index at one block.
    /// @param blockNumber As contracts see it. On some chains that is not their own: pin reads to the client's number.
    /// @param supply {share}
    /// @param nav {uoa} Value of what is held at prices that are known.
    /// @param navPerShare D18{uoa/share} Rounded down.
    /// @param navComplete Whether everything that is held was readable and priced. If not, NAV is more than what is shown.
    /// @param oldestPriceAt {s} Age of the oldest price that counts; zero if none does.
    /// @param lossAvailable {1}
    /// @param streamingRate D18{1/s} Part of the shares that each second costs.
    /// @param issuanceFee {1e6} Part of the shares issued, on top of what a receiver gets.
    struct IndexState {
        uint256 blockNumber;
        uint256 timestamp;
        address usdc;
        uint256 supply;
        uint256 basketId;
        uint256 nav;
        uint256 navPerShare;
        bool navComplete;
        uint256 oldestPriceAt;
        uint256 lossAvailable;
        uint256 streamingRate;
        uint256 issuanceFee;
        uint256 issuancePausedUntil;
        uint256 tradingPausedUntil;
        IIndexVault.Epoch epoch;
        IIndexVault.RegimeState regime;
        ComponentState[] components;
    }

    /// @notice A pool of two tokens at a fee {1e6}.
    struct PoolKey {
        address tokenA;
        address tokenB;
        uint24 fee;
    }

    /// @notice A pool at one block.
    /// @param pool Zero if there is none, or none with a price.
    /// @param tickSpacing Distance between two ticks that can be initialized.
    /// @param sqrtPriceX96 Q64.96 of token1 per token0.
    /// @param liquidity In range now.
    /// @param lowest From where the ticks are known: the reach's end, or nearer where there are too many below the price.
    /// @param highest Up to where the ticks are known, likewise. Beyond either nothing may be concluded.
    /// @param ticks The initialized ones between, ascending.
    /// @param liquidityNets What comes into range at each when the price rises.
    struct PoolState {
        address pool;
        int24 tickSpacing;
        uint160 sqrtPriceX96;
        int24 tick;
        uint128 liquidity;
        int24 lowest;
        int24 highest;
        int24[] ticks;
        int128[] liquidityNets;
    }

    /// @notice The ticks of a pool from `from` to `to`, both included, in whichever direction.
    struct TickRange {
        address tokenA;
        address tokenB;
        uint24 fee;
        int24 from;
        int24 to;
    }

    /// @notice Ticks of a range.
    /// @param known Up to where the ticks are known: `to`, or nearer where there are too many.
    /// @param ticks The initialized ones, the nearest to `from` first.
    /// @param liquidityNets What comes into range at each when the price rises.
    struct TickSpan {
        int24 known;
        int24[] ticks;
        int128[] liquidityNets;
    }

    /// @notice The Uniswap v3 factory whose pools are read.
    function poolFactory() external view returns (address);

    /// @notice An index, and what of it is unknown.
    function indexState(address vault) external view returns (IndexState memory);

    /// @notice Pools with the ticks around their prices.
    /// @dev The 64 initialized ticks nearest to the price on each side, in 16 words of the bitmap: dust far away hides nothing.
    /// @param reach How many ticks to each side of the price to look at most; 1,000 are about 10 %.
    function poolStates(PoolKey[] calldata keys, uint24 reach) external view returns (PoolState[] memory);

    /// @notice Ticks farther from the price than `poolStates` reads them.
    /// @dev Of each range the first 256 initialized ticks, in 16 words of the bitmap.
    function tickSpans(TickRange[] calldata ranges) external view returns (TickSpan[] memory);

    /// @notice The published bound: the greatest part of a share that stolen keys can take in any seven days. Changes of market
    ///         prices are not part of it.
    /// @dev Loss limit + (turnover limit + exit allowance) * deviation. The exit allowance is 2: in a change of regime, at most
    ///      one in any 14 days, the whole basket is sold and stablecoins are bought for all of it without counting as turnover.
    ///      Trades without the keeper's key lose half of the loss limit at most. Leavers that drop out at starts, 5 bps of NAV in
    ///      each at most, come on top of that half: in seven days as many weekly starts as the shortest interval allows, and one
    ///      more, and one change of regime. Both together are never more than the loss limit. Rounded up, and at most one.
    /// @param deviation {1} How far the feeds of the two sides of a trade may stand from the market, together.
    /// @return withKeeper {1} By who has the keeper's key, with the strategist's or without.
    /// @return withoutKeeper {1} By who has the strategist's key alone, or none, while no keeper trades.
    function lossBounds(
        address vault,
        uint256 deviation
    ) external view returns (uint256 withKeeper, uint256 withoutKeeper);

    /// @notice What `account` has of an index.
    /// @return shares {share}
    /// @return claims {tok} On each component of the current basket.
    /// @return pendingShares {share} Claims on each that are kept in shares.
    function holderState(
        address vault,
        address account
    ) external view returns (uint256 shares, uint256[] memory claims, uint256[] memory pendingShares);
}
