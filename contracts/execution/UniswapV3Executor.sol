// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {ITradeExecutor, ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV3Payer, IUniswapV3Swap} from "../interfaces/IUniswapV3Swap.sol";

/// @title UniswapV3Executor
/// @notice Trades a vault's components against Uniswap v3 pools directly: the pool pays the vault, the vault pays the pool.
/// @dev Holds nothing at any time. A leg that fails is skipped and costs the vault nothing, for a pool is paid only within
///      its own callback. Anyone may be the caller; a caller can only ever spend what it gives itself.
contract UniswapV3Executor is ITradeExecutor, IUniswapV3Payer {
    using SafeCast for uint256;
    using TransientSlot for *;

    /// @notice One swap.
    /// @param pool The pool.
    /// @param sell Index into the trade's sells: what is paid.
    /// @param buy Index into the trade's buys: what is received.
    /// @param amount {tok} Most of the sold component to pay, or most of the bought one to receive if `exactOutput`.
    /// @param exactOutput Whether `amount` counts what is received.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which the swap stops.
    struct Leg {
        IUniswapV3Swap pool;
        uint256 sell;
        uint256 buy;
        uint256 amount;
        bool exactOutput;
        uint160 sqrtPriceLimitX96;
    }

    /// @notice A leg was not done; the others were.
    event LegSkipped(address indexed vault, uint256 indexed leg, address pool);

    /// @notice Called by another address than the pool that this executor is swapping with.
    error UnexpectedCallback(address caller);
    /// @notice A purchase would cost more than what is left of the component that pays for it.
    error OverBudget(address component, uint256 owed, uint256 left);
    /// @notice `execute` within `execute`.
    error AlreadyExecuting();

    /// @dev keccak256(abi.encode(uint256(keccak256("sheaf.storage.UniswapV3Executor")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant POOL_SLOT = 0x9a3f4c4bcc75ca26a507c4ce87338ef3e57969a9d5337f3d10e81c77fdcf3a00;

    /// @inheritdoc ITradeExecutor
    /// @param data `abi.encode(Leg[])`, in the order in which they are done: sales before the purchases that they pay for.
    ///        What a leg receives of a component that stands on both sides can be spent by the legs after it.
    function execute(Side[] memory sells, Side[] memory buys, bytes calldata data) external {
        require(POOL_SLOT.asAddress().tload() == address(0), AlreadyExecuting());
        Leg[] memory legs = abi.decode(data, (Leg[]));
        uint256[] memory spendable = _spendable(sells, buys);
        for (uint256 i; i < legs.length; ++i) {
            uint256 received = _swap(sells[legs[i].sell], buys[legs[i].buy], legs[i], i);
            uint256 at = spendable[legs[i].buy];
            if (at < sells.length) sells[at].amount = Math.saturatingAdd(sells[at].amount, received);
        }
        POOL_SLOT.asAddress().tstore(address(0));
    }

    /// @inheritdoc IUniswapV3Payer
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        require(msg.sender == POOL_SLOT.asAddress().tload(), UnexpectedCallback(msg.sender));
        (address vault, address component, uint256 left) = abi.decode(data, (address, address, uint256));
        // {tok} at most one of the two is positive: what the pool is owed
        uint256 owed = uint256(amount0Delta > 0 ? amount0Delta : amount1Delta);
        require(owed <= left, OverBudget(component, owed, left));
        ITradeSource(vault).take(component, owed, msg.sender);
    }

    /// @dev Does one leg within what is left of both sides, or skips it.
    /// @return received {tok} What the pool says it paid.
    function _swap(
        Side memory sell,
        Side memory buy,
        Leg memory leg,
        uint256 index
    ) private returns (uint256 received) {
        uint256 amount = Math.min(leg.amount, leg.exactOutput ? buy.amount : sell.amount);
        if (amount == 0) return 0;
        if (address(leg.pool).code.length == 0) {
            emit LegSkipped(msg.sender, index, address(leg.pool));
            return 0;
        }
        POOL_SLOT.asAddress().tstore(address(leg.pool));
        bytes memory call = abi.encodeCall(
            IUniswapV3Swap.swap,
            (
                msg.sender,
                sell.component < buy.component,
                leg.exactOutput ? -amount.toInt256() : amount.toInt256(),
                leg.sqrtPriceLimitX96,
                abi.encode(msg.sender, sell.component, sell.amount)
            )
        );
        (bool success, bytes32 amount0, bytes32 amount1) = LowLevelCall.callReturn64Bytes(address(leg.pool), call);
        // Not every address with code is a pool: some answer nothing to any call.
        if (!success || LowLevelCall.returnDataSize() < 64) {
            emit LegSkipped(msg.sender, index, address(leg.pool));
            return 0;
        }
        return _settle(sell, buy, int256(uint256(amount0)), int256(uint256(amount1)));
    }

    /// @dev Takes what a pool says it moved off both sides. It may say anything: that bounds what is left, and nothing more.
    function _settle(
        Side memory sell,
        Side memory buy,
        int256 amount0,
        int256 amount1
    ) private pure returns (uint256 received) {
        uint256 paid;
        unchecked {
            (paid, received) = amount0 > 0
                ? (uint256(amount0), uint256(-amount1))
                : (uint256(amount1), uint256(-amount0));
        }
        sell.amount = Math.saturatingSub(sell.amount, paid);
        buy.amount = Math.saturatingSub(buy.amount, received);
    }

    /// @dev For each component bought its index among those sold, or the number of these if it is not: what a leg receives of
    ///      it, later legs can spend. Both sides ascend by component, as a vault gives them; elsewhere less is found.
    function _spendable(Side[] memory sells, Side[] memory buys) private pure returns (uint256[] memory indexes) {
        indexes = new uint256[](buys.length);
        uint256 next;
        for (uint256 i; i < buys.length; ++i) {
            while (next < sells.length && sells[next].component < buys[i].component) ++next;
            bool found = next < sells.length && sells[next].component == buys[i].component;
            indexes[i] = found ? next : sells.length;
        }
    }
}
