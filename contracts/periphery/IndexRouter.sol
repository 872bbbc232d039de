// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {IndexFactory} from "../IndexFactory.sol";
import {IIndexRouter} from "../interfaces/IIndexRouter.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIssueCallback} from "../interfaces/IIssueCallback.sol";
import {IRedeemCallback} from "../interfaces/IRedeemCallback.sol";
import {ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {IUniswapV3Payer} from "../interfaces/IUniswapV3Swap.sol";
import {RouterLeg} from "./RouterLeg.sol";
import {UniswapV3Pools} from "./UniswapV3Pools.sol";

/// @title IndexRouter
/// @notice Buys shares with USDC and sells them for USDC. The manual is `IIndexRouter`.
///
/// HOLDINGS
/// @dev The router holds nothing between calls. What it pays out is what this call brought in, measured: what lay here
///      before stays. Components go straight from pool to vault and from vault to pool.
/// @dev It approves nobody. It takes only from its caller, and only what the caller's arguments say.
///
/// CALLBACKS
/// @dev At any moment at most one contract may call back, once: the vault that was asked to issue or to redeem, or the pool
///      that was asked to swap. Nothing a callback carries is believed before its sender was.
contract IndexRouter is IIndexRouter, IIssueCallback, IRedeemCallback, IUniswapV3Payer, ReentrancyGuardTransient {
    using RouterLeg for bytes32;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;
    using TransientSlot for *;

    /// @dev The vault that may call back (20 bytes), and what that may cost {usdc} (12 bytes).
    ///      keccak256(abi.encode(uint256(keccak256("sheaf.storage.IndexRouter.vault")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant VAULT_SLOT = 0xd8e0bf8ddfe6e5d49bde9cf03d176a04e04eda54dc2c27ce0eeba5ca1fa1aa00;
    /// @dev The pool that may call back, and what that may cost.
    ///      keccak256(abi.encode(uint256(keccak256("sheaf.storage.IndexRouter.pool")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant POOL_SLOT = 0x9581816dc62daa515bb4bf894a2cc724384f4ef132988811e18b335363cb4a00;
    /// @dev The vault whose components are being sold.
    ///      keccak256(abi.encode(uint256(keccak256("sheaf.storage.IndexRouter.source")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SOURCE_SLOT = 0xae2aab8dfc523ddb64d3581d21f325afc3eb1b6dcafa90e2fbb3ad6e9e80be00;
    /// @dev Who gets what cannot be sold of the WETH that a leg brought.
    ///      keccak256(abi.encode(uint256(keccak256("sheaf.storage.IndexRouter.seller")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SELLER_SLOT = 0xf6c8b7397cea9f1468929f217e39dd9003166e38dc3b95f0886d24a135f18800;
    /// @dev Payment in WETH that a leg of a sale brought: neither an address nor a fee.
    uint256 private constant WETH_PAYMENT = 1 << 184;

    /// @dev {gas} Cap on a leg of a sale, of one hop or of two: swaps over more than fifty initialized ticks. A component that
    ///      burns gas costs its own leg, and no other.
    uint256 private constant LEG_GAS = 2_000_000;

    /// @inheritdoc IIndexRouter
    address public immutable factory;
    /// @inheritdoc IIndexRouter
    address public immutable usdc;
    /// @inheritdoc IIndexRouter
    address public immutable weth;
    /// @inheritdoc IIndexRouter
    address public immutable poolFactory;

    /// @param factory_ `IndexFactory`
    /// @param poolFactory_ The Uniswap v3 factory.
    constructor(IndexFactory factory_, address weth_, address poolFactory_) {
        require(address(factory_).code.length > 0, NoCode(address(factory_)));
        require(weth_.code.length > 0, NoCode(weth_));
        require(poolFactory_.code.length > 0, NoCode(poolFactory_));
        (factory, usdc, weth, poolFactory) = (address(factory_), address(factory_.usdc()), weth_, poolFactory_);
    }

    /* BUYING */

    /// @inheritdoc IIndexRouter
    function buy(Purchase calldata purchase) external nonReentrant returns (uint256 usdcSpent) {
        _check(purchase.vault, purchase.receiver, purchase.deadline);
        return _buy(purchase);
    }

    /// @inheritdoc IIndexRouter
    function buyWithPermit(
        Purchase calldata purchase,
        Permit calldata permit
    ) external nonReentrant returns (uint256 usdcSpent) {
        _check(purchase.vault, purchase.receiver, purchase.deadline);
        _tryPermit(usdc, purchase.maxUsdc, permit);
        return _buy(purchase);
    }

    /// @inheritdoc IIssueCallback
    /// @param data The legs.
    function onIssue(uint256, uint256[] calldata required, bytes calldata data) external {
        uint256 left = _admitVault();
        bytes32[] calldata legs = RouterLeg.legsOf(data);
        require(legs.length == required.length, LengthMismatch(legs.length, required.length));

        for (uint256 i; i < legs.length; ++i) {
            uint256 amount = required[i];
            if (amount > 0) left -= _deliver(legs[i], amount, left);
        }
    }

    /// @dev Takes `maxUsdc`, has the vault issue, gives back what is left.
    function _buy(Purchase calldata purchase) private returns (uint256 usdcSpent) {
        uint256 held = IERC20(usdc).balanceOf(address(this));
        IERC20(usdc).safeTransferFrom(msg.sender, address(this), purchase.maxUsdc);

        _expect(VAULT_SLOT, purchase.vault, purchase.maxUsdc.toUint96());
        IIndexVault(purchase.vault).issueWithCallback(
            purchase.shares,
            purchase.receiver,
            purchase.basketId,
            abi.encodePacked(purchase.legs)
        );
        _expect(VAULT_SLOT, address(0), 0);

        uint256 left = IERC20(usdc).balanceOf(address(this)) - held;
        if (left > 0) IERC20(usdc).safeTransfer(msg.sender, left);

        usdcSpent = Math.saturatingSub(purchase.maxUsdc, left);
        emit SharesBought(msg.sender, purchase.vault, purchase.receiver, purchase.shares, usdcSpent);
    }

    /// @dev Has `amount` {tok} of a component delivered to the calling vault.
    /// @param left {usdc} What is left of the caller's maximum.
    /// @return paid {usdc}
    function _deliver(bytes32 leg, uint256 amount, uint256 left) private returns (uint256 paid) {
        address component = leg.componentOf();
        if (component == usdc) {
            require(amount <= left, ExcessiveUsdcIn(amount, left));
            IERC20(component).safeTransfer(msg.sender, amount);
            return amount;
        }
        uint256 limit = leg.limitOf();
        uint256 most = limit > 0 && limit < left ? limit : left;
        uint24 wethFee = leg.wethFeeOf();
        (paid, ) = _swap(
            wethFee == 0 ? usdc : weth,
            component,
            leg.feeOf(),
            msg.sender,
            -amount.toInt256(),
            most,
            wethFee
        );
        // Through WETH the pool was paid in that: what it cost is what is left less.
        if (wethFee > 0) paid = most - _most();
    }

    /* SELLING */

    /// @inheritdoc IIndexRouter
    function sell(Sale calldata sale) external nonReentrant returns (uint256 usdcReceived) {
        _check(sale.vault, sale.receiver, sale.deadline);
        return _sell(sale);
    }

    /// @inheritdoc IIndexRouter
    function sellWithPermit(
        Sale calldata sale,
        Permit calldata permit
    ) external nonReentrant returns (uint256 usdcReceived) {
        _check(sale.vault, sale.receiver, sale.deadline);
        _tryPermit(sale.vault, sale.shares, permit);
        return _sell(sale);
    }

    /// @inheritdoc IRedeemCallback
    /// @param data The seller (32 bytes), then the legs.
    function onRedeem(uint256, uint256[] calldata amounts, bytes calldata data) external {
        _admitVault();
        SOURCE_SLOT.asAddress().tstore(msg.sender);
        SELLER_SLOT.asAddress().tstore(address(uint160(uint256(bytes32(data[:32])))));
        bytes32[] calldata legs = RouterLeg.legsOf(data[32:]);
        require(legs.length == amounts.length, LengthMismatch(legs.length, amounts.length));

        for (uint256 i; i < legs.length; ++i) {
            uint256 amount = amounts[i];
            if (amount > 0) _dispose(legs[i], i, amount);
        }
        SOURCE_SLOT.asAddress().tstore(address(0));
        SELLER_SLOT.asAddress().tstore(address(0));
    }

    /// @dev Has the vault redeem, which calls back for the components to be sold, and pays what that brought.
    function _sell(Sale calldata sale) private returns (uint256 usdcReceived) {
        uint256 held = IERC20(usdc).balanceOf(address(this));

        _expect(VAULT_SLOT, sale.vault, 0);
        IIndexVault(sale.vault).redeemWithCallback(
            IIndexVault.Redemption({
                shares: sale.shares,
                receiver: msg.sender,
                owner: msg.sender,
                claimant: msg.sender,
                basketId: sale.basketId,
                minAmounts: new uint256[](0),
                skip: sale.skip
            }),
            abi.encodePacked(uint256(uint160(msg.sender)), sale.legs)
        );
        _expect(VAULT_SLOT, address(0), 0);

        usdcReceived = IERC20(usdc).balanceOf(address(this)) - held;
        require(usdcReceived >= sale.minUsdc, InsufficientUsdcOut(usdcReceived, sale.minUsdc));
        if (usdcReceived > 0) IERC20(usdc).safeTransfer(sale.receiver, usdcReceived);

        emit SharesSold(msg.sender, sale.vault, sale.receiver, sale.shares, usdcReceived);
    }

    /// @dev Swaps `amount` {tok} of a component of the calling vault for USDC. What is not taken of it the vault pays to the
    ///      seller, in kind: a leg without a pool, one whose pool does not take all, one that fails in either of its hops.
    function _dispose(bytes32 leg, uint256 position, uint256 amount) private {
        address component = leg.componentOf();
        if (component == usdc) return ITradeSource(msg.sender).take(component, amount, address(this));
        uint24 fee = leg.feeOf();
        if (fee == 0) return;

        (bool success, uint256 out) = _trySell(component, fee, leg.wethFeeOf(), amount);
        if (!success) {
            _expect(POOL_SLOT, address(0), 0);
            emit LegSkipped(msg.sender, position, component);
            return;
        }
        require(out >= leg.limitOf(), InsufficientLegOut(component, out, leg.limitOf()));
    }

    /// @dev Sells a component, which its pool has from the vault. Of two hops the second is made within the callback of the
    ///      first, before that is paid: one that fails undoes both.
    /// @param wethFee {1e6} Zero: one hop.
    /// @return success Whether the pools swapped.
    /// @return received {usdc}
    function _trySell(
        address component,
        uint24 fee,
        uint24 wethFee,
        uint256 amount
    ) private returns (bool success, uint256 received) {
        address bought = wethFee == 0 ? usdc : weth;
        address pool = UniswapV3Pools.poolOf(poolFactory, component, bought, fee);
        _expect(POOL_SLOT, pool, 0);
        // 1/64 stays here (EIP-150): a leg gets its gas in full, so that nobody can starve one into failing
        uint256 needed = LEG_GAS + LEG_GAS / 32;
        require(gasleft() >= needed, InsufficientGas(gasleft(), needed));
        (success, , received) = UniswapV3Pools.trySwap(
            LEG_GAS,
            pool,
            address(this),
            component < bought,
            amount.toInt256(),
            (uint256(wethFee) << 160) | uint160(component)
        );
        if (success) return (success, wethFee == 0 ? received : _most());
        require(pool.code.length > 0, PoolMissing(component, bought, fee));
        if (wethFee > 0) _checkPool(weth, usdc, wethFee);
    }

    /// @dev Sells WETH that the first hop of a leg brought. What the pool does not take goes to the seller.
    /// @return received {usdc}
    function _sellWeth(uint24 fee, uint256 amount) private returns (uint256 received) {
        if (amount == 0) return 0;
        uint256 paid;
        (paid, received) = _swap(weth, usdc, fee, address(this), amount.toInt256(), 0, WETH_PAYMENT);
        if (paid < amount) IERC20(weth).safeTransfer(SELLER_SLOT.asAddress().tload(), amount - paid);
    }

    /* POOLS */

    /// @inheritdoc IUniswapV3Payer
    /// @param data Empty: the pool is paid in USDC of this purchase. A fee {1e6}: it is paid in WETH by the pool of WETH and
    ///        USDC with that fee. `WETH_PAYMENT`: in WETH that a leg of this sale brought. An address, and a fee above it where
    ///        the leg has two hops: in that component, by the vault that redeems.
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        uint256 left = _expected(POOL_SLOT);
        // {tok} one of the two is positive: what the pool is owed
        uint256 owed = uint256(amount0Delta > 0 ? amount0Delta : amount1Delta);

        uint256 payment = data.length == 0 ? 0 : uint256(bytes32(data));
        if (payment == 0) {
            require(owed <= left, ExcessiveUsdcIn(owed, left));
            _expect(POOL_SLOT, address(0), left - owed);
            IERC20(usdc).safeTransfer(msg.sender, owed);
        } else if (payment <= type(uint24).max) {
            _swap(usdc, weth, uint24(payment), msg.sender, -owed.toInt256(), left, 0);
        } else {
            _expect(POOL_SLOT, address(0), 0);
            if (payment == WETH_PAYMENT) return IERC20(weth).safeTransfer(msg.sender, owed);
            uint24 wethFee = uint24(payment >> 160);
            uint256 received; // {usdc}
            if (wethFee > 0) received = _sellWeth(wethFee, uint256(-(amount0Delta > 0 ? amount1Delta : amount0Delta)));
            ITradeSource(SOURCE_SLOT.asAddress().tload()).take(address(uint160(payment)), owed, msg.sender);
            if (wethFee > 0) _expect(POOL_SLOT, address(0), received.toUint96());
        }
    }

    /// @dev Swaps with the pool of two tokens and nobody else.
    /// @param amount {tok} Of `sold` to pay if positive, of `bought` to receive if negative.
    /// @param most {usdc} What the swap may cost.
    /// @param payment What the callback pays with.
    /// @return paid {tok} of `sold`.
    /// @return received {tok} of `bought`.
    function _swap(
        address sold,
        address bought,
        uint24 fee,
        address recipient,
        int256 amount,
        uint256 most,
        uint256 payment
    ) private returns (uint256 paid, uint256 received) {
        address pool = UniswapV3Pools.poolOf(poolFactory, sold, bought, fee);
        _expect(POOL_SLOT, pool, most);
        bool success;
        (success, paid, received) = UniswapV3Pools.trySwap(
            type(uint256).max,
            pool,
            recipient,
            sold < bought,
            amount,
            payment
        );
        if (success) return (paid, received);
        require(pool.code.length > 0, PoolMissing(sold, bought, fee));
        LowLevelCall.bubbleRevert();
    }

    /// @dev The pool of two tokens exists.
    function _checkPool(address tokenA, address tokenB, uint24 fee) private view {
        address pool = UniswapV3Pools.poolOf(poolFactory, tokenA, tokenB, fee);
        require(pool.code.length > 0, PoolMissing(tokenA, tokenB, fee));
    }

    /* CHECKS */

    /// @dev What every purchase and sale asks for.
    function _check(address vault, address receiver, uint256 deadline) private view {
        require(block.timestamp <= deadline, DeadlinePassed(deadline));
        require(IndexFactory(factory).isIndex(vault), UnknownVault(vault));
        require(receiver != address(0) && receiver != address(this), InvalidReceiver(receiver));
    }

    /// @dev Uses the caller's signature. If that fails the allowance decides.
    function _tryPermit(address token, uint256 value, Permit calldata permit) private {
        try
            IERC20Permit(token).permit(msg.sender, address(this), value, permit.deadline, permit.v, permit.r, permit.s)
        {
            return;
        } catch {
            return; // the call that takes the allowance fails if it is not there
        }
    }

    /* WHO MAY CALL BACK */

    /// @dev Lets `caller` call back, and nobody else in that place, at a cost of `most` {usdc}. It is under 2^96: `_buy`
    ///      checks it.
    function _expect(bytes32 slot, address caller, uint256 most) private {
        slot.asUint256().tstore((most << 160) | uint160(caller));
    }

    /// @dev {usdc} What the next callback of a pool may cost, what the last one left, or what a sale through WETH brought.
    function _most() private view returns (uint256) {
        return POOL_SLOT.asUint256().tload() >> 160;
    }

    /// @dev The caller is the one expected. Whoever asks sets at once who comes next: nobody comes twice.
    /// @return most {usdc} What its callback may cost.
    function _expected(bytes32 slot) private view returns (uint256 most) {
        uint256 word = slot.asUint256().tload();
        require(msg.sender == address(uint160(word)), UnexpectedCallback(msg.sender));
        return word >> 160;
    }

    /// @dev Lets the vault in if it is the one expected, once.
    /// @return most {usdc} What its callback may cost.
    function _admitVault() private returns (uint256 most) {
        most = _expected(VAULT_SLOT);
        _expect(VAULT_SLOT, address(0), 0);
    }
}
