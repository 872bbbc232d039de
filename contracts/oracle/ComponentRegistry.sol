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

    /// @notice Access control contract that is asked for roles.
    IAccessControl public immutable roles;

    /// @inheritdoc IComponentRegistry
    mapping(bytes32 listingsHash => uint256) public availableAt;
    /// @inheritdoc IComponentRegistry
    mapping(address token => uint256) public changedAt;
    /// @inheritdoc IComponentRegistry
    uint256 public frozenCount;
    mapping(address token => Component) internal _components;
    mapping(address token => Feed) internal _feeds;

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
            uint256 changed = changedAt[listings[i].token];
            require(from - LISTING_DELAY > changed, ListingSuperseded(listings[i].token, changed));
            _list(listings[i]);
        }
    }

    /* STRICTER: AT ONCE */

    /// @inheritdoc IComponentRegistry
    function restrict(address token) external {
        _checkRole(GUARDIAN_ROLE);
        require(_components[token].status == Status.Buyable, NotListed(token));

        _components[token].status = Status.SellOnly;
        changedAt[token] = block.timestamp;

        emit ComponentRestricted(token, msg.sender);
    }

    /// @inheritdoc IComponentRegistry
    function freeze(address token) external {
        _checkRole(GUARDIAN_ROLE);
        Status status = _components[token].status;
        require(status != Status.Unlisted, NotListed(token));

        if (status != Status.Frozen) ++frozenCount;
        _components[token].status = Status.Frozen;
        changedAt[token] = block.timestamp;

        emit ComponentFrozen(token, msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc IComponentRegistry
    function component(address token) external view returns (Component memory) {
        return _components[token];
    }

    /// @inheritdoc IComponentRegistry
    function feedOf(address token) external view returns (Feed memory) {
        return _feeds[token];
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
                listing.minimumAnswer > 0 &&
                listing.minimumAnswer < listing.maximumAnswer,
            ListingOutOfBounds(listing.token)
        );

        if (_components[listing.token].status == Status.Frozen) --frozenCount;
        changedAt[listing.token] = block.timestamp;
        _components[listing.token] = Component({
            status: Status.Buyable,
            stable: listing.stable,
            decimals: tokenDecimals,
            slippage: listing.slippage,
            maximumWeight: listing.maximumWeight,
            dust: listing.dust
        });
        _feeds[listing.token] = Feed({
            feed: listing.feed,
            heartbeat: listing.heartbeat,
            feedDecimals: feedDecimals,
            tokenDecimals: tokenDecimals,
            minimumAnswer: listing.minimumAnswer,
            maximumAnswer: listing.maximumAnswer
        });

        emit ComponentListed(listing.token, listing);
    }

    function _checkRole(bytes32 role) internal view {
        require(roles.hasRole(role, msg.sender), MissingRole(msg.sender, role));
    }
}
