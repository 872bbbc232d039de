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
import {TakeAllowance} from "../libraries/TakeAllowance.sol";
import {VaultState} from "./VaultState.sol";

/// @title InKind
/// @notice Issuance, redemption and claims: basket in, basket out. Nothing here reads a price, issuance alone asks the
///         registry, and nothing but the lock and the components themselves stands before redemption and `claim`.
abstract contract InKind is VaultState {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using FeeAccrual for FeeAccrual.State;
    using SafeERC20 for IERC20;

    /// @dev {share} Most shares that issuance may lead to.
    uint256 internal constant MAXIMUM_SUPPLY = type(uint128).max;

    /// @notice What shares that are issued or redeemed are a part of.
    /// @param shares {share} New ones, the fee included, or those that are burnt.
    /// @param supply {share} Before them.
    /// @param claimed Bitmap of the positions on which somebody has a claim.
    struct Portion {
        uint256 shares;
        uint256 supply;
        uint256 claimed;
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
        amounts = new uint256[](maxAmounts.length);
        for (uint256 i; i < amounts.length; ++i) {
            amounts[i] = _pull(portion, list.tokenAt(i), i, maxAmounts[i]);
        }

        _issueTo(receiver, shares, portion.shares);

        emit SharesIssued(msg.sender, receiver, shares, givenBasketId, amounts);
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
        uint256[] memory balances = new uint256[](list.count());
        amounts = new uint256[](balances.length);
        for (uint256 i; i < amounts.length; ++i) {
            (balances[i], amounts[i]) = _required(portion, list.tokenAt(i), i);
        }

        IIssueCallback(msg.sender).onIssue(shares, amounts, data);
        for (uint256 i; i < amounts.length; ++i) {
            amounts[i] = _received(list.tokenAt(i), balances[i], amounts[i]);
        }
        _issueTo(receiver, shares, portion.shares);

        emit SharesIssued(msg.sender, receiver, shares, givenBasketId, amounts);
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
        return _redeem(redemption);
    }

    /// @inheritdoc IIndexVault
    function redeemWithCallback(
        Redemption memory redemption,
        bytes calldata data
    ) external nonReentrant returns (uint256[] memory amounts) {
        require(redemption.basketId == basketId, BasketMismatch(redemption.basketId, basketId));
        (bytes memory list, Portion memory portion) = _burnFor(redemption);

        uint256[] memory balances = new uint256[](list.count());
        amounts = new uint256[](balances.length);
        for (uint256 i; i < amounts.length; ++i) {
            address token = list.tokenAt(i);
            (amounts[i], balances[i]) = _due(redemption, portion, token, i);
            if (amounts[i] > 0) TakeAllowance.allow(token, amounts[i]);
        }
        TakeAllowance.setTaker(msg.sender);
        IRedeemCallback(msg.sender).onRedeem(redemption.shares, amounts, data);
        TakeAllowance.setTaker(address(0));
        uint256[] memory paid = new uint256[](amounts.length);
        for (uint256 i; i < amounts.length; ++i) {
            if (amounts[i] == 0) continue;
            (amounts[i], paid[i]) = _finish(redemption, portion, list.tokenAt(i), i, amounts[i], balances[i]);
        }

        emit SharesRedeemed(msg.sender, redemption.receiver, redemption.owner, redemption.shares, basketId, paid);
    }

    /// @inheritdoc IIndexVault
    function claim(address component, address to) external nonReentrant returns (uint256 paid) {
        _checkReceiver(to);
        uint256 balance = IERC20(component).balanceOf(address(this));
        _claims[component].convert(component, balance, _supply());

        uint256 claimed;
        (claimed, paid) = _claims[component].settle(msg.sender, balance);
        require(claimed > 0, NothingToClaim(component, msg.sender));

        if (paid > 0) IERC20(component).safeTransfer(to, paid);

        emit ClaimPaid(component, msg.sender, to, claimed, paid);
    }

    /// @dev What an issuance takes: the part of `shares` and of the fee on top of them.
    function _portion(uint256 shares) internal returns (Portion memory portion) {
        portion = Portion({shares: _fees.grossOf(shares), supply: _accrue(), claimed: _claimed});
        uint256 supply = portion.supply + portion.shares;
        require(supply <= MAXIMUM_SUPPLY, SupplyTooLarge(supply, MAXIMUM_SUPPLY));
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

    /// @dev Pulls one component for `shares` new ones and measures what arrived.
    function _pull(
        Portion memory portion,
        address token,
        uint256 position,
        uint256 maximum
    ) internal returns (uint256 received) {
        (uint256 balance, uint256 required) = _required(portion, token, position);
        require(required <= maximum, ExcessiveComponentIn(token, required, maximum));
        if (required == 0) return 0;
        IERC20(token).safeTransferFrom(msg.sender, address(this), required);
        return _received(token, balance, required);
    }

    /// @dev What `shares` new ones take of one component, and the balance that this was computed from.
    function _required(
        Portion memory portion,
        address token,
        uint256 position
    ) internal view returns (uint256 balance, uint256 required) {
        balance = _balanceOf(token);
        bool claimed = (portion.claimed >> position) & 1 == 1;
        uint256 free = claimed ? _claims[token].freeOf(balance, portion.supply, Math.Rounding.Ceil) : balance;
        // {tok} = {tok} * {share} / {share}, rounded up: against the caller
        required = Math.mulDiv(free, portion.shares, portion.supply, Math.Rounding.Ceil);
    }

    /// @dev What arrived of one component: at least what was required.
    function _received(address token, uint256 balance, uint256 required) internal view returns (uint256 received) {
        received = Math.saturatingSub(_balanceOf(token), balance);
        require(received >= required, ComponentNotDelivered(token, required, received));
    }

    /// @dev {tok} The vault's balance of a component that is issued.
    function _balanceOf(address token) internal view returns (uint256 balance) {
        bool readable;
        (readable, balance) = CappedCall.tryBalanceOf(token, address(this));
        require(readable, ComponentUnreadable(token));
    }

    /// @dev Burns shares and pays or credits every component.
    function _redeem(Redemption memory redemption) internal returns (uint256[] memory amounts) {
        (bytes memory list, Portion memory portion) = _burnFor(redemption);

        amounts = new uint256[](list.count());
        uint256[] memory paid = new uint256[](amounts.length);
        for (uint256 i; i < amounts.length; ++i) {
            (amounts[i], paid[i]) = _redeemOne(redemption, portion, list.tokenAt(i), i);
        }

        emit SharesRedeemed(msg.sender, redemption.receiver, redemption.owner, redemption.shares, basketId, paid);
    }

    /// @dev Pays one component, or credits it. Reverts only for a minimum of the caller's or for too little gas.
    /// @return amount {tok} Paid or credited; zero where the claim is kept in shares.
    /// @return paid {tok} What left the vault.
    function _redeemOne(
        Redemption memory redemption,
        Portion memory portion,
        address token,
        uint256 position
    ) internal returns (uint256 amount, uint256 paid) {
        uint256 balance;
        (amount, balance) = _due(redemption, portion, token, position);
        if (amount == 0) return (0, 0);
        if (CappedCall.tryTransfer(token, redemption.receiver, amount)) return (amount, amount);
        return (amount, amount - _creditRest(redemption, token, position, balance, amount));
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

        portion = Portion({shares: redemption.shares, supply: _accrue(), claimed: _claimed});
        if (redemption.owner != msg.sender) _spendAllowance(redemption.owner, msg.sender, redemption.shares);
        _burn(redemption.owner, redemption.shares);
    }

    /// @dev What the shares stand for of one component. Where it cannot be read, or is skipped, it is credited in shares.
    ///      Reverts only for a minimum of the caller's or for too little gas.
    /// @return amount {tok} To be paid; zero where the claim is kept in shares.
    /// @return balance {tok} The vault's.
    function _due(
        Redemption memory redemption,
        Portion memory portion,
        address token,
        uint256 position
    ) internal returns (uint256 amount, uint256 balance) {
        uint256 minimum = redemption.minAmounts.length == 0 ? 0 : redemption.minAmounts[position];
        bool skipped = (redemption.skip >> position) & 1 == 1;
        bool readable;
        (readable, balance) = skipped ? (false, 0) : _readFairly(token);
        if (!readable) {
            require(minimum == 0, InsufficientComponentOut(token, 0, minimum));
            _creditShares(redemption, token, position);
            return (0, 0);
        }
        bool claimed = (portion.claimed >> position) & 1 == 1;
        uint256 free = claimed ? _claims[token].freeOf(balance, portion.supply, Math.Rounding.Floor) : balance;
        // {tok} = {tok} * {share} / {share}, rounded down: against the caller
        amount = Math.mulDiv(free, portion.shares, portion.supply);
        require(amount >= minimum, InsufficientComponentOut(token, amount, minimum));
    }

    /// @dev Credits what did not move of `amount` {tok} in a transfer that reported failure.
    /// @param balance {tok} The vault's, before.
    /// @return credited {tok}
    function _creditRest(
        Redemption memory redemption,
        address token,
        uint256 position,
        uint256 balance,
        uint256 amount
    ) internal returns (uint256 credited) {
        credited = amount - _movedDespiteFailure(token, balance, amount);
        if (credited == 0) return 0;
        _claims[token].credit(redemption.claimant, credited);
        _claimed |= 1 << position;
        emit ComponentCredited(token, redemption.claimant, credited, 0);
    }

    /// @dev Settles one component after the callback. One that was not touched is redeemed now, as if there had been none. Of
    ///      one that was taken from, nothing else may have gone: else the others would be short of it, so all reverts.
    /// @param due {tok} What could be taken.
    /// @param before {tok} The vault's balance then.
    /// @return amount {tok} Taken, paid or credited; zero where the claim is kept in shares.
    /// @return paid {tok} What left the vault.
    function _finish(
        Redemption memory redemption,
        Portion memory portion,
        address token,
        uint256 position,
        uint256 due,
        uint256 before
    ) internal returns (uint256 amount, uint256 paid) {
        uint256 left = TakeAllowance.revoke(token);
        if (left == due) return _redeemOne(redemption, portion, token, position);
        (bool readable, uint256 balance) = _readFairly(token);
        require(readable && balance + due - left >= before, ComponentFell(token, before, balance));
        if (left == 0 || CappedCall.tryTransfer(token, redemption.receiver, left)) return (due, due);
        return (due, due - _creditRest(redemption, token, position, balance, left));
    }

    /// @dev Reads a balance, once there is gas enough for the read, the transfer and the credit.
    function _readFairly(address token) internal view returns (bool readable, uint256 balance) {
        require(gasleft() >= CappedCall.COMPONENT_GAS, InsufficientGas(gasleft(), CappedCall.COMPONENT_GAS));
        return CappedCall.tryBalanceOf(token, address(this));
    }

    /// @dev {tok} What a transfer that reported failure moved all the same, at most what it should have moved.
    function _movedDespiteFailure(
        address token,
        uint256 balanceBefore,
        uint256 amount
    ) internal view returns (uint256) {
        (bool readable, uint256 balanceAfter) = CappedCall.tryBalanceOf(token, address(this));
        return readable ? Math.min(Math.saturatingSub(balanceBefore, balanceAfter), amount) : 0;
    }

    /// @dev Credits a component in shares, without any call of it.
    function _creditShares(Redemption memory redemption, address token, uint256 position) internal {
        _claims[token].creditShares(redemption.claimant, redemption.shares);
        _claimed |= 1 << position;
        emit ComponentCredited(token, redemption.claimant, 0, redemption.shares);
    }
}
