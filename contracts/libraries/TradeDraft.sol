// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexVault} from "../interfaces/IIndexVault.sol";

/// @title TradeDraft
/// @notice The data of one trade: what it is judged by, and what each of its legs asks and moves.
library TradeDraft {
    /// @notice What is judged: the vault's terms, the list behind the position's pointer, and the rest of the position.
    struct Context {
        IIndexVault.Constitution terms;
        bytes list;
        uint256 basketId;
        uint256 supply;
        uint256 claimed;
        uint256 fallbackFrom;
    }

    /// @notice One component of a trade. It begins as an executor's `Side` and as a `TradeResult` do, in their order: the casts
    ///         `_sidesOf` and `_resultsOf` rest on that.
    /// @param amount {tok} What is asked; then what the executor is told; then, once it is done, what moved.
    /// @param value {uoa} Of what moved. Sold: rounded up. Bought: rounded down.
    /// @param balance {tok} The vault's before the trade, what is owed included.
    /// @param bound {tok} What the balance may not cross: the target, and what is owed on top. Sold: rounded down. Bought:
    ///        rounded up.
    /// @param position In the basket.
    /// @param target {tok} Rounded down.
    struct Leg {
        address component;
        uint256 amount;
        uint256 value;
        uint256 balance;
        uint256 bound;
        uint256 position;
        uint256 target;
    }

    /// @notice One side of a trade.
    /// @param legs Ascending by position.
    /// @param components Of the legs.
    struct Sheet {
        Leg[] legs;
        address[] components;
    }

    /// @notice What one side of a trade did.
    /// @param value {uoa} Of all its legs.
    /// @param tier {uoa} What the components' tiers allow to lose of it, rounded down.
    /// @param besides {uoa} Value without USDC, so that a trade made in two turns over what it does in one.
    struct Closing {
        uint256 value;
        uint256 tier;
        uint256 besides;
    }
}
