// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {BasketCode} from "./BasketCode.sol";
import {CloneTerms} from "./CloneTerms.sol";

/// @title BasketLists
/// @notice Whole lists outside of an epoch's start: one that is told, and one from which a component is written off.
/// @dev Linked: it runs in the vault's place and touches none of its storage.
library BasketLists {
    using BasketCode for bytes;

    /// @notice {s} How long a component must have been frozen before it can be written off.
    uint256 internal constant UNSELLABLE_FOR = 14 days;

    /// @notice A list, taken apart.
    /// @return components The tokens.
    /// @return units D36{tok/share} Targets.
    /// @return carried Bitmap of the components that were carried.
    function describe(
        address pointer
    ) external view returns (address[] memory components, uint256[] memory units, uint256 carried) {
        bytes memory list = BasketCode.read(pointer);
        uint256 count = list.count();
        (components, units) = (new address[](count), new uint256[](count));
        for (uint256 i; i < count; ++i) {
            BasketCode.Entry memory entry = list.entryAt(i);
            (components[i], units[i]) = (entry.token, BasketCode.unitsOf(entry));
        }
        carried = list.carriedBitmap();
    }

    /// @notice Writes a list without `component`, which has been frozen for fourteen days. What is owed of it stays owed.
    /// @param claimed Bitmap of the positions on which somebody has a claim.
    /// @param basketId Of the list to write.
    /// @return shorter The new list's data contract.
    /// @return claimedNow The bitmap of the new positions.
    function writeOff(
        address pointer,
        uint256 claimed,
        uint256 basketId,
        address component
    ) external returns (address shorter, uint256 claimedNow) {
        IIndexVault.Constitution memory terms = CloneTerms.read();
        uint256 since = IComponentRegistry(terms.registry).frozenSince(component);
        uint256 from = since == 0 || component == terms.usdc ? type(uint256).max : since + UNSELLABLE_FOR;
        require(block.timestamp >= from, IIndexVault.WriteOffTooEarly(component, from));
        bytes memory list = BasketCode.read(pointer);
        uint256 position = _positionOf(list, component);

        BasketCode.Entry[] memory entries = new BasketCode.Entry[](list.count() - 1);
        for (uint256 i; i < entries.length; ++i) {
            entries[i] = list.entryAt(i < position ? i : i + 1);
        }
        shorter = BasketCode.write(entries, _without(list.carriedBitmap(), position));
        claimedNow = _without(claimed, position);

        emit IIndexVault.ComponentWrittenOff(component, basketId);
    }

    /// @dev Where a component stands in a list.
    function _positionOf(bytes memory list, address component) private pure returns (uint256 position) {
        uint256 count = list.count();
        while (position < count && list.tokenAt(position) != component) ++position;
        require(position < count, IIndexVault.ComponentMissing(component));
    }

    /// @dev A bitmap without the bit at `position`: those above it move down.
    function _without(uint256 bitmap, uint256 position) private pure returns (uint256) {
        uint256 below = bitmap & ((1 << position) - 1);
        return below | ((bitmap >> (position + 1)) << position);
    }
}
