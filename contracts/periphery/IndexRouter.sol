// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {IndexFactory} from "../IndexFactory.sol";
import {IIndexRouter} from "../interfaces/IIndexRouter.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIssueCallback} from "../interfaces/IIssueCallback.sol";
import {IUniswapV3Payer} from "../interfaces/IUniswapV3Swap.sol";
import {CappedCall} from "../libraries/CappedCall.sol";
import {RouterLeg} from "./RouterLeg.sol";
import {UniswapV3Pools} from "./UniswapV3Pools.sol";

/// @title IndexRouter
/// @notice Buys shares with USDC and sells them for USDC. The manual is `IIndexRouter`.
///
/// HOLDINGS
/// @dev The router holds nothing between calls. What it pays out is what this call brought in, measured: what lay here
///      before stays.
/// @dev It approves nobody. It takes only from its caller, and only what the caller's arguments say.
///
/// CALLBACKS
/// @dev At any moment at most one contract may call back, once: the vault that was asked to issue, or the pool that was
///      asked to swap. Nothing a callback carries is believed before its sender was.
contract IndexRouter is IIndexRouter, IIssueCallback, IUniswapV3Payer, ReentrancyGuardTransient {
    using RouterLeg for bytes32;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;
    using TransientSlot for *;

    /// @dev Who may call back (20 bytes), and what it may still cost {usdc} (12 bytes).
    ///      keccak256(abi.encode(uint256(keccak256("sheaf.storage.IndexRouter")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant EXPECTED_SLOT = 0xc4a67316ac021a3cc436c6dc92b1c4ec28695e3632da91fe3455c35d0924a400;

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
        uint256 left = _admit();
        _expect(address(0), 0);
        bytes32[] calldata legs = RouterLeg.legsOf(data);
        require(legs.length == required.length, LengthMismatch(legs.length, required.length));

        for (uint256 i; i < legs.length; ++i) {
            uint256 amount = required[i];
            if (amount > 0) left -= _deliver(legs[i], amount, left);
        }
        _expect(address(0), 0);
    }

    /// @dev Takes `maxUsdc`, has the vault issue, gives back what is left.
    function _buy(Purchase calldata purchase) private returns (uint256 usdcSpent) {
        uint256 held = IERC20(usdc).balanceOf(address(this));
        IERC20(usdc).safeTransferFrom(msg.sender, address(this), purchase.maxUsdc);

        _expect(purchase.vault, purchase.maxUsdc.toUint96());
        IIndexVault(purchase.vault).issueWithCallback(
            purchase.shares,
            purchase.receiver,
            purchase.basketId,
            abi.encodePacked(purchase.legs)
        );

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
        _swap(wethFee == 0 ? usdc : weth, component, leg.feeOf(), msg.sender, -amount.toInt256(), most, wethFee);
        (, uint256 rest) = _expected();
        return most - rest;
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

    /// @dev Has the vault redeem to the router, swaps what arrived, pays what that brought.
    function _sell(Sale calldata sale) private returns (uint256 usdcReceived) {
        bytes32[] calldata legs = sale.legs;
        _checkLegs(legs, sale.vault, sale.basketId);
        uint256 usdcHeld = IERC20(usdc).balanceOf(address(this));
        (uint256[] memory held, uint256 skip) = _held(legs, sale.skip);

        IIndexVault(sale.vault).redeemWith(
            IIndexVault.Redemption({
                shares: sale.shares,
                receiver: address(this),
                owner: msg.sender,
                claimant: msg.sender,
                basketId: sale.basketId,
                minAmounts: new uint256[](0),
                skip: skip
            })
        );
        for (uint256 i; i < legs.length; ++i) {
            if ((skip >> i) & 1 == 0) _dispose(legs[i], held[i]);
        }

        usdcReceived = IERC20(usdc).balanceOf(address(this)) - usdcHeld;
        require(usdcReceived >= sale.minUsdc, InsufficientUsdcOut(usdcReceived, sale.minUsdc));
        if (usdcReceived > 0) IERC20(usdc).safeTransfer(sale.receiver, usdcReceived);

        emit SharesSold(msg.sender, sale.vault, sale.receiver, sale.shares, usdcReceived);
    }

    /// @dev The legs name the components of the current basket, each in its place: nothing can arrive that no leg is for.
    function _checkLegs(bytes32[] calldata legs, address vault, uint256 basketId) private view {
        uint256 current = IIndexVault(vault).basketId();
        require(basketId == current, BasketMismatch(basketId, current));
        (address[] memory components, , ) = IIndexVault(vault).basket(current);
        require(legs.length == components.length, LengthMismatch(legs.length, components.length));
        for (uint256 i; i < legs.length; ++i) {
            address named = legs[i].componentOf();
            require(named == components[i], LegMismatch(i, named, components[i]));
        }
    }

    /// @dev {tok} What the router holds of each component before the sale. One that cannot be read is added to `skip`: the
    ///      vault credits it to the seller, so that nothing arrives that could not be measured.
    function _held(
        bytes32[] calldata legs,
        uint256 skip
    ) private view returns (uint256[] memory held, uint256 skipped) {
        held = new uint256[](legs.length);
        skipped = skip;
        for (uint256 i; i < legs.length; ++i) {
            if ((skip >> i) & 1 == 1) continue;
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(legs[i].componentOf(), address(this));
            held[i] = balance;
            if (!readable) skipped |= 1 << i;
        }
    }

    /// @dev Swaps all that arrived of a component for USDC, or hands it to the caller in kind.
    /// @param held {tok} What was here before.
    function _dispose(bytes32 leg, uint256 held) private {
        address component = leg.componentOf();
        if (component == usdc) return;
        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(component, address(this));
        require(readable, ComponentUnreadable(component));
        uint256 amount = Math.saturatingSub(balance, held);
        if (amount == 0) return;
        uint24 fee = leg.feeOf();
        if (fee == 0) return IERC20(component).safeTransfer(msg.sender, amount);

        uint24 wethFee = leg.wethFeeOf();
        uint256 out =
            wethFee == 0
                ? _exchange(component, usdc, fee, amount)
                : _exchange(weth, usdc, wethFee, _exchange(component, weth, fee, amount));
        require(out >= leg.limitOf(), InsufficientLegOut(component, out, leg.limitOf()));
    }

    /// @dev Sells `amount` {tok} of what the router just got. What the pool does not take goes to the caller.
    /// @return received {tok} of `bought`.
    function _exchange(address sold, address bought, uint24 fee, uint256 amount) private returns (uint256 received) {
        if (amount == 0) return 0;
        uint256 paid;
        (paid, received) = _swap(sold, bought, fee, address(this), amount.toInt256(), 0, uint160(sold));
        if (paid < amount) IERC20(sold).safeTransfer(msg.sender, amount - paid);
    }

    /* POOLS */

    /// @inheritdoc IUniswapV3Payer
    /// @param data Empty: the pool is paid in USDC of this purchase. A fee {1e6}: it is paid in WETH by the pool of WETH and
    ///        USDC with that fee. An address: it is paid in that token, which this sale brought.
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        uint256 left = _admit();
        // {tok} one of the two is positive: what the pool is owed
        uint256 owed = uint256(amount0Delta > 0 ? amount0Delta : amount1Delta);

        uint256 payment = data.length == 0 ? 0 : uint256(bytes32(data));
        if (payment == 0) {
            require(owed <= left, ExcessiveUsdcIn(owed, left));
            _expect(address(0), left - owed);
            IERC20(usdc).safeTransfer(msg.sender, owed);
        } else if (payment <= type(uint24).max) {
            _swap(usdc, weth, uint24(payment), msg.sender, -owed.toInt256(), left, 0);
        } else {
            _expect(address(0), 0);
            IERC20(address(uint160(payment))).safeTransfer(msg.sender, owed);
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
        require(pool.code.length > 0, PoolMissing(sold, bought, fee));
        _expect(pool, most);
        return UniswapV3Pools.swap(pool, recipient, sold < bought, amount, payment);
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

    /// @dev Lets `caller` call back, and nobody else, at a cost of `most` {usdc}. It is under 2^96: `_buy` checks it.
    function _expect(address caller, uint256 most) private {
        EXPECTED_SLOT.asUint256().tstore((most << 160) | uint160(caller));
    }

    function _expected() private view returns (address caller, uint256 most) {
        uint256 word = EXPECTED_SLOT.asUint256().tload();
        return (address(uint160(word)), word >> 160);
    }

    /// @dev Lets the caller in if it is the one expected. Whoever asks sets at once who comes next: nobody comes twice.
    /// @return most {usdc} What its callback may cost.
    function _admit() private view returns (uint256 most) {
        address caller;
        (caller, most) = _expected();
        require(msg.sender == caller, UnexpectedCallback(msg.sender));
    }
}
