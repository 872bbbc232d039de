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
    /// @param feed Price feed, in the shape of Chainlink's proxies: how many of `quote` a whole token is worth.
    /// @param quote What the feed answers in: `address(840)`, the US dollar, or a listed token whose own feed answers in dollars.
    /// @param heartbeat {s} Greatest age of an answer; at most 2^24 - 1.
    /// @param minAnswer D(feed){quote/token} Least answer believed. Of a stablecoin at least 0.95 dollars.
    /// @param maxAnswer D(feed){quote/token} Greatest answer believed: less than `MAX_BAND` times the least. Of a
    ///        stablecoin at most 1.05 dollars.
    /// @param secondFeed Feed of the same price in the same `quote` that must agree; zero for none.
    /// @param secondHeartbeat {s} Greatest age of its answer.
    /// @param maxDivergence {1} WAD. How far the two may be apart, as a part of the lesser.
    /// @param slippage {1} WAD. Tier: part of the value that a trade of this component may lose.
    /// @param maxWeight {1} WAD. Greatest target weight. Of a stablecoin at most `MAX_STABLE_WEIGHT`; of USDC it is one,
    ///        whatever the listing says. The kind of index bounds all stablecoins together.
    /// @param dust {tok} Remainder at which a leaver may drop out of a basket.
    /// @param stable Whether it counts as a stablecoin, which is worth a dollar or nothing that this registry knows. USDC does.
    struct Listing {
        address token;
        address feed;
        address quote;
        uint32 heartbeat;
        uint128 minAnswer;
        uint128 maxAnswer;
        address secondFeed;
        uint32 secondHeartbeat;
        uint64 maxDivergence;
        uint64 slippage;
        uint64 maxWeight;
        uint128 dust;
        bool stable;
    }

    /// @notice Limits of a component that a guardian may make stricter. What is to stay is said again.
    /// @param heartbeat {s}
    /// @param minAnswer D(feed){quote/token}
    /// @param maxAnswer D(feed){quote/token}
    /// @param maxDivergence {1} WAD. Zero where there is no second feed.
    /// @param slippage {1} WAD
    /// @param maxWeight {1} WAD
    /// @param dust {tok}
    struct Limits {
        uint32 heartbeat;
        uint128 minAnswer;
        uint128 maxAnswer;
        uint64 maxDivergence;
        uint64 slippage;
        uint64 maxWeight;
        uint128 dust;
    }

    /// @notice What the registry says of a component. Starts and trades ask for words instead: see `ListingWords`.
    /// @param slippage {1} WAD
    /// @param isNew Whether it is held to `NEW_WEIGHT` now, and counts among those that an index bounds together.
    /// @param maxWeight {1} WAD. In force now: of a new component at most `NEW_WEIGHT`, of USDC one unless a guardian
    ///        tightened it.
    /// @param dust {tok}
    struct Component {
        Status status;
        bool stable;
        bool isNew;
        uint8 decimals;
        uint64 slippage;
        uint64 maxWeight;
        uint128 dust;
    }

    /// @notice What the registry says of a component's feed. The oracle asks for words instead: see `ListingWords`.
    /// @param heartbeat {s}
    /// @param scale {decimals} Of token and feed together.
    /// @param minAnswer D(feed){quote/token}
    /// @param maxAnswer D(feed){quote/token}
    /// @param further Whether `sourcesOf` says more than dollars from one feed.
    struct Feed {
        address feed;
        uint32 heartbeat;
        uint8 scale;
        uint128 minAnswer;
        uint128 maxAnswer;
        bool further;
    }

    /// @notice What else a component's price is made of and held against.
    /// @param quote What the feed answers in.
    /// @param quoteFrozen Whether the quote is a token that is frozen: then nothing that is quoted in it has a price either.
    /// @param quoteDecimals {decimals} Of the quote, if it is a token.
    /// @param feedDecimals {decimals} Of the component's own feed.
    /// @param secondFeed Zero if there is none.
    /// @param secondHeartbeat {s}
    /// @param secondDecimals {decimals} Of the second feed.
    /// @param maxDivergence {1} WAD
    struct Sources {
        address quote;
        bool quoteFrozen;
        uint8 quoteDecimals;
        uint8 feedDecimals;
        address secondFeed;
        uint32 secondHeartbeat;
        uint8 secondDecimals;
        uint64 maxDivergence;
    }

    /// @notice Listings were announced and may be carried out from `availableAt` {s} on.
    event ListingsAnnounced(bytes32 indexed listingsHash, uint256 availableAt, Listing[] listings);
    /// @notice An announcement was withdrawn before it was carried out.
    event AnnouncementCancelled(bytes32 indexed listingsHash);
    /// @notice A component was listed, or listed anew with other terms.
    event ComponentListed(address indexed token, Listing listing);
    /// @notice A listing of a batch was left out: the token was listed, tightened, restricted or frozen at `changedAt` {s}, when
    ///         the batch was announced or later. Its terms stay as they are; announce it again to change them.
    event ListingSkipped(address indexed token, bytes32 indexed listingsHash, uint256 changedAt);
    /// @notice A token passed the probe that its first listing asks for: `amount` {tok} went to the registry and back.
    event ComponentProbed(address indexed token, address indexed prober, uint256 amount);
    /// @notice What is in force of `count` components was copied into a book.
    event BookPublished(address indexed book, uint256 count);
    /// @notice Limits of a component became stricter.
    event ComponentTightened(address indexed token, address indexed guardian, Limits limits);
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
    /// @notice The address holds no code.
    error NoCode(address target);
    /// @notice More decimals than the arithmetic is proved for (27 for tokens, 18 for feeds).
    error DecimalsUnsupported(address target, uint8 decimals);
    /// @notice A tier, weight or band is outside what any listing may say.
    error ListingOutOfBounds(address token);
    /// @notice The token is not listed.
    error NotListed(address token);
    /// @notice A limit is looser than the one in force, or none is stricter.
    error NotStricter(address token);
    /// @notice A stablecoin is priced in dollars, by a band within 5 % of one.
    error StablecoinBandTooWide(address token, uint256 minAnswer, uint256 maxAnswer);
    /// @notice USDC is listed as a stablecoin, or not at all.
    error UsdcNotStable(address usdc);
    /// @notice A stablecoin other than USDC has a maximum weight of over a half.
    error StablecoinTooHeavy(address token, uint256 weight, uint256 max);
    /// @notice The greatest answer believed is `MAX_BAND` times the least one, or more.
    error BandTooWide(address token, uint256 minAnswer, uint256 maxAnswer);
    /// @notice What a feed answers in is neither the dollar nor another listed token whose own feed answers in dollars.
    error QuoteUnusable(address token, address quote);
    /// @notice The new source of a price says more than 5 % else than the old: {uoa} per 10^18 whole tokens.
    error FeedTooFar(address token, uint256 oldPrice, uint256 newPrice);
    /// @notice The new source of a price deserves the error `cause` itself.
    error FeedDoubtful(address token, bytes cause);
    /// @notice The old source of a price cannot be asked, so that the announcement must be public until `availableAt` {s}.
    error FeedUnproven(address token, uint256 availableAt);
    /// @notice A book has more components than the `present` one, and at most `most`.
    error BookSizeUnsuitable(uint256 count, uint256 present, uint256 most);
    /// @notice The tokens of a book ascend.
    error TokensNotAscending(address token);
    /// @notice The token was never probed: see `probe`.
    error NotProbed(address token);
    /// @notice An amount so small that a fee could be rounded away.
    error ProbeTooSmall(address token, uint256 amount, uint256 least);
    /// @notice A transfer of the probe failed, or needs more gas than a redemption gives it, or a balance cannot be read.
    error ProbeFailed(address token);
    /// @notice A transfer of the probe moved something else than it should: a balance is `actual` {tok}, not `expected`.
    error ProbeInexact(address token, uint256 expected, uint256 actual);

    /// @notice {s} How long every listing and every looser term is public before it can take effect.
    function LISTING_DELAY() external view returns (uint256);

    /// @notice {s} How long after that an announcement can be carried out.
    function LISTING_EXPIRY() external view returns (uint256);

    /// @notice {1} WAD. Greatest slippage tier that any listing may have.
    function MAX_SLIPPAGE() external view returns (uint256);

    /// @notice {1} WAD. Greatest divergence that any listing may allow between two feeds.
    function MAX_DIVERGENCE() external view returns (uint256);

    /// @notice {1} WAD. Greatest maximum weight of a stablecoin that is not USDC.
    function MAX_STABLE_WEIGHT() external view returns (uint256);

    /// @notice {1} The greatest answer believed is less than this many times the least one. A feed's decimals are read when it is
    ///         listed, and not with its prices: should they change by six digits or more, no answer is within the band.
    function MAX_BAND() external view returns (uint256);

    /// @notice {1} WAD. How far the price of a new source may be from the old one's.
    function MAX_FEED_STEP() external view returns (uint256);

    /// @notice {s} How long an announcement is public, if it replaces a source of a price that cannot be asked any more, or that
    ///         of a frozen component.
    function UNPROVEN_DELAY() external view returns (uint256);

    /// @notice {1} WAD. Greatest target weight of a component within `NEW_PERIOD` of its first listing.
    function NEW_WEIGHT() external view returns (uint256);

    /// @notice {s}
    function NEW_PERIOD() external view returns (uint256);

    /// @notice Residual asset of every index that is checked by this registry.
    function usdc() external view returns (address);

    /// @notice {s} Until then what is listed for the first time is not held to `NEW_WEIGHT`, and no index can be created.
    function foundingEnd() external view returns (uint256);

    /// @notice Announces listings, new ones or looser terms for known ones. Admin only.
    function announceListings(Listing[] calldata listings) external;

    /// @notice Withdraws an announcement. Admin or guardian.
    function cancelAnnouncement(bytes32 listingsHash) external;

    /// @notice Carries announced listings out. Anyone, once their delay has passed. A token's first listing wants a probe.
    /// @dev A token whose terms changed since the announcement is left out, and the others are listed: an older announcement that
    ///      somebody carries out costs a newer batch that one token. Cancel what is no longer meant.
    function list(Listing[] calldata listings) external;

    /// @notice Takes `amount` {tok} of a token from the caller and gives it back, within the gas that redemptions have; each
    ///         balance must change by exactly that. Anyone who has some and approves it.
    /// @param amount {tok} At least 10,000 units, or a whole token where that is less.
    function probe(address token, uint256 amount) external;

    /// @notice Copies what is in force of many components into one data contract, out of which starts and trades then read it
    ///         for less. Anyone. It changes no answer: when a component is listed, tightened, restricted or frozen, the book is
    ///         forgotten, without an event of its own, and what is not in it is read as before.
    /// @dev Some 31,000 gas for each component. A book of components that nobody asks about is of no use and in the way, until
    ///      one with more is published, or it is forgotten: a guardian who freezes what is frozen already does that.
    /// @param tokens Listed, ascending; more than there are in the present book.
    function publishBook(address[] calldata tokens) external;

    /// @notice Makes limits of a component stricter, at once. Guardian only; undone by a new listing.
    /// @param limits None looser than in force, one at least stricter, and none that leaves no price possible: that is a freeze.
    function tighten(address token, Limits calldata limits) external;

    /// @notice Makes a component sell-only, at once. Guardian only; undone by a new listing.
    function restrict(address token) external;

    /// @notice Freezes a component, at once. Guardian only; undone by a new listing.
    function freeze(address token) external;

    /// @notice What is said of one component.
    function component(address token) external view returns (Component memory);

    /// @notice What is said of one component's feed.
    function feedOf(address token) external view returns (Feed memory);

    /// @notice What a start asks of many.
    /// @return words A `StartWord` of each token, 32 bytes, in the order asked.
    /// @return feeds What `tradeTerms` says of them.
    function startTerms(address[] calldata tokens) external view returns (bytes memory words, bytes memory feeds);

    /// @notice What a trade and the oracle ask of many: whether they may be bought or sold now, their tiers, their feeds.
    /// @return words A `PricingWord` and a `BandWord` of each token, 64 bytes, in the order asked.
    function tradeTerms(address[] calldata tokens) external view returns (bytes memory words);

    /// @notice What else its price is made of. Dollars from one feed is all where `Feed.further` is false.
    function sourcesOf(address token) external view returns (Sources memory);

    /// @notice {s} Until when a component is held to `NEW_WEIGHT`; zero if it never was.
    function newUntil(address token) external view returns (uint256);

    /// @notice Whether the token has passed a probe.
    function isProbed(address token) external view returns (bool);

    /// @notice {s} When the token was last listed, tightened, restricted or frozen. Announcements from before are void for it.
    function changedAt(address token) external view returns (uint256);

    /// @notice {s} Since when a component is frozen without a break; zero if it is not. Freezing it once more renews nothing.
    function frozenSince(address token) external view returns (uint256);

    /// @notice Data contract of the present book; zero if there is none.
    function book() external view returns (address);

    /// @notice How many components are frozen: while there is none, a vault that issues asks nothing more.
    function frozenCount() external view returns (uint256);

    /// @notice {s} When announced listings become possible; zero if not announced.
    function availableAt(bytes32 listingsHash) external view returns (uint256);
}
