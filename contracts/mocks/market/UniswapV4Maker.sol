// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IUniswapV4PoolManager, IUniswapV4Unlocker} from "../../interfaces/IUniswapV4PoolManager.sol";
import {MockERC20} from "../MockERC20.sol";

/// @title IUniswapV4Making
/// @notice What only whoever makes pools uses of the manager.
interface IUniswapV4Making is IUniswapV4PoolManager {
    /// @notice A change of a position.
    struct ModifyLiquidityParams {
        int24 tickLower;
        int24 tickUpper;
        int256 liquidityDelta;
        bytes32 salt;
    }

    /// @notice Makes a pool at a price.
    function initialize(PoolKey memory key, uint160 sqrtPriceX96) external returns (int24 tick);

    /// @notice Changes a position of the caller's.
    function modifyLiquidity(
        PoolKey memory key,
        ModifyLiquidityParams memory params,
        bytes calldata hookData
    ) external returns (int256 callerDelta, int256 feesAccrued);
}

/// @title Makes pools of a real Uniswap v4 manager, gives them depth and trades in them
/// @notice Anyone may call it and it mints what it owes, so it is for tests and local chains only.
contract UniswapV4Maker is IUniswapV4Unlocker {
    IUniswapV4Making public immutable poolManager;

    constructor(IUniswapV4Making poolManager_) {
        poolManager = poolManager_;
    }

    /// @notice Makes a pool at a price.
    /// @param sqrtPriceX96 Q64.96{sqrt(token1/token0)}
    function open(IUniswapV4PoolManager.PoolKey calldata key, uint160 sqrtPriceX96) external {
        poolManager.initialize(key, sqrtPriceX96);
    }

    /// @notice Adds to positions, or takes from them.
    function provide(
        IUniswapV4PoolManager.PoolKey calldata key,
        IUniswapV4Making.ModifyLiquidityParams[] calldata changes
    ) external {
        for (uint256 i; i < changes.length; ++i) {
            poolManager.unlock(
                abi.encode(key, abi.encodeCall(IUniswapV4Making.modifyLiquidity, (key, changes[i], "")))
            );
        }
    }

    /// @notice Trades as a stranger would.
    function swap(
        IUniswapV4PoolManager.PoolKey calldata key,
        IUniswapV4PoolManager.SwapParams calldata params
    ) external {
        poolManager.unlock(abi.encode(key, abi.encodeCall(IUniswapV4PoolManager.swap, (key, params, ""))));
    }

    /// @inheritdoc IUniswapV4Unlocker
    function unlockCallback(bytes calldata data) external returns (bytes memory) {
        (IUniswapV4PoolManager.PoolKey memory key, bytes memory call) = abi.decode(
            data,
            (IUniswapV4PoolManager.PoolKey, bytes)
        );
        (bool success, bytes memory answer) = msg.sender.call(call);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        int256 delta = abi.decode(answer, (int256));
        _settle(key.currency0, delta >> 128);
        _settle(key.currency1, int128(delta));
        return "";
    }

    function _settle(address currency, int256 delta) private {
        if (delta > 0) {
            poolManager.take(currency, address(this), uint256(delta));
        } else if (delta < 0) {
            poolManager.sync(currency);
            MockERC20(currency).mint(address(poolManager), uint256(-delta));
            poolManager.settle();
        }
    }
}
