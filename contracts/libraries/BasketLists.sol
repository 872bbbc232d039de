// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {BasketCode} from "./BasketCode.sol";
import {CappedCall} from "./CappedCall.sol";
import {ClaimLedger} from "./ClaimLedger.sol";
import {CloneTerms} from "./CloneTerms.sol";
import {TradedParts} from "./TradedParts.sol";

/// @title BasketLists
/// @notice Whole lists outside of an epoch's start: the first one, one that is told, one that is searched for what is frozen, and
///         one from which a component is written off.
/// @dev Linked: it runs in the vault's place, and of the vault's storage it touches nothing but the claims on what is written
///      off.
library BasketLists {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using TradedParts for TradedParts.State;

    /// @notice {s} How long a component must have been frozen before it can be written off.
    uint256 internal constant UNSELLABLE_FOR = 14 days;
    uint256 private constant WAD = 1e18;

    /// @notice The current list, and what the vault says of itself.
    /// @param pointer Data contract.
    /// @param basketId Its number.
    /// @param supply {share}
    /// @param claimed Bitmap of the positions on which somebody has a claim.
    struct Listed {
        address pointer;
        uint256 basketId;
        uint256 supply;
        uint256 claimed;
    }

    /// @notice Writes the basket that an index is created with: USDC alone, as much as the vault holds.
    /// @param shares {share} First supply.
    /// @return pointer The basket's data contract.
    function formFirst(uint256 shares) external returns (address pointer) {
        address usdc = CloneTerms.read().usdc;
        BasketCode.Entry[] memory entries = new BasketCode.Entry[](1);
        // D36{tok/share} = {tok} * D36 / {share}
        uint256 full = Math.mulDiv(IERC20(usdc).balanceOf(address(this)), BasketCode.UNIT_SCALE, shares);
        entries[0] = BasketCode.Entry({token: usdc, held: WAD, weight: WAD, full: full});
        return BasketCode.write(entries, 0, 1);
    }

    /// @notice Reverts if a component of a basket is frozen.
    function checkNoneFrozen(address pointer) external view {
        bytes memory list = BasketCode.read(pointer);
        IComponentRegistry registry = IComponentRegistry(CloneTerms.read().registry);
        for (uint256 i; i < list.count(); ++i) {
            address token = list.tokenAt(i);
            bool frozen = registry.component(token).status == IComponentRegistry.Status.Frozen;
            require(!frozen, IIndexVaultErrors.ComponentIsFrozen(token));
        }
    }

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

    /// @notice Writes a list without `component`, which has been frozen for fourteen days. What is owed of it stays owed, and no
    ///         share that is issued later takes part in it.
    /// @param before Of the list that it is on.
    /// @return shorter The new list's data contract.
    /// @return claimed Bitmap of the new list's positions on which somebody has a claim.
    function writeOff(
        ClaimLedger.Ledger storage ledger,
        TradedParts.State storage traded,
        Listed memory before,
        address component
    ) external returns (address shorter, uint256 claimed) {
        _checkFrozen(component);
        bytes memory list = BasketCode.read(before.pointer);
        uint256 position = _positionOf(list, component);

        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(component, address(this));
        if (readable) ledger.convert(component, balance, before.supply);
        (ledger.writtenOff, ledger.writtenOffSupply) = (true, before.supply);
        shorter = _writeWithout(traded, list, before.basketId, position);
        claimed = _without(before.claimed, position);

        emit IIndexVault.ComponentWrittenOff(component, before.basketId + 1);
    }

    /// @dev Reverts unless a component has been frozen for long enough. USDC never has.
    function _checkFrozen(address component) private view {
        IIndexVault.Constitution memory terms = CloneTerms.read();
        uint256 since = IComponentRegistry(terms.registry).frozenSince(component);
        uint256 from = since == 0 || component == terms.usdc ? type(uint256).max : since + UNSELLABLE_FOR;
        require(block.timestamp >= from, IIndexVaultErrors.WriteOffTooEarly(component, from));
    }

    /// @dev Writes a list without the component at `position`. The new list has counters of its own: what was traded until now
    ///      goes into what the others held.
    function _writeWithout(
        TradedParts.State storage traded,
        bytes memory list,
        uint256 basketId,
        uint256 position
    ) private returns (address shorter) {
        BasketCode.Entry[] memory entries = new BasketCode.Entry[](list.count() - 1);
        for (uint256 i; i < entries.length; ++i) {
            uint256 from = i < position ? i : i + 1;
            BasketCode.Entry memory entry = entries[i] = list.entryAt(from);
            entry.held = TradedParts.heldAfter(entry.held, entry.weight, traded.movedOf(basketId, from));
        }
        uint256 carried = _without(list.carriedBitmap(), position);
        return BasketCode.write(entries, carried, _without(list.stableBitmap(), position));
    }

    /// @dev Where a component stands in a list.
    function _positionOf(bytes memory list, address component) private pure returns (uint256 position) {
        uint256 count = list.count();
        while (position < count && list.tokenAt(position) != component) ++position;
        require(position < count, IIndexVaultErrors.ComponentMissing(component));
    }

    /// @dev A bitmap without the bit at `position`: those above it move down.
    function _without(uint256 bitmap, uint256 position) private pure returns (uint256) {
        uint256 below = bitmap & ((1 << position) - 1);
        return below | ((bitmap >> (position + 1)) << position);
    }
}
