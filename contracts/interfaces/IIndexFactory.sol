// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IIndexFactory
/// @notice Creates indexes, clones of one immutable implementation, from USDC alone, and records them.
/// @dev The factory has no owner and no power over what it created.
/// @dev An index's address follows from its creator and its terms, not from what was created before: after a reorganisation of
///      the chain no other index ever stands at that address.
interface IIndexFactory {
    /// @notice An index to create.
    /// @param name Name of the share.
    /// @param symbol Symbol of the share.
    /// @param usdcAmount {usdc} What the creator puts in. At least `LOCKED_VALUE`.
    /// @param sharePrice {usdc/share} What one share costs at creation.
    /// @param maxStableWeight {1} WAD. Greatest weight of stablecoins together, outside a bear regime.
    /// @param bearAllowed Whether the index may turn to a bear regime, all in stablecoins.
    /// @param minInterval {s} Least time between two weekly epochs. At least one day.
    /// @param lossLimit {1} WAD. Most that trades may lose per share within any seven days.
    /// @param weeklyLossCap {1} WAD. Most that the trades of one weekly epoch may lose per share.
    /// @param turnoverLimit {1} WAD. Most that trades may sell and buy per share, USDC left out, within any seven days: two to
    ///        eight times the NAV.
    /// @param salt Any number, chosen by the creator. It separates two indexes of one creator with the same terms.
    struct Creation {
        string name;
        string symbol;
        uint256 usdcAmount;
        uint256 sharePrice;
        uint64 maxStableWeight;
        bool bearAllowed;
        uint32 minInterval;
        uint64 lossLimit;
        uint64 weeklyLossCap;
        uint64 turnoverLimit;
        bytes32 salt;
    }

    /// @notice An index was created.
    /// @param index The vault, which is also its share.
    /// @param creator Who paid for it.
    /// @param usdcAmount {usdc}
    /// @param shares {share} Shares issued, the locked ones included.
    /// @param lockedShares {share} Shares that nobody can ever spend.
    event IndexCreated(
        address indexed index,
        address indexed creator,
        string name,
        string symbol,
        uint256 usdcAmount,
        uint256 shares,
        uint256 lockedShares
    );

    /// @notice The address holds no code.
    error NoCode(address target);
    /// @notice The oracle prices by `ofOracle`, while the indexes would check by `registry`.
    error RegistryMismatch(address registry, address ofOracle);
    /// @notice The registry holds `ofRegistry` as USDC, while the indexes would hold `usdc`.
    error UsdcMismatch(address usdc, address ofRegistry);
    /// @notice The registry still takes founding components, which nothing holds to a low weight: indexes come from
    ///         `foundingEnd` {s} on.
    error RegistryFounding(uint256 foundingEnd);
    /// @notice Less USDC than the part that is locked for ever.
    error InsufficientCreation(uint256 usdcAmount, uint256 min);
    /// @notice USDC arrived short of the amount that was sent: it charges a fee on transfers.
    error UsdcNotDelivered(uint256 usdcAmount, uint256 received);
    /// @notice The caller created an index by these terms and this salt before. Choose another salt.
    error IndexExists(address index);
    /// @notice A share price of less than a cent or more than a million USDC.
    error SharePriceOutOfBounds(uint256 sharePrice);
    /// @notice {s} Less than a day between weekly epochs.
    error IntervalTooShort(uint256 minInterval);
    /// @notice {1} A loss limit over five percent, or a weekly cap of zero or over the limit.
    error LossLimitOutOfBounds(uint256 lossLimit, uint256 weeklyLossCap);
    /// @notice A limit of turnover under two, which leaving a basket just bought needs, or over eight.
    error TurnoverLimitOutOfBounds(uint256 turnoverLimit);
    /// @notice {1} A stablecoin weight over one.
    error StableWeightOutOfBounds(uint256 maxStableWeight);

    /// @notice {usdc} Worth of the shares that are locked for ever in each index: 100 USDC.
    function LOCKED_VALUE() external view returns (uint256);

    /// @notice Creates an index and pulls its first USDC from the caller, who gets the shares that are not locked.
    /// @dev The USDC is measured at the index: it arrives in full, or the call reverts.
    /// @return index The vault, at `predictIndex(caller, creation)`.
    function createIndex(Creation calldata creation) external returns (address index);

    /// @notice Address of the index that `creator` creates by `creation`, whether it exists or not.
    /// @dev CREATE2: it follows from this factory, the creator and every field of `creation`, the salt included.
    function predictIndex(address creator, Creation calldata creation) external view returns (address index);

    /// @notice Whether `index` was created here.
    function isIndex(address index) external view returns (bool);

    /// @notice Number of indexes created.
    function indexCount() external view returns (uint256);

    /// @notice The `position`-th index, from zero.
    function indexAt(uint256 position) external view returns (address);
}
