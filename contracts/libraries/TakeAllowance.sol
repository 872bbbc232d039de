// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SlotDerivation} from "@openzeppelin/contracts/utils/SlotDerivation.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";

/// @title TakeAllowance
/// @notice What one account may take from a vault within the running call: the executor of a trade what it sells, whoever
///         redeems by callback what its shares stand for. In transient storage: closed with the call, gone with the
///         transaction.
library TakeAllowance {
    using SlotDerivation for bytes32;
    using TransientSlot for *;

    /// @dev keccak256(abi.encode(uint256(keccak256("sheaf.storage.TakeAllowance")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TAKER_SLOT = 0xe8edd94106d811000b17b5d864046c82774029a6b61f42d40769235caac76e00;

    /// @dev Slot after `TAKER_SLOT`.
    bytes32 private constant MEASURED_SLOT = 0xe8edd94106d811000b17b5d864046c82774029a6b61f42d40769235caac76e01;

    /// @notice Lets `taker` take what is allowed, until the zero address is set.
    /// @param measured Whether each transfer is measured: in a redemption. A trade measures balances when it is over.
    function setTaker(address taker, bool measured) internal {
        TAKER_SLOT.asAddress().tstore(taker);
        MEASURED_SLOT.asBoolean().tstore(measured);
    }

    /// @notice Whether each transfer is measured.
    function isMeasured() internal view returns (bool) {
        return MEASURED_SLOT.asBoolean().tload();
    }

    /// @notice Allows `amount` {tok} of a component.
    function allow(address component, uint256 amount) internal {
        _slotOf(component).tstore(amount);
    }

    /// @notice Takes an allowance back.
    /// @return left {tok} What was not taken.
    function revoke(address component) internal returns (uint256 left) {
        TransientSlot.Uint256Slot slot = _slotOf(component);
        left = slot.tload();
        if (left > 0) slot.tstore(0);
    }

    /// @notice Spends the caller's allowance, or reverts.
    function spend(address component, uint256 amount) internal {
        TransientSlot.Uint256Slot slot = _slotOf(component);
        uint256 available = msg.sender == TAKER_SLOT.asAddress().tload() ? slot.tload() : 0;
        require(
            amount > 0 && amount <= available,
            IIndexVaultErrors.TakeNotAllowed(msg.sender, component, amount, available)
        );
        slot.tstore(available - amount);
    }

    /// @notice Adds the part of a spent allowance that did not leave the vault to what may still be taken.
    /// @param amount {tok}
    function giveBack(address component, uint256 amount) internal {
        TransientSlot.Uint256Slot slot = _slotOf(component);
        slot.tstore(slot.tload() + amount);
    }

    function _slotOf(address component) private pure returns (TransientSlot.Uint256Slot) {
        return TAKER_SLOT.deriveMapping(component).asUint256();
    }
}
