// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {ITradeExecutor, ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV4PoolManager, IUniswapV4Unlocker} from "../interfaces/IUniswapV4PoolManager.sol";
import {StructCall} from "../libraries/StructCall.sol";

/// @title UniswapV4Executor
/// @notice Trades a vault's components in Uniswap v4 pools, all legs within one unlock. What stands on both sides of the trade,
///         USDC, is settled once, at the end; everything else as soon as it is swapped.
/// @dev Holds nothing at any time, no claims of the manager's either. Anyone may be the caller; a caller can only ever spend
///      what it gives itself. A leg is one call of its own: it is done and paid for with the books as they should be, or
///      leaves nothing behind. A pool is named by the trade's own components, so that none with hooks, and none of ether,
///      can be.
contract UniswapV4Executor is ITradeExecutor, IUniswapV4Unlocker {
    using SafeCast for int256;
    using SafeCast for uint256;
    using TransientSlot for *;

    /// @notice One swap. The trade's route is `abi.encode(Leg[])`, in the order in which they are done: sales before the
    ///         purchases that they pay for.
    /// @param fee {1e6} Of the pool.
    /// @param tickSpacing {ticks} Of the pool.
    /// @param sell Index into the trade's sells: what is paid.
    /// @param buy Index into the trade's buys: what is received.
    /// @param amount {tok} Most of the sold component to pay, or most of the bought one to receive if `exactOutput`.
    /// @param exactOutput Whether `amount` counts what is received.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which the swap stops.
    struct Leg {
        uint24 fee;
        int24 tickSpacing;
        uint256 sell;
        uint256 buy;
        uint256 amount;
        bool exactOutput;
        uint160 sqrtPriceLimitX96;
    }

    /// @notice What `execute` was asked, as the manager hands it back.
    struct Request {
        Side[] sells;
        Side[] buys;
        bytes data;
    }

    /// @notice The legs of a request.
    struct Route {
        Leg[] legs;
    }

    /// @notice What is left of a trade, and what is settled at its end.
    /// @param sells {tok} Left of each component that is sold.
    /// @param buys {tok} Left of each component that is bought.
    /// @param residual Component that stands on both sides; zero: none does.
    /// @param at Its index among the sells.
    /// @param delta {tok} What the manager owes this contract of it, or is owed if negative.
    struct Books {
        uint256[] sells;
        uint256[] buys;
        address residual;
        uint256 at;
        int256 delta;
    }

    /// @notice One leg as it is done. Value types only: see `StructCall`.
    /// @param sell Component that is paid.
    /// @param sellLeft {tok} What is left of it.
    /// @param buy Component that is received.
    /// @param buyLeft {tok} What is left of it.
    /// @param residual Component that is settled at the end.
    /// @param delta {tok} What the manager owes this contract of that before the leg.
    struct Task {
        address vault;
        address sell;
        uint256 sellLeft;
        address buy;
        uint256 buyLeft;
        address residual;
        int256 delta;
        uint24 fee;
        int24 tickSpacing;
        uint256 amount;
        bool exactOutput;
        uint160 sqrtPriceLimitX96;
    }

    /// @notice The manager's `swap`, word for word: a key, what is swapped, and no data for hooks. Value types only: see
    ///         `StructCall`.
    struct PoolSwap {
        address currency0;
        address currency1;
        uint24 fee;
        int24 tickSpacing;
        address hooks;
        bool zeroForOne;
        int256 amountSpecified;
        uint160 sqrtPriceLimitX96;
        uint256 hookDataOffset;
        uint256 hookDataLength;
    }

    /// @notice A leg was not done; the others were.
    event LegSkipped(address indexed vault, uint256 indexed leg);

    /// @notice Called by another address than the one that this contract has called.
    error UnexpectedCaller(address caller);
    /// @notice The swap would pay more, or bring more, than what is left of the trade, or bring nothing.
    error OutOfBounds(uint256 paid, uint256 received);
    /// @notice The manager's books are not what this leg should have made of them.
    error BooksOpen(uint256 open, int256 delta);
    /// @notice The manager did not swap.
    error SwapFailed();
    /// @notice `execute` within `execute`.
    error AlreadyExecuting();

    /// @dev {gas} What a leg is given at most: one that burns all it gets leaves enough for the others.
    uint256 private constant LEG_GAS = 2_000_000;
    /// @dev keccak256(abi.encode(uint256(keccak256("sheaf.storage.UniswapV4Executor")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant VAULT_SLOT = 0x566ad223204832aa5f534422873439337d35d0875e1abd5d06e27cd6b22aa900;
    /// @dev bytes32(uint256(keccak256("NonzeroDeltaCount")) - 1), where the manager counts the deltas that are not zero.
    bytes32 private constant OPEN_DELTAS_SLOT = 0x7d4b3164c6e45b97e7d87b7125a44c5828d005af88f9d751cfd78729c5d99a0b;

    /// @dev Fields of a `Task`.
    uint256 private constant TASK_FIELDS = 12;
    /// @dev Fields of a `PoolSwap`, and where its last one begins as the manager counts.
    uint256 private constant SWAP_FIELDS = 10;
    uint256 private constant HOOK_DATA_OFFSET = 0x120;

    /// @notice Of Uniswap v4.
    IUniswapV4PoolManager public immutable poolManager;

    constructor(IUniswapV4PoolManager poolManager_) {
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
        address vault = VAULT_SLOT.asAddress().tload();
        require(msg.sender == address(poolManager) && vault != address(0), UnexpectedCaller(msg.sender));
        Request calldata request = _requestOf(asked);
        Leg[] calldata legs = _routeOf(request.data).legs;
        Books memory books = _booksOf(request.sells, request.buys);
        Task memory task;
        (task.vault, task.residual) = (vault, books.residual);

        for (uint256 i; i < legs.length; ++i) {
            if (!_tryLeg(request, legs[i], books, task)) emit LegSkipped(vault, i);
        }

        if (books.delta < 0) _pay(vault, books.residual, uint256(-books.delta));
        else if (books.delta > 0) poolManager.take(books.residual, vault, uint256(books.delta));
        return "";
    }

    /// @notice Does one leg, and settles it but for the residual. Only this contract calls it, so that what fails leaves
    ///         nothing behind.
    /// @return paid {tok}
    /// @return received {tok}
    function swapLeg(Task calldata task) external returns (uint256 paid, uint256 received) {
        require(msg.sender == address(this), UnexpectedCaller(msg.sender));
        (address vault, address sell, address buy) = (task.vault, task.sell, task.buy);
        (paid, received) = _swap(task, sell, buy);
        bool within = paid <= task.sellLeft && received <= task.buyLeft && received > 0;
        require(within, OutOfBounds(paid, received));

        (address residual, int256 delta) = (task.residual, task.delta);
        if (sell == residual) delta -= paid.toInt256();
        else _pay(vault, sell, paid);
        if (buy == residual) delta += received.toInt256();
        else poolManager.take(buy, vault, received);

        _checkBooks(residual, delta);
    }

    /// @dev Does one leg in a call of its own, and takes what it moved off the books.
    /// @param task Written anew for every leg, but for the vault and the residual.
    /// @return done Whether it was done; if not, it left nothing behind.
    function _tryLeg(
        Request calldata request,
        Leg calldata leg,
        Books memory books,
        Task memory task
    ) private returns (bool done) {
        (uint256 sell, uint256 buy) = (leg.sell, leg.buy);
        (task.sell, task.sellLeft) = (request.sells[sell].component, books.sells[sell]);
        (task.buy, task.buyLeft) = (request.buys[buy].component, books.buys[buy]);
        (task.fee, task.tickSpacing, task.delta) = (leg.fee, leg.tickSpacing, books.delta);
        (task.amount, task.exactOutput) = (leg.amount, leg.exactOutput);
        task.sqrtPriceLimitX96 = leg.sqrtPriceLimitX96;

        (uint256 paid, uint256 received) = (0, 0);
        (done, paid, received) = _callSwapLeg(task);
        if (!done) return false;
        (books.sells[sell], books.buys[buy]) = (task.sellLeft - paid, task.buyLeft - received);
        if (task.sell == task.residual) books.delta -= paid.toInt256();
        if (task.buy == task.residual) {
            books.delta += received.toInt256();
            books.sells[books.at] = Math.saturatingAdd(books.sells[books.at], received);
        }
    }

    /// @dev `this.swapLeg`, with a cap on its gas.
    function _callSwapLeg(Task memory task) private returns (bool done, uint256 paid, uint256 received) {
        uint256 start;
        assembly ("memory-safe") {
            start := task
        }
        return StructCall.tryCall(address(this), LEG_GAS, this.swapLeg.selector, start, TASK_FIELDS, 2);
    }

    /// @dev Swaps within what is left of both sides.
    function _swap(Task calldata task, address sell, address buy) private returns (uint256 paid, uint256 received) {
        PoolSwap memory asked;
        (bool zeroForOne, bool exactOutput) = (sell < buy, task.exactOutput);
        (asked.currency0, asked.currency1) = zeroForOne ? (sell, buy) : (buy, sell);
        (asked.fee, asked.tickSpacing, asked.zeroForOne) = (task.fee, task.tickSpacing, zeroForOne);
        int256 amount = Math.min(task.amount, exactOutput ? task.buyLeft : task.sellLeft).toInt256();
        asked.amountSpecified = exactOutput ? amount : -amount;
        (asked.sqrtPriceLimitX96, asked.hookDataOffset) = (task.sqrtPriceLimitX96, HOOK_DATA_OFFSET);

        int256 delta = _callSwap(asked);
        (int256 delta0, int256 delta1) = (delta >> 128, int128(delta));
        (int256 owed, int256 due) = zeroForOne ? (delta0, delta1) : (delta1, delta0);
        return ((-owed).toUint256(), due.toUint256());
    }

    /// @dev `poolManager.swap`.
    function _callSwap(PoolSwap memory asked) private returns (int256) {
        uint256 start;
        assembly ("memory-safe") {
            start := asked
        }
        (bool success, uint256 delta, ) = StructCall.tryCall(
            address(poolManager),
            gasleft(),
            IUniswapV4PoolManager.swap.selector,
            start,
            SWAP_FIELDS,
            1
        );
        require(success, SwapFailed());
        return int256(delta);
    }

    /// @dev Has the vault pay the manager.
    /// @param amount {tok}
    function _pay(address vault, address component, uint256 amount) private {
        poolManager.sync(component);
        ITradeSource(vault).take(component, amount, address(poolManager));
        poolManager.settle();
    }

    /// @dev The residual's delta is what it should be, and no other account or currency has any. A component gets to run its
    ///      own code when it moves: it could leave a debt of its own, or a credit of ours, and the unlock would fail at last
    ///      with all legs. And one that moves less than it was told leaves ours.
    function _checkBooks(address residual, int256 expected) private view {
        bytes32 slot = Hashes.efficientKeccak256(_word(address(this)), _word(residual));
        int256 delta = int256(uint256(poolManager.exttload(slot)));
        uint256 open = uint256(poolManager.exttload(OPEN_DELTAS_SLOT));
        require(delta == expected && open == (expected == 0 ? 0 : 1), BooksOpen(open, delta));
    }

    function _word(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    /// @dev The books before the first leg. What stands on both sides is the residual; both ascend by component, as a vault gives
    ///      them.
    function _booksOf(Side[] calldata sells, Side[] calldata buys) private pure returns (Books memory books) {
        (books.sells, books.buys) = (_amountsOf(sells), _amountsOf(buys));
        uint256 next;
        for (uint256 i; i < buys.length; ++i) {
            address component = buys[i].component;
            while (next < sells.length && sells[next].component < component) ++next;
            if (next == sells.length) break;
            if (sells[next].component != component) continue;
            (books.residual, books.at) = (component, next);
            break;
        }
    }

    /// @dev {tok}
    function _amountsOf(Side[] calldata sides) private pure returns (uint256[] memory amounts) {
        amounts = new uint256[](sides.length);
        for (uint256 i; i < amounts.length; ++i) {
            amounts[i] = sides[i].amount;
        }
    }

    /// @dev A request where it lies in the calldata; what is read of it is checked as it is read.
    function _requestOf(bytes calldata asked) private pure returns (Request calldata request) {
        assembly ("memory-safe") {
            request := asked.offset
        }
    }

    /// @dev The legs where they lie in the calldata; what is read of them is checked as it is read.
    function _routeOf(bytes calldata data) private pure returns (Route calldata route) {
        assembly ("memory-safe") {
            route := data.offset
        }
    }
}
