// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {BasketCode} from "./BasketCode.sol";
import {FeeAccrual} from "./FeeAccrual.sol";
import {TradedParts} from "./TradedParts.sol";

/// @title LostBalances
/// @notice Components that lost balance without a trade. An index does not buy such a component again until the admin clears it.
library LostBalances {
    using BasketCode for bytes;

    /// @notice {1} Loss of a per-share balance from which on a component is flagged. What is lost before that is not bought back
    ///         and adds up.
    uint256 internal constant TOLERANCE = 0.02e18;
    uint256 private constant WAD = 1e18;

    /// @notice Flags of this vault.
    /// @param isFlagged Whether a component is flagged, listed or not.
    /// @param count Number of flagged components.
    struct State {
        mapping(address component => bool) isFlagged;
        uint256 count;
    }

    /// @notice {1} Part of the units that is left at least after streaming fees.
    /// @param elapsed {s} Since the last start.
    function keptAfter(uint256 elapsed) internal pure returns (uint256) {
        // {1} = D18{1/s} * {s}
        return Math.saturatingSub(WAD, FeeAccrual.MAX_STREAMING_RATE * elapsed);
    }

    /// @notice Whether units fell short of what trades explain by more than the tolerance.
    /// @param units D36{tok/share} Expected likewise.
    function isShort(uint256 units, uint256 expected) internal pure returns (bool) {
        return units < BasketCode.unitsOf(expected, WAD - TOLERANCE);
    }

    /// @notice D36{tok/share} Least units of the component at `position` of the basket until now, if only trades changed it: held
    ///         at the last start, and what the epoch bought, less what it sold; and of this the part `kept`.
    /// @param moved {part} What trades moved since the basket was written.
    /// @param kept {1} As `keptAfter` returns it.
    function expectedOf(
        bytes memory list,
        uint256 position,
        uint256 moved,
        uint256 kept
    ) internal pure returns (uint256) {
        (uint256 weight, uint256 full) = list.targetAt(position);
        uint256 left = TradedParts.heldAfter(list.heldAt(position), weight, moved);
        return BasketCode.unitsOf(BasketCode.unitsOf(full, left), kept);
    }

    /// @notice D36{tok/share} Most units likewise: the target, or what was held at the last start and not sold.
    function ceilingOf(bytes memory list, uint256 position, uint256 moved) internal pure returns (uint256) {
        (uint256 weight, uint256 full) = list.targetAt(position);
        return BasketCode.unitsOf(full, TradedParts.explainedAfter(list.heldAt(position), weight, moved));
    }

    /// @notice Flags a component that holds less than it must.
    /// @param held D36{tok/share}
    /// @param expected D36{tok/share}
    function flag(State storage self, address component, uint256 held, uint256 expected) internal {
        if (self.isFlagged[component]) return;
        self.isFlagged[component] = true;
        ++self.count;
        emit IIndexVault.ComponentFlagged(component, held, expected);
    }

    /// @notice Clears a flag.
    function clear(State storage self, address component) internal {
        require(self.isFlagged[component], IIndexVaultErrors.ComponentNotFlagged(component));
        self.isFlagged[component] = false;
        --self.count;
        emit IIndexVault.ComponentCleared(component);
    }
}
