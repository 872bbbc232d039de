// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title StructCall
/// @notice Calls whose arguments lie in memory already, as the words of one struct: nothing is encoded a second time.
/// @dev For structs of value types only: in memory each field is one word, in order, which is their encoding as well.
library StructCall {
    /// @notice Calls `target`, and copies no more than two words of what comes back.
    /// @dev The word before the struct is borrowed for the selector, and given back.
    /// @param gasLimit {gas} What the call is given at most.
    /// @param start Where the struct lies in memory.
    /// @param fields How many it has.
    /// @param answers How many words must come back, one or two.
    /// @return success Whether they did.
    /// @return first The first of them.
    /// @return second The second, if two must come back.
    function tryCall(
        address target,
        uint256 gasLimit,
        bytes4 selector,
        uint256 start,
        uint256 fields,
        uint256 answers
    ) internal returns (bool success, uint256 first, uint256 second) {
        assembly ("memory-safe") {
            let before := sub(start, 0x20)
            let borrowed := mload(before)
            mstore(before, shr(224, selector))
            success := call(gasLimit, target, 0, add(before, 0x1c), add(4, shl(5, fields)), 0x00, shl(5, answers))
            mstore(before, borrowed)
            success := and(success, iszero(lt(returndatasize(), shl(5, answers))))
            first := mload(0x00)
            second := mload(0x20)
        }
    }
}
