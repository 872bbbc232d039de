// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {ADMIN_ROLE, GUARDIAN_ROLE} from "../Roles.sol";
import {ListingBook} from "./ListingBook.sol";
import {ListingChecks} from "./ListingChecks.sol";
import {ListingTerms} from "./ListingTerms.sol";
import {BandWord, LimitWord, ListingWords, PricingWord, StartWord} from "./ListingWords.sol";
import {PriceReading} from "./PriceReading.sol";

/// @title ComponentRegistry
/// @notice What may be held, at what limits, priced by which feed.
///
/// ROLES
/// @dev The admin can announce a listing; it cannot shorten its delay, and it cannot freeze.
/// @dev The guardian can tighten, restrict, freeze and cancel; it cannot list, loosen or undo what it did.
/// @dev Anyone can probe a token, list what is due, and publish a book of what is in force; nobody gains by any of it.
/// @dev Nobody can delist: what is held stays known, so that it can be sold.
contract ComponentRegistry is IComponentRegistry {
    using ListingBook for ListingBook.Reader;
    using ListingBook for bytes;
    using ListingTerms for ListingTerms.Terms;
    using ListingTerms for ListingTerms.Further;
    using ListingWords for bytes;

    /// @inheritdoc IComponentRegistry
    uint256 public constant LISTING_DELAY = 2 days;
    /// @inheritdoc IComponentRegistry
    uint256 public constant LISTING_EXPIRY = 14 days;
    /// @inheritdoc IComponentRegistry
    uint256 public constant UNPROVEN_DELAY = 9 days;
    /// @inheritdoc IComponentRegistry
    uint256 public constant NEW_PERIOD = 28 days;
    /// @inheritdoc IComponentRegistry
    uint256 public constant NEW_WEIGHT = 0.02e18;
    /// @inheritdoc IComponentRegistry
    uint256 public constant MAX_FEED_STEP = 0.05e18;
    /// @inheritdoc IComponentRegistry
    uint256 public constant MAX_SLIPPAGE = ListingChecks.MAX_SLIPPAGE;
    /// @inheritdoc IComponentRegistry
    uint256 public constant MAX_DIVERGENCE = ListingChecks.MAX_DIVERGENCE;
    /// @inheritdoc IComponentRegistry
    uint256 public constant MAX_STABLE_WEIGHT = ListingChecks.MAX_STABLE_WEIGHT;
    /// @inheritdoc IComponentRegistry
    uint256 public constant MAX_BAND = ListingChecks.MAX_BAND;

    /// @dev {s} How long after its creation a registry takes its founding components.
    uint256 internal constant FOUNDING_PERIOD = 7 days;

    /// @notice Access control contract that is asked for roles.
    IAccessControl public immutable roles;
    /// @inheritdoc IComponentRegistry
    address public immutable usdc;
    /// @inheritdoc IComponentRegistry
    uint256 public immutable foundingEnd;

    /// @inheritdoc IComponentRegistry
    mapping(bytes32 listingsHash => uint256) public availableAt;
    /// @inheritdoc IComponentRegistry
    uint256 public frozenCount;
    mapping(address token => ListingTerms.Terms) internal _terms;
    mapping(address token => ListingTerms.Further) internal _further;
    mapping(address token => ListingTerms.History) internal _history;
    /// @inheritdoc IComponentRegistry
    address public book;

    /// @param roles_ Access control contract.
    /// @param usdc_ Residual asset of every index that is checked by this registry.
    constructor(IAccessControl roles_, address usdc_) {
        require(address(roles_).code.length > 0, NoCode(address(roles_)));
        require(usdc_.code.length > 0, NoCode(usdc_));
        (roles, usdc) = (roles_, usdc_);
        foundingEnd = block.timestamp + FOUNDING_PERIOD;
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
            uint256 changed = _history[listings[i].token].changedAt;
            if (from - LISTING_DELAY > changed) _list(listings[i], from - LISTING_DELAY);
            else emit ListingSkipped(listings[i].token, listingsHash, changed);
        }
    }

    /// @inheritdoc IComponentRegistry
    function probe(address token, uint256 amount) external {
        ListingChecks.probe(token, amount);

        _history[token].probed = true;

        emit ComponentProbed(token, msg.sender, amount);
    }

    /// @inheritdoc IComponentRegistry
    function publishBook(address[] calldata tokens) external {
        uint256 present = ListingBook.count(book);
        require(
            tokens.length > present && tokens.length <= ListingBook.MAX_COUNT,
            BookSizeUnsuitable(tokens.length, present, ListingBook.MAX_COUNT)
        );
        bytes memory entries = ListingBook.create(tokens.length);
        address last;
        for (uint256 i; i < tokens.length; ++i) {
            address token = tokens[i];
            ListingTerms.Terms storage terms = _terms[token];
            require(token > last, TokensNotAscending(token));
            require(terms.status != Status.Unlisted, NotListed(token));
            entries.put(i, token, terms.pricing(), terms.band(), terms.limit());
            last = token;
        }

        book = entries.store();

        emit BookPublished(book, tokens.length);
    }

    /* STRICTER: AT ONCE */

    /// @inheritdoc IComponentRegistry
    function tighten(address token, Limits calldata limits) external {
        _checkRole(GUARDIAN_ROLE);
        require(_terms[token].status != Status.Unlisted, NotListed(token));
        require(_terms[token].isTightenedBy(_further[token], limits), NotStricter(token));
        require(_further[token].isUsable(limits), ListingOutOfBounds(token));

        _terms[token].tighten(_further[token], limits);
        _changed(token);

        emit ComponentTightened(token, msg.sender, limits);
    }

    /// @inheritdoc IComponentRegistry
    function restrict(address token) external {
        _checkRole(GUARDIAN_ROLE);
        ListingTerms.Terms storage terms = _terms[token];
        require(terms.status == Status.Buyable, NotListed(token));

        terms.status = Status.SellOnly;
        _changed(token);

        emit ComponentRestricted(token, msg.sender);
    }

    /// @inheritdoc IComponentRegistry
    function freeze(address token) external {
        _checkRole(GUARDIAN_ROLE);
        ListingTerms.Terms storage terms = _terms[token];
        require(terms.status != Status.Unlisted, NotListed(token));

        if (terms.status != Status.Frozen) {
            terms.status = Status.Frozen;
            _history[token].frozenSince = uint40(block.timestamp);
            ++frozenCount;
        }
        _changed(token);

        emit ComponentFrozen(token, msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc IComponentRegistry
    function component(address token) external view returns (Component memory) {
        return _terms[token].describe(NEW_WEIGHT);
    }

    /// @inheritdoc IComponentRegistry
    function feedOf(address token) external view returns (Feed memory) {
        return _terms[token].describeFeed();
    }

    /// @inheritdoc IComponentRegistry
    function startTerms(address[] calldata tokens) external view returns (bytes memory words, bytes memory feeds) {
        (words, feeds) = (ListingWords.create(tokens.length), ListingWords.create(2 * tokens.length));
        ListingBook.Reader memory reader = _openFor(tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            (PricingWord pricing, BandWord band, bool found) = _wordsOf(reader, tokens[i]);
            LimitWord limit = found ? reader.limitWord() : _terms[tokens[i]].limit();
            words.put(i, StartWord.unwrap(pricing.startWord(limit, NEW_WEIGHT)));
            feeds.putFeed(i, pricing, band);
        }
    }

    /// @inheritdoc IComponentRegistry
    function tradeTerms(address[] calldata tokens) external view returns (bytes memory words) {
        words = ListingWords.create(2 * tokens.length);
        ListingBook.Reader memory reader = _openFor(tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            (PricingWord pricing, BandWord band, ) = _wordsOf(reader, tokens[i]);
            words.putFeed(i, pricing, band);
        }
    }

    /// @inheritdoc IComponentRegistry
    function changedAt(address token) external view returns (uint256) {
        return _history[token].changedAt;
    }

    /// @inheritdoc IComponentRegistry
    function frozenSince(address token) external view returns (uint256) {
        return _history[token].frozenSince;
    }

    /// @inheritdoc IComponentRegistry
    function sourcesOf(address token) external view returns (Sources memory) {
        return _terms[token].sources(_further[token], _terms[_further[token].quote]);
    }

    /// @inheritdoc IComponentRegistry
    function newUntil(address token) external view returns (uint256) {
        return _terms[token].newUntil;
    }

    /// @inheritdoc IComponentRegistry
    function isProbed(address token) external view returns (bool) {
        return _history[token].probed;
    }

    /* INTERNAL */

    /// @dev Opens the book where it is worth it. Where it is not, not even its address is read.
    /// @param asked {components} How many are looked for.
    function _openFor(uint256 asked) internal view returns (ListingBook.Reader memory) {
        return ListingBook.open(asked < ListingBook.LEAST_ASKED ? address(0) : book);
    }

    /// @dev The first two words of a token: out of the book if they are there.
    function _wordsOf(
        ListingBook.Reader memory reader,
        address token
    ) internal view returns (PricingWord pricing, BandWord band, bool found) {
        found = reader.seek(token);
        if (found) {
            (pricing, band) = reader.feedWords();
        } else {
            ListingTerms.Terms storage terms = _terms[token];
            (pricing, band) = (terms.pricing(), terms.band());
        }
    }

    /// @dev Checks one listing against what any listing may say and what was listed before, and writes it.
    function _list(Listing calldata listing, uint256 announcedAt) internal {
        ListingChecks.Decimals memory decimals = ListingChecks.check(listing, usdc);
        _checkQuote(listing.token, listing.quote);
        ListingTerms.Terms storage terms = _terms[listing.token];
        Status status = terms.status;
        if (status == Status.Unlisted) {
            require(_history[listing.token].probed, NotProbed(listing.token));
            if (block.timestamp >= foundingEnd) terms.newUntil = uint40(block.timestamp + NEW_PERIOD);
            _write(listing, decimals);
        } else if (_isSource(terms, listing, decimals)) {
            _write(listing, decimals);
        } else {
            (bool unproven, uint256 oldPrice) = _oldPriceOf(listing.token, terms);
            _write(listing, decimals);
            uint256 availableFrom = unproven ? announcedAt + UNPROVEN_DELAY : 0;
            (bytes memory doubt, uint256 newPrice) = ListingChecks.priceOf(this, listing.token, terms);
            require(doubt.length == 0, FeedDoubtful(listing.token, doubt));
            require(block.timestamp >= availableFrom, FeedUnproven(listing.token, availableFrom));
            bool near = oldPrice == 0 || ListingChecks.isNear(oldPrice, newPrice, MAX_FEED_STEP);
            require(near, FeedTooFar(listing.token, oldPrice, newPrice));
        }
        if (status == Status.Frozen) {
            _history[listing.token].frozenSince = 0;
            --frozenCount;
        }

        emit ComponentListed(listing.token, listing);
    }

    /// @dev Writes a listing in place of the one before, as what is buyable.
    function _write(Listing calldata listing, ListingChecks.Decimals memory decimals) internal {
        uint64 maxWeight = listing.token == usdc ? uint64(ListingChecks.WAD) : listing.maxWeight;
        _terms[listing.token].write(listing, maxWeight, decimals.token, decimals.feed);
        if (_terms[listing.token].isFurther()) {
            _further[listing.token].write(listing, decimals.feed, decimals.second);
        } else {
            delete _further[listing.token];
        }
        _changed(listing.token);
    }

    /// @dev Terms of `token` were written: announcements from before are void for it, and the book is no longer what is in force.
    function _changed(address token) internal {
        _history[token].changedAt = uint40(block.timestamp);
        if (book != address(0)) delete book;
    }

    /// @dev What a source of a price is held against that comes in the place of the one before.
    /// @return unproven Whether the oracle doubts the old source, or a guardian does, by freezing the token or what it is
    ///         quoted in.
    /// @return price {uoa} Per 10^18 whole tokens, as the old source says it; zero if it says nothing, or a guardian doubts it.
    function _oldPriceOf(
        address token,
        ListingTerms.Terms storage terms
    ) internal view returns (bool unproven, uint256 price) {
        address quote = _quoteOf(token);
        ListingTerms.Terms storage quoted = _terms[quote];
        if (terms.status == Status.Frozen || quoted.status == Status.Frozen) return (true, 0);
        bytes memory doubt;
        (doubt, price) = ListingChecks.priceOf(this, token, terms);
        if (doubt.length == 0) return (false, price);
        require(quote == PriceReading.USD || _quoteOf(quote) == PriceReading.USD, QuoteUnusable(token, quote));
        return (true, ListingChecks.rawPriceOf(token, terms, quote, quoted));
    }

    /// @dev Whether the price still comes from where it came from.
    function _isSource(
        ListingTerms.Terms storage terms,
        Listing calldata listing,
        ListingChecks.Decimals memory decimals
    ) internal view returns (bool) {
        return
            terms.feed == listing.feed &&
            terms.decimals() == decimals.token + decimals.feed &&
            _quoteOf(listing.token) == listing.quote;
    }

    /// @dev A feed answers in dollars, or in another listed token that is priced in dollars.
    function _checkQuote(address token, address quote) internal view {
        if (quote == PriceReading.USD) return;
        bool usable = quote != token && _terms[quote].status != Status.Unlisted && _quoteOf(quote) == PriceReading.USD;
        require(usable, QuoteUnusable(token, quote));
    }

    /// @dev What the feed of a token answers in.
    function _quoteOf(address token) internal view returns (address) {
        return _terms[token].isFurther() ? _further[token].quote : PriceReading.USD;
    }

    function _checkRole(bytes32 role) internal view {
        require(roles.hasRole(role, msg.sender), MissingRole(msg.sender, role));
    }
}
