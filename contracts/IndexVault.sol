// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "./interfaces/IIndexVault.sol";
import {BasketCode} from "./libraries/BasketCode.sol";
import {BasketLists} from "./libraries/BasketLists.sol";
import {ClaimLedger} from "./libraries/ClaimLedger.sol";
import {CloneTerms} from "./libraries/CloneTerms.sol";
import {EpochFormation} from "./libraries/EpochFormation.sol";
import {FeeAccrual} from "./libraries/FeeAccrual.sol";
import {TradeExecution} from "./libraries/TradeExecution.sol";
import {ADMIN_ROLE, GUARDIAN_ROLE} from "./Roles.sol";
import {Epochs} from "./vault/Epochs.sol";
import {InKind} from "./vault/InKind.sol";

/// @title IndexVault
/// @notice A tokenized index: one ERC-20 share, backed by a basket that this contract holds. The manual is `IIndexVault`.
///
/// ASSUMPTIONS
/// @dev Components are standard ERC-20s without fee or callback; what arrived is measured, never believed.
/// @dev No component credits its holders on anybody's call, and no two share one balance: such an inflow would pass as
///      delivery.
/// @dev Prices are right within their feeds' deviation. Only trades and an epoch's start read them.
///
/// HOLDINGS
/// @dev A share's claim on a component is (balance - owed) / supply. A donation only ever helps holders.
/// @dev Owed is not zero only where a payment failed in a redemption.
///
/// ROUNDING
/// @dev Issuance rounds every component up, redemption rounds every component down: dust stays with the holders.
/// @dev Value sold is rounded up, value bought is rounded down, a loss is rounded up.
///
/// FEES
/// @dev Fees are new shares and nothing else. `_supply` holds what has accrued up to this second, whatever is computed with it.
/// @dev Accrual cannot revert, so no fee stands before a redemption, and no fee is charged on one.
///
/// LEAVING
/// @dev `redeem` and `claim` read no price, no role, no pause and no epoch. The lock is their only modifier.
/// @dev Whoever redeems by callback takes what its shares stand for, and nobody takes afterwards.
/// @dev A component that fails, burns gas, lies or vanishes is credited and never stops the others.
///
/// EPOCHS
/// @dev Targets are units per share, fixed at an epoch's start: issuance and redemption disturb no trade.
/// @dev A trade is judged by what changed: no target crossed, value kept within the tiers, loss within both budgets.
/// @dev While USDC is more than 5 % off a dollar, nothing is traded for USDC. Other components are traded with each other.
/// @dev This contract approves nobody, and makes no call but of ERC-20s, roles, registry, oracle, `ITradeExecutor.execute`,
///      `IIssueCallback.onIssue` and `IRedeemCallback.onRedeem` of its own caller, and the view `IERC1271.isValidSignature` of
///      the owner that a permit names.
///
/// ROLES
/// @dev The strategist cannot trade; it can only set targets within the registry's bounds.
/// @dev The keeper cannot withdraw; it can only trade within the bounds of the open epoch.
/// @dev A stranger cannot forestall the keeper; it can only trade after it, at a better price and then within the same bounds.
/// @dev The guardian cannot trade; it can only pause for a while and block signers. Nobody can stop a redemption.
/// @dev The admin cannot move a component; it can only lift a block, set fees within constant caps, write off what has been
///      frozen for fourteen days, and wind the index down, behind its delay.
contract IndexVault is InKind, Epochs {
    using BasketCode for bytes;
    using ClaimLedger for ClaimLedger.Ledger;
    using FeeAccrual for FeeAccrual.State;

    /// @dev {s} Length of a pause, and of the rest after it.
    uint256 internal constant PAUSE = 14 days;

    constructor() {
        _disableInitializers();
    }

    /// @notice Sets a new clone up: called once, by the factory, in the transaction that creates it and after its USDC came.
    /// @param creator Who gets the shares that are not locked.
    /// @param shares {share} First supply.
    /// @param locked {share} Part of it that is locked for ever, in the vault's own name: the vault never spends shares.
    function initialize(
        string calldata name_,
        string calldata symbol_,
        address creator,
        uint256 shares,
        uint256 locked
    ) external initializer {
        __ERC20_init(name_, symbol_);
        __ERC20Permit_init(name_);
        TradeExecution.configure(_budgets);
        _baskets[0] = BasketLists.formFirst(shares);
        lockedShares = locked;
        _mint(address(this), locked);
        _mint(creator, shares - locked);
    }

    /* FEES */

    /// @inheritdoc IIndexVault
    function distributeFees() external nonReentrant returns (uint256 shares) {
        return _distributeFees();
    }

    /// @inheritdoc IIndexVault
    function announceFees(FeeTerms calldata terms) external nonReentrant {
        _checkRole(ADMIN_ROLE);
        require(!windingDown(), IndexWindsDown());
        FeeAccrual.announce(_fees, terms);
    }

    /// @inheritdoc IIndexVault
    function cancelFees() external nonReentrant {
        if (!_hasRole(GUARDIAN_ROLE)) _checkRole(ADMIN_ROLE);
        FeeAccrual.cancel(_fees);
    }

    /// @inheritdoc IIndexVault
    function setFees(FeeTerms calldata terms) external nonReentrant {
        _checkRole(ADMIN_ROLE);
        _distributeFees();
        FeeAccrual.set(_fees, terms);
    }

    /// @dev {share} Turns what has accrued into shares of the recipients.
    function _distributeFees() internal returns (uint256 shares) {
        _accrue();
        FeePart[] memory parts = FeeAccrual.distribute(_fees);
        for (uint256 i; i < parts.length; ++i) {
            _mint(parts[i].account, parts[i].shares);
            shares += parts[i].shares;
        }
    }

    /* GUARDIAN AND ADMIN */

    /// @inheritdoc IIndexVault
    function pauseIssuance() external nonReentrant {
        issuancePausedUntil = _pauseFrom(issuancePausedUntil);
        emit IssuancePaused(msg.sender, issuancePausedUntil);
    }

    /// @inheritdoc IIndexVault
    function pauseTrading() external nonReentrant {
        tradingPausedUntil = _pauseFrom(tradingPausedUntil);
        emit TradingPaused(msg.sender, tradingPausedUntil);
    }

    /// @inheritdoc IIndexVault
    function blockSigner(address account) external nonReentrant {
        _checkRole(GUARDIAN_ROLE);
        isBlocked[account] = true;
        emit SignerBlocked(msg.sender, account);
    }

    /// @inheritdoc IIndexVault
    function unblockSigner(address account) external nonReentrant {
        _checkRole(ADMIN_ROLE);
        isBlocked[account] = false;
        emit SignerUnblocked(account);
    }

    /// @inheritdoc IIndexVault
    function writeOff(address component) external nonReentrant {
        _checkRole(ADMIN_ROLE);
        require(!_epoch.open, EpochStillOpen(_epoch.number));
        BasketLists.Listed memory listed = BasketLists.Listed({
            pointer: _baskets[basketId],
            basketId: basketId,
            supply: _supply(),
            claimed: _claimed
        });
        (_baskets[basketId + 1], _claimed) = BasketLists.writeOff(_claims[component], _traded, listed, component);
        ++basketId;
    }

    /// @inheritdoc IIndexVault
    function clearFlag(address component) external nonReentrant {
        _checkRole(ADMIN_ROLE);
        EpochFormation.clearFlag(_lost, component);
    }

    /// @inheritdoc IIndexVault
    function windDown() external nonReentrant {
        _checkRole(ADMIN_ROLE);
        require(!windingDown(), IndexWindsDown());
        _distributeFees();
        FeeAccrual.stop(_fees);
        issuancePausedUntil = FOR_EVER;
        EpochFormation.abandon(_epoch);
        emit WindDownStarted();
    }

    /// @dev {s} End of a pause that begins now.
    function _pauseFrom(uint256 until) internal view returns (uint256) {
        _checkRole(GUARDIAN_ROLE);
        uint256 from = until == 0 ? 0 : Math.saturatingAdd(until, PAUSE);
        require(block.timestamp >= from, PauseTooEarly(from));
        return block.timestamp + PAUSE;
    }

    /* VIEWS */

    /// @inheritdoc IIndexVault
    function constitution() external view returns (Constitution memory) {
        return CloneTerms.read();
    }

    /// @inheritdoc IIndexVault
    function basket(
        uint256 id
    ) external view returns (address[] memory components, uint256[] memory units, uint256 carried) {
        return BasketLists.describe(_baskets[id]);
    }

    /// @inheritdoc IIndexVault
    function holdings() external view nonReentrantView returns (uint256[] memory amounts) {
        return _portions(_supply(), Math.Rounding.Floor);
    }

    /// @inheritdoc IIndexVault
    function previewIssue(uint256 shares) external view nonReentrantView returns (uint256[] memory amounts) {
        return _portions(_fees.grossOf(shares), Math.Rounding.Ceil);
    }

    /// @inheritdoc IIndexVault
    function previewRedeem(uint256 shares) external view nonReentrantView returns (uint256[] memory amounts) {
        return _portions(shares, Math.Rounding.Floor);
    }

    /// @inheritdoc IIndexVault
    function feeTerms() external view returns (FeeTerms memory) {
        return
            FeeTerms({
                streamingRate: _fees.streamingRate,
                issuanceFee: _fees.issuanceFee,
                recipients: _fees.recipients
            });
    }

    /// @inheritdoc IIndexVault
    function feeState()
        external
        view
        returns (uint256 undistributed, uint256 accruedAt, bytes32 announced, uint256 announcedFor)
    {
        return (_fees.undistributed, _fees.accruedAt, _fees.announced, _fees.announcedFor);
    }

    /// @inheritdoc IIndexVault
    function epoch() external view returns (Epoch memory) {
        return _epoch;
    }

    /// @inheritdoc IIndexVault
    function regime() external view returns (RegimeState memory) {
        return _regime;
    }

    /// @inheritdoc IIndexVault
    function isFlagged(address component) external view returns (bool) {
        return _lost.isFlagged[component];
    }

    /// @inheritdoc IIndexVault
    function owed(address component) external view nonReentrantView returns (uint256 amount, uint256 pendingShares) {
        return (_claims[component].sums.owed, _claims[component].pendingShares());
    }

    /// @inheritdoc IIndexVault
    function claimOf(
        address component,
        address claimant
    ) external view nonReentrantView returns (uint256 amount, uint256 pendingShares) {
        return _claims[component].claimOf(claimant);
    }

    /// @dev {tok} The part of what the holders have of each component that `shares` stand for; zero where it cannot be read.
    function _portions(uint256 shares, Math.Rounding rounding) internal view returns (uint256[] memory) {
        return _offer(_list(), _portionOf(shares, _supply(), 0, rounding)).amounts;
    }
}
