// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {Amounts} from "../libraries/Amounts.sol";
import {BasketCode} from "../libraries/BasketCode.sol";
import {CappedCall} from "../libraries/CappedCall.sol";
import {ClaimLedger} from "../libraries/ClaimLedger.sol";
import {CloneTerms} from "../libraries/CloneTerms.sol";
import {FeeAccrual} from "../libraries/FeeAccrual.sol";
import {LostBalances} from "../libraries/LostBalances.sol";
import {PermitSignatures} from "../libraries/PermitSignatures.sol";
import {TakeAllowance} from "../libraries/TakeAllowance.sol";
import {TradeBudgets} from "../libraries/TradeBudgets.sol";
import {TradedParts} from "../libraries/TradedParts.sol";

/// @title VaultState
/// @notice What the parts of a vault share: storage, the share and its lock, who may act, what the holders have.
abstract contract VaultState is IIndexVault, ERC20PermitUpgradeable, ReentrancyGuardTransient {
    using BasketCode for bytes;
    using Amounts for uint256;
    using Amounts for uint256[];
    using ClaimLedger for ClaimLedger.Ledger;

    /// @notice What shares that are issued or redeemed are a part of.
    /// @param shares {share} New ones, the fee included, or those that are burnt.
    /// @param supply {share} Before them.
    /// @param claimed Bitmap of the positions on which somebody has a claim.
    /// @param skip Bitmap of the positions that are not called.
    /// @param roundUp {share} What rounds a part of the supply up, where it is issued: one less than the supply. Else zero.
    struct Portion {
        uint256 shares;
        uint256 supply;
        uint256 claimed;
        uint256 skip;
        uint256 roundUp;
    }

    /* STORAGE */

    /// @inheritdoc IIndexVault
    uint256 public lockedShares;
    /// @inheritdoc IIndexVault
    uint256 public basketId;
    /// @inheritdoc IIndexVault
    uint256 public issuancePausedUntil;
    /// @inheritdoc IIndexVault
    uint256 public tradingPausedUntil;
    /// @inheritdoc IIndexVault
    mapping(address account => bool) public isBlocked;

    /// @dev Bitmap of the positions in the current basket on which somebody has a claim.
    uint256 internal _claimed;
    Epoch internal _epoch;
    RegimeState internal _regime;
    mapping(uint256 id => address pointer) internal _baskets;
    mapping(address component => ClaimLedger.Ledger) internal _claims;
    TradeBudgets.State internal _budgets;
    FeeAccrual.State internal _fees;
    TradedParts.State internal _traded;
    LostBalances.State internal _lost;

    /* THE SHARE, UNDER THE LOCK */

    /// @notice {share} All shares: the locked minimum, and the fees accrued up to now, included.
    /// @dev Reverts while the lock is held: nobody reads a supply that is about to change.
    function totalSupply() public view override nonReentrantView returns (uint256) {
        return _supply();
    }

    /// @notice {share} What `account` holds. The vault holds the locked minimum, and fees until they are distributed.
    /// @dev Reverts while the lock is held.
    function balanceOf(address account) public view override nonReentrantView returns (uint256) {
        uint256 balance = super.balanceOf(account);
        return account == address(this) ? balance + _supply() - super.totalSupply() : balance;
    }

    /// @inheritdoc ERC20Upgradeable
    function transfer(address to, uint256 value) public override nonReentrant returns (bool) {
        return super.transfer(to, value);
    }

    /// @inheritdoc ERC20Upgradeable
    function transferFrom(address from, address to, uint256 value) public override nonReentrant returns (bool) {
        return super.transferFrom(from, to, value);
    }

    /// @inheritdoc ERC20Upgradeable
    function approve(address spender, uint256 value) public override nonReentrant returns (bool) {
        return super.approve(spender, value);
    }

    /// @inheritdoc ERC20PermitUpgradeable
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override {
        permit(owner, spender, value, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc IIndexVault
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes memory signature
    ) public nonReentrant {
        PermitSignatures.Permit memory signed = PermitSignatures.Permit({
            owner: owner,
            spender: spender,
            value: value,
            nonce: _useNonce(owner),
            deadline: deadline
        });
        PermitSignatures.check(signed, _domainSeparatorV4(), signature);
        _approve(owner, spender, value);
    }

    /* WHAT IS TAKEN */

    /// @inheritdoc ITradeSource
    function take(address component, uint256 amount, address to) external {
        require(to != address(this), VaultAsReceiver());
        TakeAllowance.spend(component, amount);
        bool measured = TakeAllowance.isMeasured();
        uint256 balance; // {tok}
        if (measured) (, balance) = CappedCall.tryBalanceOf(component, address(this));
        bool success = CappedCall.tryTransfer(component, to, amount);
        uint256 moved = measured ? CappedCall.movedOf(component, balance, amount, success) : amount; // {tok}
        require(success && moved > 0, TakeFailed(component, to, amount));
        if (moved < amount) TakeAllowance.giveBack(component, amount - moved);
    }

    /* CHECKS */

    /// @dev Whether the caller holds `role` in the roles contract.
    function _hasRole(bytes32 role) internal view returns (bool) {
        (address roles, ) = CloneTerms.authorities();
        return IAccessControl(roles).hasRole(role, msg.sender);
    }

    /// @dev The caller holds `role`.
    function _checkRole(bytes32 role) internal view {
        require(_hasRole(role), MissingRole(msg.sender, role));
    }

    /// @dev Whether the caller holds `role` and the guardian has not blocked it.
    function _isSigner(bytes32 role) internal view returns (bool) {
        return _hasRole(role) && !isBlocked[msg.sender];
    }

    /// @dev The caller holds `role` and the guardian has not blocked it.
    function _checkSigner(bytes32 role) internal view {
        _checkRole(role);
        require(!isBlocked[msg.sender], SignerIsBlocked(msg.sender));
    }

    /// @dev Shares and components can be sent to `receiver`.
    function _checkReceiver(address receiver) internal view {
        require(receiver != address(0), ZeroAddress());
        require(receiver != address(this), VaultAsReceiver());
    }

    /* WHAT THE HOLDERS HAVE */

    /// @dev {share} Supply now, readable within the lock.
    function _supply() internal view returns (uint256) {
        uint256 minted = super.totalSupply();
        if (_fees.streamingRate == 0) return minted + _fees.undistributed;
        return FeeAccrual.supplyOf(_fees, minted);
    }

    /// @dev {share} Supply, once fees have accrued up to now. Before whatever changes the supply or the fees.
    function _accrue() internal returns (uint256) {
        uint256 minted = super.totalSupply();
        if (_fees.streamingRate == 0) return minted + _fees.undistributed;
        return FeeAccrual.accrue(_fees, minted);
    }

    /// @dev The current basket.
    function _list() internal view returns (bytes memory) {
        return BasketCode.read(_baskets[basketId]);
    }

    /// @dev What `shares` are a part of. Rounding is against whoever issues or redeems.
    function _portionOf(
        uint256 shares,
        uint256 supply,
        uint256 skip,
        Math.Rounding rounding
    ) internal view returns (Portion memory) {
        uint256 roundUp = rounding == Math.Rounding.Ceil ? supply - 1 : 0;
        return Portion({shares: shares, supply: supply, claimed: _claimed, skip: skip, roundUp: roundUp});
    }

    /// @dev {tok} The portion of what the holders have of every component.
    /// @param balances {tok} The vault's; zero where none could be read.
    function _partsOf(
        bytes memory list,
        Portion memory portion,
        uint256[] memory balances
    ) internal view returns (uint256[] memory parts) {
        (uint256 shares, uint256 supply, uint256 roundUp) = (portion.shares, portion.supply, portion.roundUp);
        parts = balances.partsOf(shares, supply, roundUp);
        if (portion.claimed == 0) return parts;
        for (uint256 i; i < parts.length; ++i) {
            if (balances[i] == 0) continue;
            parts[i] = _freeOf(portion, list.tokenAt(i), i, balances[i]).partOf(shares, supply, roundUp);
        }
    }

    /// @dev {tok} What the holders have of one component, rounded as the portion of it is.
    /// @param balance {tok} The vault's.
    function _freeOf(
        Portion memory portion,
        address token,
        uint256 position,
        uint256 balance
    ) internal view returns (uint256) {
        if ((portion.claimed >> position) & 1 == 0) return balance;
        Math.Rounding rounding = portion.roundUp == 0 ? Math.Rounding.Floor : Math.Rounding.Ceil;
        return _claims[token].freeOf(balance, portion.supply, rounding);
    }
}
