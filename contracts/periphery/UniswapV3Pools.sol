// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title UniswapV3Pools
/// @notice Where the pools of a Uniswap v3 factory are, and a swap with one.
/// @dev Assembly, for a purchase of a hundred components does both a hundred times: it saves over 1,000 gas of each.
library UniswapV3Pools {
    /// @notice Hash of the init code of every pool of Uniswap v3.
    bytes32 internal constant INIT_CODE_HASH = 0xe34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54;

    /// @dev Of `IUniswapV3Swap.swap`.
    uint256 private constant SWAP_SELECTOR = 0x128acb08;
    /// @dev Q64.96 What a pool accepts as the price at which it stops.
    uint160 private constant LOWEST_PRICE = 4295128740;
    uint160 private constant HIGHEST_PRICE = 1461446703485210103287273052203988822378723970341;

    /// @notice The address of the factory's pool of two tokens, whether it exists or not (CREATE2).
    function poolOf(address factory, address tokenA, address tokenB, uint24 fee) internal pure returns (address pool) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            let mask := shr(96, not(0))
            let a := and(tokenA, mask)
            let b := and(tokenB, mask)
            let place := shl(5, lt(b, a))
            mstore(add(pointer, place), a)
            mstore(add(pointer, xor(place, 0x20)), b)
            mstore(add(pointer, 0x40), and(fee, 0xffffff))
            let salt := keccak256(pointer, 0x60)
            // 0xff, factory, salt, hash of the init code
            mstore(pointer, or(shl(248, 0xff), shl(88, factory)))
            mstore(add(pointer, 0x15), salt)
            mstore(add(pointer, 0x35), INIT_CODE_HASH)
            pool := and(keccak256(pointer, 0x55), mask)
        }
    }

    /// @notice Swaps as far as the pool goes. It fails as the pool fails, and where there is no pool.
    /// @param most {gas} Cap on it.
    /// @param amount {tok} Paid if positive, received if negative.
    /// @param payment What the callback is given: nothing if zero, else this word.
    /// @return success Whether it was done. If not, the pool's error is what was last returned.
    /// @return paid {tok} What the pool was paid.
    /// @return received {tok} What it paid the recipient.
    function trySwap(
        uint256 most,
        address pool,
        address recipient,
        bool zeroForOne,
        int256 amount,
        uint256 payment
    ) internal returns (bool success, uint256 paid, uint256 received) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, shl(224, SWAP_SELECTOR))
            mstore(add(pointer, 0x04), shr(96, shl(96, recipient)))
            mstore(add(pointer, 0x24), iszero(iszero(zeroForOne)))
            mstore(add(pointer, 0x44), amount)
            mstore(add(pointer, 0x64), HIGHEST_PRICE)
            if zeroForOne {
                mstore(add(pointer, 0x64), LOWEST_PRICE)
            }
            mstore(add(pointer, 0x84), 0xa0)
            mstore(add(pointer, 0xa4), shl(5, iszero(iszero(payment))))
            mstore(add(pointer, 0xc4), payment)
            success := call(most, pool, 0, pointer, add(0xc4, shl(5, iszero(iszero(payment)))), 0x00, 0x40)
            // A call of nobody succeeds and returns nothing.
            success := and(success, gt(returndatasize(), 0x3f))
            // The pool's gains of token0 and token1: one of them is what it was paid, the other what it gave.
            if success {
                paid := mload(shl(5, iszero(zeroForOne)))
                received := sub(0, mload(shl(5, iszero(iszero(zeroForOne)))))
            }
        }
    }
}
