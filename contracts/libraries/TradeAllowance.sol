// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SlotDerivation} from "@openzeppelin/contracts/utils/SlotDerivation.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {ITradeExecutor} from "../interfaces/ITradeExecutor.sol";

/// @title TradeAllowance
/// @notice What the executor of the running trade may take, in transient storage: gone with the transaction, and closed
///         with the trade.
library TradeAllowance {
    using SlotDerivation for bytes32;
    using TransientSlot for *;

    /// @dev keccak256(abi.encode(uint256(keccak256("sheaf.storage.TradeAllowance")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant EXECUTOR_SLOT = 0x7d78da3f8f9bd94de52d3ea9ab82e00b3725d6d7c71837b2b3ce6e7c8bf13e00;

    /// @notice Lets `executor` take `sells` until `close`. What comes in of the residual may go out again within the trade, so
    ///         that sales pay for purchases: its floor is checked when the trade is over.
    function open(address executor, ITradeExecutor.Side[] memory sells, address residual) internal {
        EXECUTOR_SLOT.asAddress().tstore(executor);
        for (uint256 i; i < sells.length; ++i) {
            bool passesThrough = sells[i].component == residual;
            _slotOf(sells[i].component).tstore(passesThrough ? type(uint256).max : sells[i].amount);
        }
    }

    /// @notice Takes every allowance back.
    function close(ITradeExecutor.Side[] memory sells) internal {
        EXECUTOR_SLOT.asAddress().tstore(address(0));
        for (uint256 i; i < sells.length; ++i) {
            _slotOf(sells[i].component).tstore(0);
        }
    }

    /// @notice Spends the caller's allowance, or reverts.
    function spend(address component, uint256 amount) internal {
        TransientSlot.Uint256Slot slot = _slotOf(component);
        uint256 available = msg.sender == EXECUTOR_SLOT.asAddress().tload() ? slot.tload() : 0;
        require(
            amount > 0 && amount <= available,
            IIndexVault.TakeNotAllowed(msg.sender, component, amount, available)
        );
        slot.tstore(available - amount);
    }

    function _slotOf(address component) private pure returns (TransientSlot.Uint256Slot) {
        return EXECUTOR_SLOT.deriveMapping(component).asUint256();
    }
}
