// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IIndexVaultErrors
/// @notice Why an index refuses a call. Part of the manual, `IIndexVault`, whose units in braces they share.
interface IIndexVaultErrors {
    /// @notice `account` lacks the role that this function asks for.
    error MissingRole(address account, bytes32 role);
    /// @notice The guardian has blocked this signer.
    error SignerIsBlocked(address account);
    /// @notice Issuance is paused until `until` {s}.
    error IssuanceIsPaused(uint256 until);
    /// @notice Trading is paused until `until` {s}.
    error TradingIsPaused(uint256 until);
    /// @notice The index is being wound down: it has no target but USDC, and no fees.
    error IndexWindsDown();
    /// @notice The component can be written off from `from` {s} on: once it has been frozen for fourteen days; USDC never.
    error WriteOffTooEarly(address component, uint256 from);
    /// @notice The component was written off. It is listed again once it can be read, is not frozen, has at least the balance
    ///         that is owed of it, and issuance has been paused for seven days.
    error ComponentIsWrittenOff(address component);
    /// @notice A pause runs, or ended too recently to be renewed before `from` {s}.
    error PauseTooEarly(uint256 from);
    /// @notice More shares than any index may have.
    error SupplyTooLarge(uint256 supply, uint256 max);
    /// @notice A fee over what any index may charge.
    error FeesTooHigh(uint256 streamingRate, uint256 issuanceFee);
    /// @notice No recipient, too many, one that cannot get shares, or portions that do not sum to one.
    error FeeRecipientsInvalid();
    /// @notice Something is raised that was not announced, word for word.
    error FeesNotAnnounced();
    /// @notice The announced fees can be set only between `from` and `until` {s}.
    error FeesOutOfTime(uint256 from, uint256 until);
    /// @notice Zero shares.
    error ZeroShares();
    /// @notice The zero address cannot be paid, credited or issued to.
    error ZeroAddress();
    /// @notice The vault itself cannot be paid or credited.
    error VaultAsReceiver();
    /// @notice The call was made for another basket than the current one.
    error BasketMismatch(uint256 given, uint256 current);
    /// @notice An array's length differs from the basket's.
    error LengthMismatch(uint256 given, uint256 expected);
    /// @notice Issuance needs more of a component than the caller allows.
    error ExcessiveComponentIn(address component, uint256 required, uint256 max);
    /// @notice The guardian has frozen the component: until it is listed anew nothing is issued against it.
    error ComponentIsFrozen(address component);
    /// @notice The component's balance cannot be read: without it nothing is issued.
    error ComponentUnreadable(address component);
    /// @notice A component arrived short.
    error ComponentNotDelivered(address component, uint256 required, uint256 received);
    /// @notice The receiver's balance of a component grew by `amount` {tok}, less than the minimum.
    error InsufficientComponentOut(address component, uint256 amount, uint256 min);
    /// @notice Too little gas to give a component its fair chance. Send more gas.
    error InsufficientGas(uint256 available, uint256 required);
    /// @notice Nothing to claim.
    error NothingToClaim(address component, address claimant);
    /// @notice No epoch is open.
    error NoOpenEpoch();
    /// @notice An epoch is still open.
    error EpochStillOpen(uint256 number);
    /// @notice The call was made for another epoch.
    error EpochMismatch(uint256 given, uint256 current);
    /// @notice The epoch's deadline has passed.
    error EpochExpired(uint256 deadline);
    /// @notice Deadline less than 20 or more than 48 hours away.
    error DeadlineOutOfBounds(uint256 deadline);
    /// @notice The index's interval, or the regime's cool-down, has not passed.
    error EpochTooEarly(uint256 earliest);
    /// @notice This kind of index has no bear regime.
    error BearNotAllowed();
    /// @notice Components are not in strictly ascending order of address.
    error ComponentsNotAscending(address previous, address next);
    /// @notice A listed component is missing from the order.
    error ComponentMissing(address component);
    /// @notice The order names, lists or gives a target to `count` components, USDC not counted as a target. The limit is
    ///         `max`.
    error TooManyComponents(uint256 count, uint256 max);
    /// @notice The component is not in the registry.
    error ComponentNotListed(address component);
    /// @notice Weights do not sum to exactly one.
    error WeightsNotOne(uint256 sum);
    /// @notice A weight is over its component's maximum.
    error WeightTooHigh(address component, uint256 weight, uint256 max);
    /// @notice New components together are over what an index may hold of them.
    error NewWeightTooHigh(uint256 weight, uint256 max);
    /// @notice Stablecoins together are over what this kind of index allows.
    error StableWeightTooHigh(uint256 weight, uint256 max);
    /// @notice Nothing in the basket has a good price.
    error NavUnknown();
    /// @notice A trade must sell and buy something.
    error EmptyTrade();
    /// @notice Positions are not in strictly ascending order, or not in the basket.
    error PositionsNotAscending(uint256 position);
    /// @notice The component is carried in this epoch: without a good price it is not traded.
    error ComponentCarried(address component);
    /// @notice The registry forbids this side of a trade.
    error ComponentNotTradeable(address component);
    /// @notice The trade would cross the component's target.
    error TargetCrossed(address component, uint256 balance, uint256 target);
    /// @notice The epoch's purchases of the component would exceed what its target lacked at the start, and two per cent of
    ///         that: `amount` {tok} make them `bought`, and `allowance` is the most, both as parts of the target by 2^32.
    error PurchaseOverAllowance(address component, uint256 amount, uint256 bought, uint256 allowance);
    /// @notice More is owed to claimants than the vault has of the component: it is not traded.
    error ClaimsNotCovered(address component, uint256 balance, uint256 owed);
    /// @notice The component is not flagged.
    error ComponentNotFlagged(address component);
    /// @notice The trade moved nothing.
    error NothingTraded();
    /// @notice The trade returned less than the live value less the components' tiers.
    error InsufficientValue(uint256 soldValue, uint256 boughtValue, uint256 min);
    /// @notice The trade would lose more than the epoch's cap leaves.
    error LossOverEpochCap(uint256 loss, uint256 available);
    /// @notice The trade would lose more than the seven-day limit leaves.
    error LossOverLimit(uint256 loss, uint256 available);
    /// @notice The trade would lose more than strangers may, who leave half of what they find, and half of the seven-day limit.
    error LossOverFallbackHalf(uint256 loss, uint256 available);
    /// @notice The trade would turn over more than strangers may in weekly epochs: half of the seven-day limit.
    error TurnoverOverFallbackHalf(uint256 turnover, uint256 available);
    /// @notice The trade would turn over more than the seven-day limit leaves.
    error TurnoverOverLimit(uint256 turnover, uint256 available);
    /// @notice Only the executor of the running trade may take, and only what that trade sells; or whoever redeems by callback,
    ///         and only what the shares stand for.
    error TakeNotAllowed(address caller, address component, uint256 amount, uint256 available);
    /// @notice The component lost more of its balance during a redemption by callback than was taken. `redeem` pays it.
    error ComponentFell(address component, uint256 balanceBefore, uint256 balance);
    /// @notice `take` moved nothing, or the token reported a failure.
    error TakeFailed(address component, address to, uint256 amount);
    /// @notice The epoch is neither settled nor past its deadline: `component` is off its target.
    error EpochNotSettled(address component, uint256 balance, uint256 target, uint256 tolerance);
}
