// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {ITradeSource} from "../interfaces/ITradeExecutor.sol";
import {BasketCode} from "../libraries/BasketCode.sol";
import {CappedCall} from "../libraries/CappedCall.sol";
import {ClaimLedger} from "../libraries/ClaimLedger.sol";
import {CloneTerms} from "../libraries/CloneTerms.sol";
import {FeeAccrual} from "../libraries/FeeAccrual.sol";
import {TakeAllowance} from "../libraries/TakeAllowance.sol";
import {TradeBudgets} from "../libraries/TradeBudgets.sol";

/// @title VaultState
/// @notice What the parts of a vault share: storage, the share and its lock, who may act, what the holders have.
abstract contract VaultState is IIndexVault, ERC20PermitUpgradeable, ReentrancyGuardTransient {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;

    /// @dev Scale of weights, shares and units.
    uint256 internal constant WAD = 1e18;

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
    ) public override nonReentrant {
        super.permit(owner, spender, value, deadline, v, r, s);
    }

    /* WHAT IS TAKEN */

    /// @inheritdoc ITradeSource
    function take(address component, uint256 amount, address to) external {
        require(to != address(this), VaultAsReceiver());
        TakeAllowance.spend(component, amount);
        require(CappedCall.tryTransfer(component, to, amount), TakeFailed(component, to, amount));
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

    /// @dev Whether anybody has a claim on the component at `position` of the current basket.
    function _isClaimed(uint256 position) internal view returns (bool) {
        return (_claimed >> position) & 1 == 1;
    }
}
