// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {ITradeExecutor} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV3Executor} from "../interfaces/IUniswapV3Executor.sol";
import {IUniswapV3Payer, IUniswapV3Swap} from "../interfaces/IUniswapV3Swap.sol";
import {CappedCall} from "../libraries/CappedCall.sol";
import {PoolCall} from "../libraries/PoolCall.sol";
import {TradeSides} from "../libraries/TradeSides.sol";

/// @title UniswapV3Executor
/// @notice Trades a vault's components against Uniswap v3 pools directly: the last pool pays the vault, the vault pays the
///         first one.
/// @dev A leg is one call, done whole or undone: of two swaps the second is done in the callback of the first, before that is
///      paid; or the first in the callback of the second, where what is received is fixed, and pays for it. So a leg that
///      fails is skipped and costs the vault nothing. Nothing is held at any time, but within a leg what goes on to its second
///      pool. Anyone may be the caller; a caller can only ever spend what it gives itself.
contract UniswapV3Executor is IUniswapV3Executor {
    using PoolCall for bytes;
    using PoolCall for PoolCall.Swap;
    using SafeCast for uint256;
    using TradeSides for Side[];

    /// @dev {gas} What a leg is given at most: one that burns all it gets leaves enough for the others.
    uint256 private constant LEG_GAS = 2_000_000;

    /// @dev Whether `execute` runs.
    bool private transient _executing;
    /// @dev Hash of what the pool that may call back, once, has to bring: odd. Once it has: twice what it is paid {tok}, so
    ///      that no payment is ever a hash.
    uint256 private transient _awaited;
    /// @dev {tok} What a second swap says it paid.
    uint256 private transient _received;

    /// @inheritdoc ITradeExecutor
    function execute(Side[] calldata sells, Side[] calldata buys, bytes calldata data) external {
        require(!_executing, AlreadyExecuting());
        _executing = true;
        Side[] memory sales = sells.salesOf();
        _trade(sales, buys.purchasesOf(sales), data);
        (_executing, _awaited) = (false, 0);
    }

    /// @inheritdoc IUniswapV3Payer
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        (uint256 hash, address pool, address payer, address component, uint256 most) = data.read();
        require(hash == _awaited && msg.sender == pool, UnexpectedCallback(msg.sender));
        // {tok} at most one of the two is positive: what the pool is owed
        uint256 owed = uint256(amount0Delta > 0 ? amount0Delta : amount1Delta);
        if (data.length > PoolCall.PAYMENT) {
            (PoolCall.Swap memory other, uint256 held) = abi.decode(data[PoolCall.PAYMENT:], (PoolCall.Swap, uint256));
            // What the vault pays comes first; what this contract pays was brought to it.
            if (other.payer != address(this)) return _swapFirst(other, owed);
            _swapSecond(other, _receivedOf(amount0Delta, amount1Delta), held);
        }
        require(owed <= most, OverBudget(component, owed, most));
        _awaited = owed << 1; // no overflow: no side counts for more than int256 can hold
        if (payer != address(this)) PoolCall.take(payer, component, owed);
        else require(CappedCall.tryTransfer(component, msg.sender, owed), BetweenLeft(component));
    }

    /// @dev Does the legs that can be done, in their order.
    function _trade(Side[] memory sales, TradeSides.Purchase[] memory purchases, bytes calldata data) private {
        Leg[] calldata legs = _legsOf(data);
        (, Hop[] memory hops) = abi.decode(data, (uint256, Hop[]));
        PoolCall.Swap memory single = PoolCall.blank(msg.sender, msg.sender);
        uint256 next;
        for (uint256 i; i < legs.length; ++i) {
            Leg calldata leg = legs[i];
            (Side memory sale, TradeSides.Purchase memory purchase) = (sales[leg.sell], purchases[leg.buy]);
            bool twice = next < hops.length && hops[next].leg == i;
            PoolCall.Swap memory swap = single;
            if (twice) swap = _join(leg, hops[next++], sale, purchase.component);
            else _direct(swap, leg.pool, leg.sqrtPriceLimitX96, sale.component, purchase.component);
            if (!_trySwap(swap, leg, twice, sale, purchase)) emit LegSkipped(msg.sender, i, address(leg.pool));
        }
        require(next == hops.length, InvalidHop(next));
    }

    /// @dev Does one leg within what is left of both sides.
    /// @return done Whether its pool answered; if it reverted, it left nothing behind. One that was paid and answers nothing is
    ///         counted, like any other.
    function _trySwap(
        PoolCall.Swap memory swap,
        Leg calldata leg,
        bool twice,
        Side memory sale,
        TradeSides.Purchase memory purchase
    ) private returns (bool done) {
        bool exactOutput = leg.exactOutput;
        uint256 amount = Math.min(leg.amount, exactOutput ? purchase.amount : sale.amount);
        if (amount == 0) return true;
        (swap.amount, swap.most) = exactOutput ? (-int256(amount), sale.amount) : (int256(amount), amount);
        if (twice) _received = 0;
        uint256 paid;
        uint256 received;
        (done, paid, received) = _call(swap);
        sale.amount -= paid;
        if (!done) return false;
        if (twice && !exactOutput) received = _received;
        Side memory spendable = purchase.spendable;
        purchase.amount = Math.saturatingSub(purchase.amount, received);
        spendable.amount = Math.min(Math.saturatingAdd(spendable.amount, received), TradeSides.MOST);
    }

    /// @dev Makes one leg of two swaps.
    /// @return outer The one that is called: the second if what is received is fixed, else the first.
    function _join(
        Leg calldata leg,
        Hop memory hop,
        Side memory sale,
        address bought
    ) private view returns (PoolCall.Swap memory outer) {
        (address between, address sold) = (hop.between, sale.component);
        require(between != sold && between != bought, InvalidHop(hop.leg));
        address onward = leg.exactOutput ? address(hop.pool) : address(this);
        PoolCall.Swap memory first = PoolCall.blank(onward, msg.sender);
        PoolCall.Swap memory second = PoolCall.blank(msg.sender, address(this));
        _direct(first, leg.pool, leg.sqrtPriceLimitX96, sold, between);
        _direct(second, hop.pool, hop.sqrtPriceLimitX96, between, bought);
        first.most = sale.amount;
        (bool readable, uint256 held) = CappedCall.tryBalanceOf(between, address(this));
        if (!readable) held = type(uint256).max; // that no balance is: the leg is skipped
        PoolCall.Swap memory inner;
        (outer, inner) = leg.exactOutput ? (second, first) : (first, second);
        return outer.append(abi.encode(inner, held));
    }

    /// @dev Says between what a swap is.
    function _direct(
        PoolCall.Swap memory swap,
        IUniswapV3Swap pool,
        uint160 sqrtPriceLimitX96,
        address sold,
        address bought
    ) private pure {
        (swap.pool, swap.sqrtPriceLimitX96) = (pool, sqrtPriceLimitX96);
        (swap.component, swap.zeroForOne) = (sold, sold < bought);
    }

    /// @dev Has the first pool pay the calling one what it is owed.
    /// @param owed {tok}
    function _swapFirst(PoolCall.Swap memory first, uint256 owed) private {
        first.amount = -owed.toInt256();
        (bool done, uint256 paid, ) = _call(first);
        require(done, HopFailed(address(first.pool)));
        _awaited = paid << 1;
    }

    /// @dev Swaps what the first pool has brought.
    /// @param amount {tok} What it says it has.
    /// @param held {tok} What was here before it: sent by mistake, and to stay.
    function _swapSecond(PoolCall.Swap memory second, uint256 amount, uint256 held) private {
        (second.amount, second.most) = (amount.toInt256(), amount);
        (bool done, uint256 paid, uint256 received) = _call(second);
        require(done, HopFailed(address(second.pool)));
        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(second.component, address(this));
        require(paid == amount && readable && balance == held, BetweenLeft(second.component));
        _received = received;
    }

    /// @dev Calls a pool with a cap on gas, and lets it call back.
    /// @return done Whether it answered.
    /// @return paid {tok} What it was paid.
    /// @return received {tok} What it says it paid.
    function _call(PoolCall.Swap memory swap) private returns (bool done, uint256 paid, uint256 received) {
        uint256 hash = swap.mark();
        _awaited = hash;
        int256 amount0;
        int256 amount1;
        (done, amount0, amount1) = swap.invoke(LEG_GAS);
        uint256 awaited = _awaited;
        if (awaited != hash) paid = awaited >> 1;
        received = _receivedOf(amount0, amount1);
    }

    /// @dev The route's legs, where they are.
    function _legsOf(bytes calldata data) private pure returns (Leg[] calldata legs) {
        bytes calldata tail = data[uint256(bytes32(data)):];
        uint256 count = uint256(bytes32(tail));
        tail = tail[0x20:][:count * 0xc0];
        assembly ("memory-safe") {
            legs.offset := tail.offset
            legs.length := count
        }
    }

    /// @dev {tok} What a pool says it paid. It may say anything: that bounds what is left, and nothing more.
    function _receivedOf(int256 amount0, int256 amount1) private pure returns (uint256) {
        unchecked {
            return uint256(amount0 > 0 ? -amount1 : -amount0);
        }
    }
}
