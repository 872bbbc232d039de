// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {ITradeExecutor, ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV3Executor} from "../interfaces/IUniswapV3Executor.sol";
import {IUniswapV3Payer, IUniswapV3Swap} from "../interfaces/IUniswapV3Swap.sol";
import {CappedCall} from "../libraries/CappedCall.sol";

/// @title UniswapV3Executor
/// @notice Trades a vault's components against Uniswap v3 pools directly: the last pool pays the vault, the vault pays the
///         first one.
/// @dev A leg is one call, done whole or undone: of two swaps the second is done in the callback of the first, before that is
///      paid; or the first in the callback of the second, where what is received is fixed, and pays for it. So a leg that
///      fails is skipped and costs the vault nothing. Nothing is held at any time, but within a leg what goes on to its second
///      pool. Anyone may be the caller; a caller can only ever spend what it gives itself.
contract UniswapV3Executor is IUniswapV3Executor {
    using SafeCast for uint256;

    /// @notice A swap but for its amount.
    /// @param inner What the pool brings back to its callback: the leg's other swap, if there is one.
    struct Swap {
        IUniswapV3Swap pool;
        address recipient;
        bool zeroForOne;
        uint160 sqrtPriceLimitX96;
        bytes inner;
    }

    /// @dev {gas} What a leg is given at most: one that burns all it gets leaves enough for the others.
    uint256 private constant LEG_GAS = 2_000_000;

    /// @dev Who pays pools: the caller of the running `execute`, or this contract what is between. Zero: nothing runs.
    address private transient _payer;
    /// @dev The pool that may call back, once; zero: none.
    address private transient _pool;
    /// @dev What it is paid with.
    address private transient _component;
    /// @dev {tok} How much of that at most.
    uint256 private transient _left;
    /// @dev Hash of what the first callback of a leg of two swaps has to bring back; else zero.
    bytes32 private transient _inner;
    /// @dev {tok} What a second swap says it paid.
    uint256 private transient _received;

    /// @inheritdoc ITradeExecutor
    function execute(Side[] memory sells, Side[] memory buys, bytes calldata data) external {
        require(_payer == address(0), AlreadyExecuting());
        _payer = msg.sender;
        (Leg[] memory legs, Hop[] memory hops) = abi.decode(data, (Leg[], Hop[]));
        Side[] memory spendable = _spendable(sells, buys);
        uint256 next;
        for (uint256 i; i < legs.length; ++i) {
            Leg memory leg = legs[i];
            (Side memory sell, Side memory buy) = (sells[leg.sell], buys[leg.buy]);
            bool twice = next < hops.length && hops[next].leg == i;
            Swap memory swap =
                twice
                    ? _join(leg, hops[next++], sell.component, buy.component)
                    : Swap(leg.pool, msg.sender, sell.component < buy.component, leg.sqrtPriceLimitX96, "");
            bool done = _trySwap(swap, leg, sell, buy, spendable[leg.buy]);
            if (!done) emit LegSkipped(msg.sender, i, address(leg.pool));
        }
        require(next == hops.length, InvalidHop(next));
        (_payer, _pool) = (address(0), address(0));
    }

    /// @inheritdoc IUniswapV3Payer
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        require(msg.sender == _pool, UnexpectedCallback(msg.sender));
        _pool = address(0);
        // {tok} at most one of the two is positive: what the pool is owed
        uint256 owed = uint256(amount0Delta > 0 ? amount0Delta : amount1Delta);
        if (_inner != 0) {
            require(keccak256(data) == _inner, UnexpectedCallback(msg.sender));
            _inner = 0;
            (Swap memory other, address between, uint256 held) = abi.decode(data, (Swap, address, uint256));
            if (other.recipient == msg.sender) return _swapFirst(other, owed);
            _swapSecond(other, _receivedOf(amount0Delta, amount1Delta), between, held);
        }
        (address payer, address component, uint256 left) = (_payer, _component, _left);
        require(owed <= left, OverBudget(component, owed, left));
        _left = left - owed;
        if (payer != address(this)) ITradeSource(payer).take(component, owed, msg.sender);
        else require(CappedCall.tryTransfer(component, msg.sender, owed), BetweenLeft(component));
    }

    /// @dev Does one leg within what is left of both sides.
    /// @param spendable What is received can be spent of this.
    /// @return done Whether it was done; if not, it left nothing behind.
    function _trySwap(
        Swap memory swap,
        Leg memory leg,
        Side memory sell,
        Side memory buy,
        Side memory spendable
    ) private returns (bool done) {
        uint256 amount = Math.min(leg.amount, leg.exactOutput ? buy.amount : sell.amount);
        amount = Math.min(amount, uint256(type(int256).max)); // what pools count with, whatever one said that it paid
        if (amount == 0) return true;
        uint256 most = leg.exactOutput ? sell.amount : amount;
        (_component, _left) = (sell.component, most);
        bool twice = swap.inner.length > 0;
        if (twice) (_inner, _received) = (keccak256(swap.inner), 0);
        uint256 received;
        (done, received) = _call(swap, leg.exactOutput ? -int256(amount) : int256(amount));
        if (twice) _inner = 0;
        if (!done) return false;
        if (twice && !leg.exactOutput) received = _received;
        sell.amount -= most - _left;
        buy.amount = Math.saturatingSub(buy.amount, received);
        spendable.amount = Math.saturatingAdd(spendable.amount, received);
    }

    /// @dev Makes one leg of two swaps.
    /// @return outer The one that is called: the second if what is received is fixed, else the first.
    function _join(
        Leg memory leg,
        Hop memory hop,
        address sold,
        address bought
    ) private view returns (Swap memory outer) {
        address between = hop.between;
        require(between != sold && between != bought, InvalidHop(hop.leg));
        address onward = leg.exactOutput ? address(hop.pool) : address(this);
        Swap memory first = Swap(leg.pool, onward, sold < between, leg.sqrtPriceLimitX96, "");
        Swap memory second = Swap(hop.pool, msg.sender, between < bought, hop.sqrtPriceLimitX96, "");
        (bool readable, uint256 held) = CappedCall.tryBalanceOf(between, address(this));
        if (!readable) held = type(uint256).max; // that no balance is: the leg is skipped
        Swap memory inner;
        (outer, inner) = leg.exactOutput ? (second, first) : (first, second);
        outer.inner = abi.encode(inner, between, held);
    }

    /// @dev Has the first pool pay the calling one what it is owed.
    /// @param owed {tok}
    function _swapFirst(Swap memory first, uint256 owed) private {
        (bool done, ) = _call(first, -owed.toInt256());
        require(done, HopFailed(address(first.pool)));
        _pool = address(0);
    }

    /// @dev Swaps what the first pool has brought.
    /// @param amount {tok} What it says it has.
    /// @param held {tok} What was here before it: sent by mistake, and to stay.
    function _swapSecond(Swap memory second, uint256 amount, address between, uint256 held) private {
        (address payer, address component, uint256 left) = (_payer, _component, _left);
        (_payer, _component, _left) = (address(this), between, amount);
        (bool done, uint256 received) = _call(second, amount.toInt256());
        require(done, HopFailed(address(second.pool)));
        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(between, address(this));
        require(_left == 0 && readable && balance == held, BetweenLeft(between));
        (_payer, _component, _left, _received) = (payer, component, left, received);
        _pool = address(0);
    }

    /// @dev Calls a pool with a cap on gas, which OpenZeppelin's `LowLevelCall` has not, and lets it call back. Not every address
    ///      is a pool: some answer nothing to any call.
    /// @return done Whether it answered.
    /// @return received {tok} What it says it paid.
    function _call(Swap memory swap, int256 amount) private returns (bool done, uint256 received) {
        bytes memory data = abi.encodeCall(
            IUniswapV3Swap.swap,
            (swap.recipient, swap.zeroForOne, amount, swap.sqrtPriceLimitX96, swap.inner)
        );
        (address pool, int256 amount0, int256 amount1) = (address(swap.pool), 0, 0);
        _pool = pool;
        assembly ("memory-safe") {
            done := call(LEG_GAS, pool, 0, add(data, 0x20), mload(data), 0x00, 0x40)
            done := and(done, gt(returndatasize(), 0x3f))
            amount0 := mload(0x00)
            amount1 := mload(0x20)
        }
        return (done, _receivedOf(amount0, amount1));
    }

    /// @dev {tok} What a pool says it paid. It may say anything: that bounds what is left, and nothing more.
    function _receivedOf(int256 amount0, int256 amount1) private pure returns (uint256) {
        unchecked {
            return uint256(amount0 > 0 ? -amount1 : -amount0);
        }
    }

    /// @dev For each component bought its side among those sold, or one of no use if it is not: what a leg receives of it, later
    ///      legs can spend. Both sides ascend by component, as a vault gives them; elsewhere less is found.
    function _spendable(Side[] memory sells, Side[] memory buys) private pure returns (Side[] memory sides) {
        sides = new Side[](buys.length);
        uint256 next;
        for (uint256 i; i < buys.length; ++i) {
            while (next < sells.length && sells[next].component < buys[i].component) ++next;
            if (next < sells.length && sells[next].component == buys[i].component) sides[i] = sells[next];
        }
    }
}
