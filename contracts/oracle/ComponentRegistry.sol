// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

import {IAggregatorV3} from "../interfaces/IAggregatorV3.sol";
import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {ADMIN_ROLE, GUARDIAN_ROLE} from "../Roles.sol";

/// @title ComponentRegistry
/// @notice What may be held, at what limits, priced by which feed.
///
/// ROLES
/// @dev The admin can announce a listing; it cannot shorten its delay, and it cannot freeze.
/// @dev The guardian can restrict, freeze and cancel; it cannot list, loosen or undo what it did.
/// @dev Nobody can delist: what is held stays known, so that it can be sold.
contract ComponentRegistry is IComponentRegistry {
    /// @inheritdoc IComponentRegistry
    uint256 public constant LISTING_DELAY = 2 days;
    /// @inheritdoc IComponentRegistry
    uint256 public constant LISTING_EXPIRY = 14 days;
    /// @inheritdoc IComponentRegistry
    uint256 public constant MAXIMUM_SLIPPAGE = 0.05e18;

    uint256 internal constant WAD = 1e18;
    uint8 internal constant MAXIMUM_TOKEN_DECIMALS = 27;
    uint8 internal constant MAXIMUM_FEED_DECIMALS = 18;

    /// @notice What is kept of a component: a word that trades need, the feed's band, and a word for starts and listings.
    /// @param feed Price feed.
    /// @param heartbeat {s}
    /// @param scale {decimals} Of token and feed together.
    /// @param slippage {1} WAD
    /// @param minimumAnswer D(feed){usd/token}
    /// @param maximumAnswer D(feed){usd/token}
    /// @param maximumWeight {1} WAD
    /// @param dust {tok}
    /// @param changedAt {s}
    struct Terms {
        address feed;
        uint24 heartbeat;
        uint8 scale;
        Status status;
        uint56 slippage;
        uint128 minimumAnswer;
        uint128 maximumAnswer;
        uint64 maximumWeight;
        uint128 dust;
        uint40 changedAt;
        uint8 tokenDecimals;
        bool stable;
    }

    /// @notice Access control contract that is asked for roles.
    IAccessControl public immutable roles;

    /// @inheritdoc IComponentRegistry
    mapping(bytes32 listingsHash => uint256) public availableAt;
    /// @inheritdoc IComponentRegistry
    uint256 public frozenCount;
    mapping(address token => Terms) internal _terms;

    /// @param roles_ Access control contract.
    constructor(IAccessControl roles_) {
        require(address(roles_).code.length > 0, NoCode(address(roles_)));
        roles = roles_;
    }

    /* LOOSER: ANNOUNCED, THEN DELAYED */

    /// @inheritdoc IComponentRegistry
    function announceListings(Listing[] calldata listings) external {
        _checkRole(ADMIN_ROLE);
        bytes32 listingsHash = keccak256(abi.encode(listings));
        require(availableAt[listingsHash] == 0, AlreadyAnnounced(listingsHash));

        availableAt[listingsHash] = block.timestamp + LISTING_DELAY;

        emit ListingsAnnounced(listingsHash, block.timestamp + LISTING_DELAY, listings);
    }

    /// @inheritdoc IComponentRegistry
    function cancelAnnouncement(bytes32 listingsHash) external {
        if (!roles.hasRole(GUARDIAN_ROLE, msg.sender)) _checkRole(ADMIN_ROLE);
        require(availableAt[listingsHash] != 0, NotAnnounced(listingsHash));

        delete availableAt[listingsHash];

        emit AnnouncementCancelled(listingsHash);
    }

    /// @inheritdoc IComponentRegistry
    function list(Listing[] calldata listings) external {
        bytes32 listingsHash = keccak256(abi.encode(listings));
        uint256 from = availableAt[listingsHash];
        require(from != 0, NotAnnounced(listingsHash));
        require(block.timestamp >= from, ListingTooEarly(listingsHash, from));
        require(block.timestamp <= from + LISTING_EXPIRY, ListingExpired(listingsHash, from + LISTING_EXPIRY));

        delete availableAt[listingsHash];
        for (uint256 i; i < listings.length; ++i) {
            uint256 changed = _terms[listings[i].token].changedAt;
            require(from - LISTING_DELAY > changed, ListingSuperseded(listings[i].token, changed));
            _list(listings[i]);
        }
    }

    /* STRICTER: AT ONCE */

    /// @inheritdoc IComponentRegistry
    function restrict(address token) external {
        _checkRole(GUARDIAN_ROLE);
        Terms storage terms = _terms[token];
        require(terms.status == Status.Buyable, NotListed(token));

        terms.status = Status.SellOnly;
        terms.changedAt = uint40(block.timestamp);

        emit ComponentRestricted(token, msg.sender);
    }

    /// @inheritdoc IComponentRegistry
    function freeze(address token) external {
        _checkRole(GUARDIAN_ROLE);
        Terms storage terms = _terms[token];
        require(terms.status != Status.Unlisted, NotListed(token));

        if (terms.status != Status.Frozen) ++frozenCount;
        terms.status = Status.Frozen;
        terms.changedAt = uint40(block.timestamp);

        emit ComponentFrozen(token, msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc IComponentRegistry
    function component(address token) external view returns (Component memory) {
        return _component(token);
    }

    /// @inheritdoc IComponentRegistry
    function components(address[] calldata tokens) external view returns (Component[] memory listed) {
        listed = new Component[](tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            listed[i] = _component(tokens[i]);
        }
    }

    /// @inheritdoc IComponentRegistry
    function tradeTerms(
        address[] calldata tokens
    ) external view returns (Status[] memory statuses, uint256[] memory slippages) {
        (statuses, slippages) = (new Status[](tokens.length), new uint256[](tokens.length));
        for (uint256 i; i < tokens.length; ++i) {
            Terms storage terms = _terms[tokens[i]];
            (statuses[i], slippages[i]) = (terms.status, terms.slippage);
        }
    }

    /// @inheritdoc IComponentRegistry
    function feedOf(address token) external view returns (Feed memory) {
        return _feed(token);
    }

    /// @inheritdoc IComponentRegistry
    function feeds(address[] calldata tokens) external view returns (Feed[] memory listed) {
        listed = new Feed[](tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            listed[i] = _feed(tokens[i]);
        }
    }

    /// @inheritdoc IComponentRegistry
    function changedAt(address token) external view returns (uint256) {
        return _terms[token].changedAt;
    }

    /* INTERNAL */

    /// @dev Checks one listing against what any listing may say, and writes it.
    function _list(Listing calldata listing) internal {
        require(listing.token.code.length > 0, NoCode(listing.token));
        require(listing.feed.code.length > 0, NoCode(listing.feed));
        uint8 tokenDecimals = IERC20Metadata(listing.token).decimals();
        uint8 feedDecimals = IAggregatorV3(listing.feed).decimals();
        require(tokenDecimals <= MAXIMUM_TOKEN_DECIMALS, DecimalsUnsupported(listing.token, tokenDecimals));
        require(feedDecimals <= MAXIMUM_FEED_DECIMALS, DecimalsUnsupported(listing.feed, feedDecimals));
        require(
            listing.slippage <= MAXIMUM_SLIPPAGE &&
                listing.maximumWeight <= WAD &&
                listing.heartbeat > 0 &&
                listing.heartbeat <= type(uint24).max &&
                listing.minimumAnswer > 0 &&
                listing.minimumAnswer < listing.maximumAnswer,
            ListingOutOfBounds(listing.token)
        );

        if (_terms[listing.token].status == Status.Frozen) --frozenCount;
        _terms[listing.token] = Terms({
            feed: listing.feed,
            heartbeat: uint24(listing.heartbeat),
            scale: tokenDecimals + feedDecimals,
            status: Status.Buyable,
            slippage: uint56(listing.slippage),
            minimumAnswer: listing.minimumAnswer,
            maximumAnswer: listing.maximumAnswer,
            maximumWeight: listing.maximumWeight,
            dust: listing.dust,
            changedAt: uint40(block.timestamp),
            tokenDecimals: tokenDecimals,
            stable: listing.stable
        });

        emit ComponentListed(listing.token, listing);
    }

    /// @dev What vaults read of a component: two words.
    function _component(address token) internal view returns (Component memory) {
        Terms storage terms = _terms[token];
        return
            Component({
                status: terms.status,
                stable: terms.stable,
                decimals: terms.tokenDecimals,
                slippage: terms.slippage,
                maximumWeight: terms.maximumWeight,
                dust: terms.dust
            });
    }

    /// @dev What the oracle reads of a component: two words.
    function _feed(address token) internal view returns (Feed memory) {
        Terms storage terms = _terms[token];
        return
            Feed({
                feed: terms.feed,
                heartbeat: terms.heartbeat,
                scale: terms.scale,
                minimumAnswer: terms.minimumAnswer,
                maximumAnswer: terms.maximumAnswer
            });
    }

    function _checkRole(bytes32 role) internal view {
        require(roles.hasRole(role, msg.sender), MissingRole(msg.sender, role));
    }
}
