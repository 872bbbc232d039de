// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {ITradeExecutor, ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV4Executor} from "../interfaces/IUniswapV4Executor.sol";
import {IUniswapV4PoolManager, IUniswapV4Unlocker} from "../interfaces/IUniswapV4PoolManager.sol";

/// @title UniswapV4Executor
/// @notice Trades a vault's components in Uniswap v4 pools, all legs within one unlock. What stands on both sides of the trade,
///         USDC, is settled once, at the end; everything else as soon as it is swapped.
/// @dev Holds nothing at any time, no claims of the manager's either. Anyone may be the caller; a caller can only ever spend
///      what it gives itself. A leg is one call of its own: it is done and paid for with the books as they should be, or
///      leaves nothing behind. A pool is named by the trade's own components, so that none with hooks, and for a vault none
///      of ether, can be.
contract UniswapV4Executor is IUniswapV4Executor {
    using SafeCast for *;
    using TransientSlot for *;

    /// @notice What `execute` is given, as it stands in calldata.
    struct Trade {
        Side[] sells;
        Side[] buys;
        bytes data;
    }

    /// @notice What its `data` is, as it stands in calldata.
    struct Route {
        Leg[] legs;
    }

    /// @dev {gas} What a leg is given at most: one that burns all it gets leaves enough for the others.
    uint256 private constant LEG_GAS = 2_000_000;
    /// @dev keccak256(abi.encode(uint256(keccak256("sheaf.storage.UniswapV4Executor")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant VAULT_SLOT = 0x566ad223204832aa5f534422873439337d35d0875e1abd5d06e27cd6b22aa900;
    /// @dev bytes32(uint256(keccak256("NonzeroDeltaCount")) - 1), where the manager counts the deltas that are not zero.
    bytes32 private constant OPEN_DELTAS_SLOT = 0x7d4b3164c6e45b97e7d87b7125a44c5828d005af88f9d751cfd78729c5d99a0b;

    /// @notice Of Uniswap v4.
    IUniswapV4PoolManager public immutable poolManager;

    constructor(IUniswapV4PoolManager poolManager_) {
        require(address(poolManager_).code.length > 0, NoCode(address(poolManager_)));
        poolManager = poolManager_;
    }

    /// @inheritdoc ITradeExecutor
    function execute(Side[] calldata, Side[] calldata, bytes calldata) external {
        require(VAULT_SLOT.asAddress().tload() == address(0), AlreadyExecuting());
        VAULT_SLOT.asAddress().tstore(msg.sender);
        poolManager.unlock(msg.data[4:]);
        VAULT_SLOT.asAddress().tstore(address(0));
    }

    /// @inheritdoc IUniswapV4Unlocker
    function unlockCallback(bytes calldata asked) external returns (bytes memory) {
        Task memory task;
        task.vault = VAULT_SLOT.asAddress().tload();
        require(msg.sender == address(poolManager) && task.vault != address(0), UnexpectedCaller(msg.sender));
        (Side[] memory sells, Side[] memory buys, Leg[] calldata legs) = _read(asked);
        Side memory spendable = _residualOf(sells, buys);
        task.residual = spendable.component;

        for (uint256 i; i < legs.length; ++i) {
            Leg calldata leg = legs[i];
            (Side memory sell, Side memory buy) = (sells[leg.sell], buys[leg.buy]);
            (task.sold, task.maxPaid) = (sell.component, sell.amount);
            (task.bought, task.maxReceived) = (buy.component, buy.amount);
            try this.swapLeg{gas: LEG_GAS}(leg, task) returns (uint256 paid, uint256 received, int256 delta) {
                unchecked {
                    (sell.amount, buy.amount) = (sell.amount - paid, buy.amount - received); // which a leg keeps to
                }
                task.delta = delta;
                if (buy.component == task.residual) spendable.amount = Math.saturatingAdd(spendable.amount, received);
            } catch {
                emit LegSkipped(task.vault, i);
            }
        }

        _settle(task.vault, task.residual);
        return "";
    }

    /// @inheritdoc IUniswapV4Executor
    function swapLeg(
        Leg calldata leg,
        Task calldata task
    ) external returns (uint256 paid, uint256 received, int256 delta) {
        require(msg.sender == address(this), UnexpectedCaller(msg.sender));
        (address sold, address bought, address residual) = (task.sold, task.bought, task.residual);
        (paid, received) = _swap(leg, sold, bought, _amountOf(leg, task));
        require(paid <= task.maxPaid && received <= task.maxReceived && received > 0, OutOfBounds(paid, received));

        delta = task.delta;
        unchecked {
            // no overflow: a swap moves less than 2^128
            if (sold == residual) delta -= int256(paid);
            else _pay(task.vault, sold, paid);
            if (bought == residual) delta += int256(received);
            else poolManager.take(bought, task.vault, received);
        }
        return (paid, received, _checkBooks(residual, delta));
    }

    /// @param amount {tok} What is paid if negative, what is received if positive.
    function _swap(
        Leg calldata leg,
        address sold,
        address bought,
        int256 amount
    ) private returns (uint256 paid, uint256 received) {
        bool zeroForOne = sold < bought;
        (address currency0, address currency1) = zeroForOne ? (sold, bought) : (bought, sold);
        int256 delta = poolManager.swap(
            IUniswapV4PoolManager.PoolKey(currency0, currency1, leg.fee, leg.tickSpacing, address(0)),
            IUniswapV4PoolManager.SwapParams(zeroForOne, amount, leg.sqrtPriceLimitX96),
            ""
        );
        (int256 owed, int256 due) = (delta >> 128, int128(delta));
        if (!zeroForOne) (owed, due) = (due, owed);
        unchecked {
            return ((-owed).toUint256(), due.toUint256()); // no overflow: each has 128 bits
        }
    }

    /// @dev {tok} As the manager wants it: what is paid if negative, what is received if positive.
    function _amountOf(Leg calldata leg, Task calldata task) private pure returns (int256 amount) {
        bool exactOutput = leg.exactOutput;
        amount = Math.min(leg.amount, exactOutput ? task.maxReceived : task.maxPaid).toInt256();
        unchecked {
            return exactOutput ? amount : -amount;
        }
    }

    /// @dev Has the vault pay the manager.
    /// @param amount {tok}
    function _pay(address vault, address component, uint256 amount) private {
        poolManager.sync(component);
        ITradeSource(vault).take(component, amount, address(poolManager));
        poolManager.settle();
    }

    /// @dev Settles the residual, with whatever others have added to it.
    function _settle(address vault, address residual) private {
        int256 delta = _deltaOf(residual);
        if (delta < 0) _pay(vault, residual, uint256(-delta));
        else if (delta > 0) poolManager.take(residual, vault, uint256(delta));
    }

    /// @dev No delta is open of anybody's but the residual's of this contract. A component gets to run its own code when it
    ///      moves: it could leave a debt of its own, or a credit of ours, and the unlock would fail at last with all legs. And
    ///      one that moves less than it was told leaves ours. Only this contract's own swaps take from a delta of its own: one
    ///      that should be positive is. Any other is read, lest a debt of ours was paid so that another's passes for it.
    /// @param least {tok} What the residual's delta is at least.
    /// @return delta {tok} What it is at least: more, if it was read and others have added to it.
    function _checkBooks(address residual, int256 least) private view returns (int256 delta) {
        delta = least > 0 ? least : _deltaOf(residual);
        uint256 open = uint256(poolManager.exttload(OPEN_DELTAS_SLOT));
        require(open == (delta == 0 ? 0 : 1), BooksOpen(open, delta));
    }

    /// @dev {tok} What the manager owes this contract of the residual, or is owed if negative. None: nothing.
    function _deltaOf(address residual) private view returns (int256) {
        if (residual == address(0)) return 0;
        return int256(uint256(poolManager.exttload(keccak256(abi.encode(this, residual)))));
    }

    /// @dev What `execute` was given: legs where they stand, for a copy costs more than a call.
    function _read(
        bytes calldata asked
    ) private pure returns (Side[] memory sells, Side[] memory buys, Leg[] calldata legs) {
        Trade calldata trade;
        Route calldata route;
        assembly ("memory-safe") {
            trade := asked.offset
        }
        bytes calldata data = trade.data;
        assembly ("memory-safe") {
            route := data.offset
        }
        return (trade.sells, trade.buys, route.legs);
    }

    /// @dev The first component that stands on both sides, and what can be spent of it; empty if none does. Both ascend by
    ///      component, as a vault gives them.
    function _residualOf(Side[] memory sells, Side[] memory buys) private pure returns (Side memory spendable) {
        uint256 next;
        for (uint256 i; i < buys.length; ++i) {
            address component = buys[i].component;
            while (next < sells.length && sells[next].component < component) ++next;
            if (next == sells.length) break;
            if (sells[next].component == component) return sells[next];
        }
    }
}
