// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

import {ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV3Swap} from "../interfaces/IUniswapV3Swap.sol";

/// @title PoolCall
/// @notice The call of a Uniswap v3 pool as it stands in memory, what the pool brings back of it, and the call that pays it.
/// @dev In assembly because a trade makes a hundred of each: what the compiler writes costs as much as all the rest of a leg.
library PoolCall {
    /// @notice A swap, word by word as its pool is called, and in the last four what that brings back so as to be paid.
    ///         Behind them may stand more that it brings back; see `append`.
    /// @param selector Of the function.
    /// @param offset {bytes} Where in the arguments stands what is brought back.
    /// @param length {bytes} Of what is brought back.
    /// @param payer Who pays the pool.
    /// @param component What it is paid with.
    /// @param most {tok} How much of that at most.
    struct Swap {
        uint256 selector;
        address recipient;
        bool zeroForOne;
        int256 amount;
        uint160 sqrtPriceLimitX96;
        uint256 offset;
        uint256 length;
        IUniswapV3Swap pool;
        address payer;
        address component;
        uint256 most;
    }

    /// @notice {bytes} Of what a pool brings back at least.
    uint256 internal constant PAYMENT = 0x80;

    /// @notice A swap of which everything is still to be said.
    /// @param recipient Who is paid by the pool.
    /// @param payer Who pays it.
    function blank(address recipient, address payer) internal pure returns (Swap memory swap) {
        swap.selector = uint32(IUniswapV3Swap.swap.selector);
        (swap.offset, swap.length) = (0xa0, PAYMENT);
        (swap.recipient, swap.payer) = (recipient, payer);
    }

    /// @notice The swap with more for its pool to bring back.
    /// @param more Whole words.
    function append(Swap memory swap, bytes memory more) internal pure returns (Swap memory longer) {
        assembly ("memory-safe") {
            let length := mload(more)
            longer := mload(0x40)
            mcopy(longer, swap, 0x160)
            mcopy(add(longer, 0x160), add(more, 0x20), length)
            mstore(0x40, add(add(longer, 0x160), length))
        }
        longer.length += more.length;
    }

    /// @notice Odd hash of what the pool will bring back.
    function mark(Swap memory swap) internal pure returns (uint256 hash) {
        assembly ("memory-safe") {
            hash := or(keccak256(add(swap, 0xe0), mload(add(swap, 0xc0))), 1)
        }
    }

    /// @notice Calls the pool with a cap on gas {gas}, which OpenZeppelin's `LowLevelCall` has not.
    /// @return done Whether it answered. Not every address is a pool: some answer nothing to any call.
    /// @return amount0 {tok} What it says has changed of its token0.
    /// @return amount1 {tok} Of its token1.
    function invoke(Swap memory swap, uint256 cap) internal returns (bool done, int256 amount0, int256 amount1) {
        assembly ("memory-safe") {
            let length := add(mload(add(swap, 0xc0)), 0xc4)
            done := call(cap, mload(add(swap, 0xe0)), 0, add(swap, 0x1c), length, 0x00, 0x40)
            done := and(done, gt(returndatasize(), 0x3f))
            amount0 := mload(0x00)
            amount1 := mload(0x20)
        }
    }

    /// @notice What a pool has brought back: what it was given, if the hash is the same.
    /// @return hash Odd.
    function read(
        bytes calldata data
    ) internal pure returns (uint256 hash, address pool, address payer, address component, uint256 most) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            calldatacopy(pointer, data.offset, data.length)
            hash := or(keccak256(pointer, data.length), 1)
            pool := mload(pointer)
            payer := mload(add(pointer, 0x20))
            component := mload(add(pointer, 0x40))
            most := mload(add(pointer, 0x60))
        }
    }

    /// @notice Has `payer` pay the caller, and reverts as that does.
    /// @param amount {tok}
    function take(address payer, address component, uint256 amount) internal {
        bytes4 selector = ITradeSource.take.selector;
        bool success;
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, selector)
            mstore(add(pointer, 0x04), component)
            mstore(add(pointer, 0x24), amount)
            mstore(add(pointer, 0x44), caller())
            success := call(gas(), payer, 0, pointer, 0x64, 0x00, 0x00)
        }
        if (!success) LowLevelCall.bubbleRevert();
    }
}
