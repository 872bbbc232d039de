// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IComponentRegistry
/// @notice What may be held, at what limits, priced by which feed. One registry serves many vaults and is fixed in each.
/// @dev Stricter is immediate and the guardian's; looser waits `LISTING_DELAY`, whoever asks, and is announced in public.
///      Redemption never reads the registry.
interface IComponentRegistry {
    /// @notice What a vault may do with a component. `Frozen` components are carried: neither bought, sold nor valued; and no
    ///         index that lists one issues shares.
    enum Status {
        Unlisted,
        Buyable,
        SellOnly,
        Frozen
    }

    /// @notice Everything that a listing says.
    /// @param token The component.
    /// @param feed Price feed, US dollars per whole token, in the shape of Chainlink's proxies.
    /// @param heartbeat {s} Greatest age of an answer; at most 2^24 - 1.
    /// @param minimumAnswer D(feed){usd/token} Least answer believed.
    /// @param maximumAnswer D(feed){usd/token} Greatest answer believed.
    /// @param slippage {1} WAD. Tier: part of the value that a trade of this component may lose.
    /// @param maximumWeight {1} WAD. Greatest target weight. Stablecoins are bounded by the kind of index instead.
    /// @param dust {tok} Remainder at which a leaver may drop out of a basket.
    /// @param stable Whether it counts as a stablecoin.
    struct Listing {
        address token;
        address feed;
        uint32 heartbeat;
        uint128 minimumAnswer;
        uint128 maximumAnswer;
        uint64 slippage;
        uint64 maximumWeight;
        uint128 dust;
        bool stable;
    }

    /// @notice What a vault needs to know of a component when it starts an epoch or trades.
    /// @param slippage {1} WAD
    /// @param maximumWeight {1} WAD
    /// @param dust {tok}
    struct Component {
        Status status;
        bool stable;
        uint8 decimals;
        uint64 slippage;
        uint64 maximumWeight;
        uint128 dust;
    }

    /// @notice What the oracle needs to know of a component's feed.
    /// @param heartbeat {s}
    /// @param scale {decimals} Of token and feed together.
    /// @param minimumAnswer D(feed){usd/token}
    /// @param maximumAnswer D(feed){usd/token}
    struct Feed {
        address feed;
        uint32 heartbeat;
        uint8 scale;
        uint128 minimumAnswer;
        uint128 maximumAnswer;
    }

    /// @notice Listings were announced and may be carried out from `availableAt` {s} on.
    event ListingsAnnounced(bytes32 indexed listingsHash, uint256 availableAt, Listing[] listings);
    /// @notice An announcement was withdrawn before it was carried out.
    event AnnouncementCancelled(bytes32 indexed listingsHash);
    /// @notice A component was listed, or listed anew with other terms.
    event ComponentListed(address indexed token, Listing listing);
    /// @notice A component may only be sold from now on.
    event ComponentRestricted(address indexed token, address indexed guardian);
    /// @notice A component is neither bought, sold nor valued from now on.
    event ComponentFrozen(address indexed token, address indexed guardian);

    /// @notice `account` lacks the role that this function asks for.
    error MissingRole(address account, bytes32 role);
    /// @notice The listings were never announced, or were cancelled, or were carried out before.
    error NotAnnounced(bytes32 listingsHash);
    /// @notice The listings were announced already.
    error AlreadyAnnounced(bytes32 listingsHash);
    /// @notice The announcement's delay has not passed.
    error ListingTooEarly(bytes32 listingsHash, uint256 availableAt);
    /// @notice The announcement was not carried out in time: announce again.
    error ListingExpired(bytes32 listingsHash, uint256 expiredAt);
    /// @notice The token was listed, restricted or frozen after this announcement: announce again.
    error ListingSuperseded(address token, uint256 changedAt);
    /// @notice The address holds no code.
    error NoCode(address target);
    /// @notice More decimals than the arithmetic is proved for (27 for tokens, 18 for feeds).
    error DecimalsUnsupported(address target, uint8 decimals);
    /// @notice A tier, weight or band is outside what any listing may say.
    error ListingOutOfBounds(address token);
    /// @notice The token is not listed.
    error NotListed(address token);

    /// @notice {s} How long every listing and every looser term is public before it can take effect.
    function LISTING_DELAY() external view returns (uint256);

    /// @notice {s} How long after that an announcement can be carried out.
    function LISTING_EXPIRY() external view returns (uint256);

    /// @notice {1} WAD. Greatest slippage tier that any listing may have.
    function MAXIMUM_SLIPPAGE() external view returns (uint256);

    /// @notice Announces listings, new ones or looser terms for known ones. Admin only.
    function announceListings(Listing[] calldata listings) external;

    /// @notice Withdraws an announcement. Admin or guardian.
    function cancelAnnouncement(bytes32 listingsHash) external;

    /// @notice Carries announced listings out. Anyone, once their delay has passed.
    function list(Listing[] calldata listings) external;

    /// @notice Makes a component sell-only, at once. Guardian only; undone by a new listing.
    function restrict(address token) external;

    /// @notice Freezes a component, at once. Guardian only; undone by a new listing.
    function freeze(address token) external;

    /// @notice What vaults read.
    function component(address token) external view returns (Component memory);

    /// @notice What vaults read, of many.
    function components(address[] calldata tokens) external view returns (Component[] memory listed);

    /// @notice What a trade reads of many: whether they may be bought or sold now, and their tiers.
    /// @return statuses Of each token.
    /// @return slippages {1} WAD
    function tradeTerms(
        address[] calldata tokens
    ) external view returns (Status[] memory statuses, uint256[] memory slippages);

    /// @notice What the oracle reads.
    function feedOf(address token) external view returns (Feed memory);

    /// @notice What the oracle reads, of many.
    function feeds(address[] calldata tokens) external view returns (Feed[] memory listed);

    /// @notice {s} When the token was last listed, restricted or frozen. Announcements from before are void for it.
    function changedAt(address token) external view returns (uint256);

    /// @notice How many components are frozen: while there is none, a vault that issues asks nothing more.
    function frozenCount() external view returns (uint256);

    /// @notice {s} When announced listings become possible; zero if not announced.
    function availableAt(bytes32 listingsHash) external view returns (uint256);
}
