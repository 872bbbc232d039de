// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IComponentRegistry} from "../interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIssueCallback} from "../interfaces/IIssueCallback.sol";
import {IRedeemCallback} from "../interfaces/IRedeemCallback.sol";
import {BasketCode} from "../libraries/BasketCode.sol";
import {BasketLists} from "../libraries/BasketLists.sol";
import {CappedCall} from "../libraries/CappedCall.sol";
import {ClaimLedger} from "../libraries/ClaimLedger.sol";
import {CloneTerms} from "../libraries/CloneTerms.sol";
import {FeeAccrual} from "../libraries/FeeAccrual.sol";
import {Amounts} from "../libraries/Amounts.sol";
import {ShareEvents} from "../libraries/ShareEvents.sol";
import {TakeAllowance} from "../libraries/TakeAllowance.sol";
import {VaultState} from "./VaultState.sol";

/// @title InKind
/// @notice Issuance, redemption and claims: basket in, basket out. Nothing here reads a price, issuance alone asks the
///         registry, and nothing but the lock and the components themselves stands before redemption and `claim`.
abstract contract InKind is VaultState {
    using BasketCode for bytes;
    using Amounts for uint256;
    using Amounts for uint256[];
    using ClaimLedger for ClaimLedger.Ledger;
    using FeeAccrual for FeeAccrual.State;
    using SafeERC20 for IERC20;
    using ShareEvents for uint256[];

    /// @dev {share} Most shares that issuance may lead to.
    uint256 internal constant MAX_SUPPLY = type(uint128).max;

    /// @notice What may be taken of every component within a redemption's callback.
    /// @param balances {tok} The vault's; zero where none could be read.
    /// @param amounts {tok}
    struct Offer {
        uint256[] balances;
        uint256[] amounts;
    }

    /// @notice What a redemption has come to.
    /// @param amounts {tok} Taken, paid or credited of each component; zero where the claim is kept in shares.
    /// @param credited {tok} Part of them that did not move; empty while everything has.
    /// @param settled Bitmap of the positions that are done.
    struct Payout {
        uint256[] amounts;
        uint256[] credited;
        uint256 settled;
    }

    /// @inheritdoc IIndexVault
    function issue(
        uint256 shares,
        address receiver,
        uint256 givenBasketId,
        uint256[] calldata maxAmounts
    ) external nonReentrant returns (uint256[] memory amounts) {
        bytes memory list = _checkIssuance(shares, receiver, givenBasketId);
        require(maxAmounts.length == list.count(), LengthMismatch(maxAmounts.length, list.count()));

        Portion memory portion = _portion(shares);
        amounts = _pull(list, portion, maxAmounts.toMemory());
        _issueTo(receiver, shares, portion.shares);

        amounts.tellIssued(receiver, shares, givenBasketId);
    }

    /// @inheritdoc IIndexVault
    function issueWithCallback(
        uint256 shares,
        address receiver,
        uint256 givenBasketId,
        bytes calldata data
    ) external nonReentrant returns (uint256[] memory amounts) {
        bytes memory list = _checkIssuance(shares, receiver, givenBasketId);

        Portion memory portion = _portion(shares);
        uint256[] memory balances = CappedCall.balancesOf(list, address(this));
        amounts = _partsOf(list, portion, balances);
        IIssueCallback(msg.sender).onIssue(shares, amounts, data);
        amounts = _received(list, balances, amounts);
        _issueTo(receiver, shares, portion.shares);

        amounts.tellIssued(receiver, shares, givenBasketId);
    }

    /// @inheritdoc IIndexVault
    function redeem(
        uint256 shares,
        address receiver,
        address owner
    ) external nonReentrant returns (uint256[] memory amounts) {
        return
            _redeem(
                Redemption({
                    shares: shares,
                    receiver: receiver,
                    owner: owner,
                    claimant: receiver,
                    basketId: basketId,
                    minAmounts: new uint256[](0),
                    skip: 0
                })
            );
    }

    /// @inheritdoc IIndexVault
    function redeemWith(Redemption calldata redemption) external nonReentrant returns (uint256[] memory amounts) {
        return _redeem(_copyOf(redemption));
    }

    /// @inheritdoc IIndexVault
    function redeemWithCallback(
        Redemption calldata order,
        bytes calldata data
    ) external nonReentrant returns (uint256[] memory amounts) {
        Redemption memory redemption = _copyOf(order);
        require(redemption.basketId == basketId, BasketMismatch(redemption.basketId, basketId));
        (bytes memory list, Portion memory portion) = _burnFor(redemption);

        Offer memory offer = _offer(list, portion);
        _allow(list, offer.amounts);
        TakeAllowance.setTaker(msg.sender, true);
        IRedeemCallback(msg.sender).onRedeem(redemption.shares, offer.amounts, data);
        TakeAllowance.setTaker(address(0), false);
        Payout memory payout = _payout(list);
        _settleTaken(list, redemption, offer, payout);
        return _pay(list, portion, redemption, payout);
    }

    /// @inheritdoc IIndexVault
    function claim(address component, address to) external nonReentrant returns (uint256 paid) {
        _checkReceiver(to);
        return ClaimLedger.pay(_claims[component], component, to, _supply());
    }

    /// @inheritdoc IIndexVault
    function settleClaims(uint256 positions) external nonReentrant returns (uint256 left, uint256 changed) {
        (left, changed) = ClaimLedger.settle(_claims, _baskets[basketId], positions, _claimed, _supply());
        _claimed = left;
    }

    /// @inheritdoc IIndexVault
    function claimedPositions() external view returns (uint256) {
        return _claimed;
    }

    /// @dev What an issuance takes: the part of `shares` and of the fee on top of them.
    function _portion(uint256 shares) internal returns (Portion memory portion) {
        portion = _portionOf(_fees.grossOf(shares), _accrue(), 0, Math.Rounding.Ceil);
        uint256 supply = portion.supply + portion.shares;
        require(supply <= MAX_SUPPLY, SupplyTooLarge(supply, MAX_SUPPLY));
    }

    /// @dev Creates the shares, once everything has arrived.
    function _issueTo(address receiver, uint256 shares, uint256 gross) internal {
        _mint(receiver, shares);
        if (gross > shares) FeeAccrual.charge(_fees, gross - shares);
    }

    /// @dev What every issuance asks for. Returns the basket that it is made for.
    function _checkIssuance(
        uint256 shares,
        address receiver,
        uint256 givenBasketId
    ) internal view returns (bytes memory list) {
        require(block.timestamp >= issuancePausedUntil, IssuanceIsPaused(issuancePausedUntil));
        require(shares > 0, ZeroShares());
        _checkReceiver(receiver);
        require(givenBasketId == basketId, BasketMismatch(givenBasketId, basketId));
        list = _list();
        // What is frozen may be worthless, or lie about balances: nobody gets shares for it.
        (, address registry) = CloneTerms.authorities();
        if (IComponentRegistry(registry).frozenCount() > 0) BasketLists.checkNoneFrozen(_baskets[basketId]);
    }

    /// @dev Pulls one component after the other, each at most its maximum {tok}, and measures what arrived. Each is computed from
    ///      the balance that the transfers before it have left.
    function _pull(
        bytes memory list,
        Portion memory portion,
        uint256[] memory maximums
    ) private returns (uint256[] memory amounts) {
        uint256 count = maximums.length;
        amounts = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            address token = list.tokenAt(i);
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
            if (!readable) revert ComponentUnreadable(token);
            uint256 amount = _freeOf(portion, token, i, balance).partOf(
                portion.shares,
                portion.supply,
                portion.roundUp
            );
            if (amount > maximums.get(i)) revert ExcessiveComponentIn(token, amount, maximums[i]);
            if (amount == 0) continue;
            IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
            uint256 grown;
            (readable, grown) = CappedCall.tryBalanceOf(token, address(this));
            if (!readable) revert ComponentUnreadable(token);
            uint256 received = Math.saturatingSub(grown, balance);
            if (received < amount) revert ComponentNotDelivered(token, amount, received);
            amounts.set(i, received);
        }
    }

    /// @dev {tok} What arrived, which is at least what was required.
    /// @param balances {tok} The vault's, before.
    /// @param amounts {tok}
    function _received(
        bytes memory list,
        uint256[] memory balances,
        uint256[] memory amounts
    ) private view returns (uint256[] memory received) {
        received = CappedCall.balancesOf(list, address(this));
        uint256 position = received.toGrowth(balances, amounts);
        if (position == amounts.length) return received;
        revert ComponentNotDelivered(list.tokenAt(position), amounts[position], received[position]);
    }

    /// @dev A redemption in memory: field by field, for the compiler copies a whole structure's array number by number.
    function _copyOf(Redemption calldata order) private pure returns (Redemption memory redemption) {
        (redemption.shares, redemption.receiver, redemption.owner) = (order.shares, order.receiver, order.owner);
        (redemption.claimant, redemption.basketId) = (order.claimant, order.basketId);
        (redemption.minAmounts, redemption.skip) = (order.minAmounts.toMemory(), order.skip);
    }

    /// @dev Burns shares and pays or credits every component.
    function _redeem(Redemption memory redemption) private returns (uint256[] memory amounts) {
        (bytes memory list, Portion memory portion) = _burnFor(redemption);
        return _pay(list, portion, redemption, _payout(list));
    }

    /// @dev What a redemption has come to before anything is paid.
    function _payout(bytes memory list) private pure returns (Payout memory payout) {
        payout.amounts = new uint256[](list.count());
    }

    /// @dev The portion of every component that can be read and is not skipped.
    function _offer(bytes memory list, Portion memory portion) internal view returns (Offer memory offer) {
        offer.balances = CappedCall.tryBalancesOf(list, address(this), portion.skip);
        offer.amounts = _partsOf(list, portion, offer.balances);
    }

    /// @dev Pays or credits every component that is not settled, one after the other. A component that is skipped, or whose
    ///      balance cannot be read, is credited in shares. Of every other component the part that did not leave the vault is
    ///      credited. Each amount follows from the balance that earlier transfers have left. Reverts only for a minimum of the
    ///      caller's or for too little gas.
    function _pay(
        bytes memory list,
        Portion memory portion,
        Redemption memory redemption,
        Payout memory payout
    ) private returns (uint256[] memory amounts) {
        amounts = payout.amounts;
        for (uint256 i; i < amounts.length; ++i) {
            if ((payout.settled >> i) & 1 == 1) continue;
            address token = list.tokenAt(i);
            (bool readable, uint256 balance) = (portion.skip >> i) & 1 == 1 ? (false, 0) : _readFairly(token);
            if (!readable) _creditShares(redemption, token, i);
            uint256 amount = _freeOf(portion, token, i, balance).partOf(portion.shares, portion.supply, 0);
            amounts.set(i, amount);
            uint256 moved = _send(redemption, token, i, balance, amount);
            if (moved < amount) _creditRest(redemption, payout, token, i, amount - moved);
        }

        uint256[] memory paid = payout.credited.length == 0 ? amounts : amounts.less(payout.credited);
        paid.tellRedeemed(redemption.receiver, redemption.owner, redemption.shares, basketId);
    }

    /// @dev Transfers a component to the receiver, whose balance grows by at least the minimum, if there is one.
    /// @param balance {tok} The vault's, before.
    /// @param amount {tok} May be zero: nothing is transferred then.
    /// @return moved {tok} Amount that left the vault, at most `amount`. If all of it arrived, the vault's balance is not read.
    function _send(
        Redemption memory redemption,
        address token,
        uint256 position,
        uint256 balance,
        uint256 amount
    ) private returns (uint256 moved) {
        address to = redemption.receiver;
        uint256 minimum = redemption.minAmounts.length == 0 ? 0 : redemption.minAmounts.get(position);
        if (minimum == 0) return amount == 0 ? 0 : CappedCall.transferMeasured(token, to, balance, amount);
        uint256 arrived;
        (moved, arrived) = amount == 0 ? (0, 0) : CappedCall.transferArrived(token, to, balance, amount);
        require(arrived >= minimum, InsufficientComponentOut(token, arrived, minimum));
    }

    /// @dev Lets the taker take `amounts` {tok}.
    function _allow(bytes memory list, uint256[] memory amounts) private {
        uint256 count = amounts.length;
        for (uint256 i; i < count; ++i) {
            uint256 amount = amounts.get(i);
            if (amount > 0) TakeAllowance.allow(list.tokenAt(i), amount);
        }
    }

    /// @dev Takes every allowance back, and settles what was taken from: the offer is due, and nothing else may have gone of it,
    ///      else the others would be short of it, so all reverts. What was not touched is left to be paid as if there had been no
    ///      callback.
    function _settleTaken(
        bytes memory list,
        Redemption memory redemption,
        Offer memory offer,
        Payout memory payout
    ) private {
        for (uint256 i; i < offer.amounts.length; ++i) {
            (address token, uint256 due) = (list.tokenAt(i), offer.amounts[i]);
            if (due == 0) continue;
            uint256 left = TakeAllowance.revoke(token);
            if (left == due) continue;
            (bool readable, uint256 balance) = _readFairly(token);
            bool intact = readable && balance + due - left >= offer.balances[i];
            require(intact, ComponentFell(token, offer.balances[i], balance));
            payout.settled |= 1 << i;
            payout.amounts[i] = due;
            uint256 moved = _send(redemption, token, i, balance, left);
            if (moved < left) _creditRest(redemption, payout, token, i, left - moved);
        }
    }

    /// @dev Reads a balance, once there is gas enough for the read, the transfer and the credit.
    function _readFairly(address token) private view returns (bool readable, uint256 balance) {
        if (gasleft() < CappedCall.COMPONENT_GAS) revert InsufficientGas(gasleft(), CappedCall.COMPONENT_GAS);
        return CappedCall.tryBalanceOf(token, address(this));
    }

    /// @dev Checks a redemption and burns its shares.
    /// @return list The basket.
    /// @return portion What they stand for.
    function _burnFor(Redemption memory redemption) internal returns (bytes memory list, Portion memory portion) {
        require(redemption.shares > 0, ZeroShares());
        _checkReceiver(redemption.receiver);
        _checkReceiver(redemption.claimant);
        list = _list();
        uint256 count = redemption.minAmounts.length;
        if (count > 0 || redemption.skip != 0) {
            require(redemption.basketId == basketId, BasketMismatch(redemption.basketId, basketId));
        }
        require(count == 0 || count == list.count(), LengthMismatch(count, list.count()));

        portion = _portionOf(redemption.shares, _accrue(), redemption.skip, Math.Rounding.Floor);
        if (redemption.owner != msg.sender) _spendAllowance(redemption.owner, msg.sender, redemption.shares);
        _burn(redemption.owner, redemption.shares);
    }

    /// @dev Credits the part of a payment that did not leave the vault.
    /// @param amount {tok}
    function _creditRest(
        Redemption memory redemption,
        Payout memory payout,
        address token,
        uint256 position,
        uint256 amount
    ) private {
        if (payout.credited.length == 0) payout.credited = new uint256[](payout.amounts.length);
        payout.credited[position] = amount;
        _claims[token].credit(token, redemption.claimant, amount);
        _claimed |= 1 << position;
    }

    /// @dev Credits a component in shares, without any call of it.
    function _creditShares(Redemption memory redemption, address token, uint256 position) internal {
        _claims[token].creditShares(token, redemption.claimant, redemption.shares);
        _claimed |= 1 << position;
    }
}
