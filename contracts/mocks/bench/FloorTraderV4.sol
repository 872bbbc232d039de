// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IUniswapV4PoolManager, IUniswapV4Unlocker} from "../../interfaces/IUniswapV4PoolManager.sol";

/// @title FloorTraderV4
/// @notice What trades on Uniswap v4 cost that check nothing: the floor that benchmarks hold an executor against.
/// @dev Anybody may have it trade. It swaps from its own balances within one unlock, settles each token as it goes and USDC at
///      the end, and that is all. For measurements only.
contract FloorTraderV4 is IUniswapV4Unlocker {
    /// @notice One swap.
    /// @param token The one of the two that is not USDC.
    /// @param amount {tok} What is paid if negative, what is received if positive.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which the swap stops.
    struct Leg {
        address token;
        uint24 fee;
        int24 tickSpacing;
        bool zeroForOne;
        int256 amount;
        uint160 sqrtPriceLimitX96;
    }

    IUniswapV4PoolManager private immutable _poolManager;
    address private immutable _usdc;

    constructor(IUniswapV4PoolManager poolManager, address usdc) {
        (_poolManager, _usdc) = (poolManager, usdc);
    }

    /// @notice Swaps.
    function trade(Leg[] calldata) external {
        _poolManager.unlock(msg.data[4:]);
    }

    /// @inheritdoc IUniswapV4Unlocker
    function unlockCallback(bytes calldata data) external returns (bytes memory) {
        Leg[] memory legs = abi.decode(data, (Leg[]));
        int256 usdcDelta;
        for (uint256 i; i < legs.length; ++i) {
            usdcDelta += _swap(legs[i]);
        }
        _settle(_usdc, usdcDelta);
        return "";
    }

    function _swap(Leg memory leg) private returns (int256 usdcDelta) {
        bool tokenIsFirst = leg.token < _usdc;
        (address currency0, address currency1) = tokenIsFirst ? (leg.token, _usdc) : (_usdc, leg.token);
        int256 delta = _poolManager.swap(
            IUniswapV4PoolManager.PoolKey(currency0, currency1, leg.fee, leg.tickSpacing, address(0)),
            IUniswapV4PoolManager.SwapParams(leg.zeroForOne, leg.amount, leg.sqrtPriceLimitX96),
            ""
        );
        (int256 delta0, int256 delta1) = (delta >> 128, int128(delta));
        _settle(leg.token, tokenIsFirst ? delta0 : delta1);
        return tokenIsFirst ? delta1 : delta0;
    }

    function _settle(address currency, int256 delta) private {
        if (delta > 0) {
            _poolManager.take(currency, address(this), uint256(delta));
        } else if (delta < 0) {
            _poolManager.sync(currency);
            IERC20(currency).transfer(address(_poolManager), uint256(-delta));
            _poolManager.settle();
        }
    }
}
