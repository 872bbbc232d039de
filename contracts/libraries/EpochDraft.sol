// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {ListingWords, StartWord} from "../oracle/ListingWords.sol";

/// @title EpochDraft
/// @notice The data of an epoch's start: what it begins from, and what it is formed into, step by step.
library EpochDraft {
    using ListingWords for bytes;

    /// @notice What an epoch starts from.
    /// @param pointer Data contract of the basket until now.
    /// @param supply {share}
    /// @param claimed Bitmap of the positions in the basket until now on which somebody has a claim.
    /// @param basketId Of the basket to write.
    /// @param windingDown Whether the index is being wound down: USDC is its only target then.
    /// @param issuancePausedUntil {s}
    /// @param startedAt {s} Start of the epoch before; zero if there was none.
    struct Context {
        address pointer;
        uint256 supply;
        uint256 claimed;
        uint256 basketId;
        bool windingDown;
        uint256 issuancePausedUntil;
        uint256 startedAt;
    }

    /// @notice What an epoch starts with.
    /// @param terms Of the vault.
    /// @param kind Of the epoch.
    /// @param components Of the order, later of the new basket.
    /// @param weights {1} As submitted.
    /// @param listings What the registry says of each component: a `StartWord` each.
    /// @param feeds And of its feed: a `PricingWord` and a `BandWord` each.
    /// @param asked Components whose price is asked: zero for the frozen and the unreadable.
    /// @param held {tok} What the holders have of each component; zero where unreadable.
    /// @param kept {1} Part of its units that a component must still have, if only trades changed it.
    /// @param counted {tok} What of that counts: a balance that grew without a trade does not. Of USDC all counts.
    /// @param units D36{tok/share} What counts, per share, rounded down.
    /// @param expected D36{tok/share} Units that trades explain: a component that has less lost balance without a trade.
    /// @param ceiling D36{tok/share} Most units that count: what counted at the last start, or the target, whichever is more.
    /// @param prices {uoa} per PRICE_BASE {tok}; zero if carried.
    /// @param values {uoa} Of what counts, rounded down; zero if carried.
    /// @param unreadable Bitmap of the components whose balance could not be read, or is less than what is owed.
    /// @param carried Bitmap of the components without a good price, the frozen and the unreadable.
    /// @param stables Bitmap of the stablecoins.
    /// @param flagged Bitmap of the components that are not bought in this epoch, as they lost balance without a trade.
    /// @param unclaimed Bitmap of the components that were in the basket until now, and on which nobody has a claim.
    /// @param claimed Bitmap of the components on which somebody has a claim.
    /// @param navPerShare D18{uoa/share} What targets are measured by: no component counts for more than honest drift explains.
    /// @param budgetNavPerShare D18{uoa/share} What losses are measured against: no component outgrows its maximum weight.
    /// @param navComplete Whether no held component was left out of either.
    struct Formation {
        IIndexVault.Constitution terms;
        IIndexVault.EpochKind kind;
        address[] components;
        uint256[] weights;
        bytes listings;
        bytes feeds;
        address[] asked;
        uint256[] held;
        uint256 kept;
        uint256[] counted;
        uint256[] units;
        uint256[] expected;
        uint256[] ceiling;
        uint256[] prices;
        uint256[] values;
        uint256 unreadable;
        uint256 carried;
        uint256 stables;
        uint256 flagged;
        uint256 unclaimed;
        uint256 claimed;
        uint256 navPerShare;
        uint256 budgetNavPerShare;
        bool navComplete;
    }

    /// @notice Terms of the `i`-th component in the registry.
    function listingAt(Formation memory formation, uint256 i) internal pure returns (StartWord) {
        return StartWord.wrap(formation.listings.wordAt(i));
    }

    /// @notice Whether the guardian has frozen the `i`-th component.
    function isFrozen(Formation memory formation, uint256 i) internal pure returns (bool) {
        return listingAt(formation, i).status() == IComponentRegistry.Status.Frozen;
    }

    /// @notice Whether the `i`-th component may be bought.
    function isBuyable(Formation memory formation, uint256 i) internal pure returns (bool) {
        bool flagged = (formation.flagged >> i) & 1 == 1;
        return !flagged && listingAt(formation, i).status() == IComponentRegistry.Status.Buyable;
    }
}
