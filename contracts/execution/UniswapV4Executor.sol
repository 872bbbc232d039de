// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {ITradeExecutor, ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV4PoolManager, IUniswapV4Unlocker} from "../interfaces/IUniswapV4PoolManager.sol";

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

    /// @notice What is settled at the end.
    /// @param component That stands on both sides; zero: none does.
    /// @param at Its index among the sells.
    /// @param delta {tok} What the manager owes this contract, or is owed if negative.
    struct Residual {
        address component;
        uint256 at;
        int256 delta;
    }

    /// @notice A leg was not done; the others were.
    event LegSkipped(address indexed vault, uint256 indexed leg);

    /// @notice Called by another address than the one that this contract has called.
    error UnexpectedCaller(address caller);
    /// @notice The swap would pay more, or bring more, than what is left of the trade, or bring nothing.
    error OutOfBounds(uint256 paid, uint256 received);
    /// @notice The manager's books are not what this leg should have made of them.
    error BooksOpen(uint256 open, int256 delta);
    /// @notice `execute` within `execute`.
    error AlreadyExecuting();

    /// @dev {gas} What a leg is given at most: one that burns all it gets leaves enough for the others.
    uint256 private constant LEG_GAS = 2_000_000;
    /// @dev keccak256(abi.encode(uint256(keccak256("sheaf.storage.UniswapV4Executor")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant VAULT_SLOT = 0x566ad223204832aa5f534422873439337d35d0875e1abd5d06e27cd6b22aa900;
    /// @dev bytes32(uint256(keccak256("NonzeroDeltaCount")) - 1), where the manager counts the deltas that are not zero.
    bytes32 private constant OPEN_DELTAS_SLOT = 0x7d4b3164c6e45b97e7d87b7125a44c5828d005af88f9d751cfd78729c5d99a0b;

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
        (Side[] memory sells, Side[] memory buys, bytes memory data) = abi.decode(asked, (Side[], Side[], bytes));
        Leg[] memory legs = abi.decode(data, (Leg[]));
        Residual memory residual = _residualOf(sells, buys);

        for (uint256 i; i < legs.length; ++i) {
            (Side memory sell, Side memory buy) = (sells[legs[i].sell], buys[legs[i].buy]);
            try this.swapLeg{gas: LEG_GAS}(vault, sell, buy, legs[i], residual) returns (
                uint256 paid,
                uint256 received,
                int256 delta
            ) {
                (sell.amount, buy.amount) = (sell.amount - paid, buy.amount - received);
                residual.delta = delta;
                if (buy.component != residual.component) continue;
                Side memory spendable = sells[residual.at];
                spendable.amount = Math.saturatingAdd(spendable.amount, received);
            } catch {
                emit LegSkipped(vault, i);
            }
        }

        if (residual.delta < 0) _pay(vault, residual.component, uint256(-residual.delta));
        else if (residual.delta > 0) poolManager.take(residual.component, vault, uint256(residual.delta));
        return "";
    }

    /// @notice Does one leg, and settles it but for the residual. Only this contract calls it, so that what fails leaves
    ///         nothing behind.
    /// @param sell What is sold, and how much of it is left.
    /// @param buy What is bought, and how much of it is left.
    /// @return paid {tok}
    /// @return received {tok}
    /// @return delta {tok} Of the residual, this leg included.
    function swapLeg(
        address vault,
        Side calldata sell,
        Side calldata buy,
        Leg calldata leg,
        Residual calldata residual
    ) external returns (uint256 paid, uint256 received, int256 delta) {
        require(msg.sender == address(this), UnexpectedCaller(msg.sender));
        (paid, received) = _swap(sell, buy, leg);
        require(paid <= sell.amount && received <= buy.amount && received > 0, OutOfBounds(paid, received));

        delta = residual.delta;
        if (sell.component == residual.component) delta -= paid.toInt256();
        else _pay(vault, sell.component, paid);
        if (buy.component == residual.component) delta += received.toInt256();
        else poolManager.take(buy.component, vault, received);

        _checkBooks(residual.component, delta);
    }

    /// @dev Swaps within what is left of both sides.
    function _swap(
        Side calldata sell,
        Side calldata buy,
        Leg calldata leg
    ) private returns (uint256 paid, uint256 received) {
        bool zeroForOne = sell.component < buy.component;
        (address currency0, address currency1) = zeroForOne
            ? (sell.component, buy.component)
            : (buy.component, sell.component);
        int256 amount = Math.min(leg.amount, leg.exactOutput ? buy.amount : sell.amount).toInt256();
        int256 delta = poolManager.swap(
            IUniswapV4PoolManager.PoolKey(currency0, currency1, leg.fee, leg.tickSpacing, address(0)),
            IUniswapV4PoolManager.SwapParams(zeroForOne, leg.exactOutput ? amount : -amount, leg.sqrtPriceLimitX96),
            ""
        );
        (int256 delta0, int256 delta1) = (delta >> 128, int128(delta));
        (int256 owed, int256 due) = zeroForOne ? (delta0, delta1) : (delta1, delta0);
        return ((-owed).toUint256(), due.toUint256());
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

    /// @dev The first component that stands on both sides. Both ascend by component, as a vault gives them.
    function _residualOf(Side[] memory sells, Side[] memory buys) private pure returns (Residual memory residual) {
        uint256 next;
        for (uint256 i; i < buys.length; ++i) {
            while (next < sells.length && sells[next].component < buys[i].component) ++next;
            if (next == sells.length) break;
            if (sells[next].component == buys[i].component) return Residual(buys[i].component, next, 0);
        }
    }
}
