// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CappedCall} from "../../contracts/libraries/CappedCall.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";

/// @title Calls of tokens with an address whose upper bits are not zero
/// @notice Compiled code may keep bits there: without IR, a claim's key that was converted to an address kept one. Only assembly
///         makes such an address on purpose.
contract CappedCallTest {
    address private constant RECEIVER = address(0xBEEF);

    function test_L4_upperBitsOfAnAddressMakeNoDifference() public {
        OddERC20 token = new OddERC20(18);
        token.mint(address(this), 10);
        address dirty = _dirty(RECEIVER);
        require(CappedCall.tryTransfer(address(token), dirty, 7), "transfer");
        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(address(token), dirty);
        require(readable && balance == 7 && token.balanceOf(RECEIVER) == 7, "balance");
    }

    function _dirty(address clean) private pure returns (address dirty) {
        assembly ("memory-safe") {
            dirty := or(clean, shl(160, 1))
        }
    }
}
