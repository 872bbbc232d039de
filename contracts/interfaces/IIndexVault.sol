// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexVaultErrors} from "./IIndexVaultErrors.sol";
import {ITradeSource} from "./ITradeExecutor.sol";

/// @title IIndexVault
/// @notice The manual of an index: an ERC-20 share backed by a basket of up to 100 components that the vault holds.
/// @dev Units in braces: {share} share wei, {tok} smallest unit of a component, {uoa} unit of account (US dollar) with
///      18 decimals, {s} seconds, {1} a part of one as WAD (1e18), D18{x} a value scaled by 1e18, D36{x} by 1e36.
interface IIndexVault is ITradeSource, IIndexVaultErrors {
    /* TYPES */

    /// @notice State of the market that the index follows.
    enum Regime {
        Neutral,
        Bull,
        Bear
    }

    /// @notice Kind of an epoch, derived from what is submitted: the first one, one that changes the regime, any other; and
    ///         every one of an index that is wound down.
    enum EpochKind {
        First,
        Weekly,
        RegimeChange,
        WindDown
    }

    /// @notice What an index is for ever. Part of the code of its clone.
    /// @param roles Access control contract that is asked for the role ids of `Roles`.
    /// @param registry Component registry.
    /// @param oracle Price oracle.
    /// @param usdc The residual asset.
    /// @param maxStableWeight {1} Greatest weight of stablecoins together, outside a bear regime.
    /// @param bearAllowed Whether the regime may be bear.
    /// @param minInterval {s} Least time between the starts of two weekly epochs.
    /// @param lossLimit {1} Most that trades may lose per share within any seven days.
    /// @param weeklyLossCap {1} Most that the trades of one weekly epoch may lose per share.
    /// @param turnoverLimit {1} Most that trades may turn over per share within any seven days: what they sell and what they
    ///        buy, USDC left out.
    struct Constitution {
        address roles;
        address registry;
        address oracle;
        address usdc;
        uint64 maxStableWeight;
        bool bearAllowed;
        uint32 minInterval;
        uint64 lossLimit;
        uint64 weeklyLossCap;
        uint64 turnoverLimit;
    }

    /// @notice A redemption in full form.
    /// @param shares {share} Amount to burn.
    /// @param receiver Who is paid.
    /// @param owner Whose shares are burnt; the caller needs an allowance if it is somebody else.
    /// @param claimant Account that is credited with the amounts that cannot be paid. `settleClaims` transfers them to it without
    ///        its consent: it must be able to move any component on.
    /// @param basketId The basket that `minAmounts` and `skip` were made for. Ignored when both are empty.
    /// @param minAmounts {tok} Minimum of each component, in basket order, by which the vault's transfer must raise the
    ///        receiver's balance. An amount that is credited, or taken in a callback, does not count. Empty: no minimums.
    /// @param skip Bitmap of basket positions that are credited without any call. Such a position accepts no minimum. If 2^88 or
    ///        more shares (3.1e26) wait on 128 positions after the call, a first call can exceed 2^24 gas. Two calls fit: the
    ///        first redeems a few shares with the same bitmap, the second redeems the rest.
    struct Redemption {
        uint256 shares;
        address receiver;
        address owner;
        address claimant;
        uint256 basketId;
        uint256[] minAmounts;
        uint256 skip;
    }

    /// @notice What the strategist submits.
    /// @param components In ascending order of address: the targets, and every component listed today, with weight zero if it
    ///        leaves. A leaver of which next to nothing is left drops out of the new basket. USDC is always among them.
    /// @param weights {1} Target weight of each. They sum to exactly one.
    /// @param regime Regime from now on.
    /// @param snapshotHash Hash of the published inputs of this decision.
    /// @param rulesHash Hash of the published rules.
    /// @param deadline {s} Time at which the epoch may be closed whatever its state.
    struct EpochOrder {
        address[] components;
        uint256[] weights;
        Regime regime;
        bytes32 snapshotHash;
        bytes32 rulesHash;
        uint64 deadline;
    }

    /// @notice State of the latest epoch.
    /// @param number Counts from one; zero before the first.
    /// @param open Whether it is open.
    /// @param kind First, weekly, regime change or wind-down.
    /// @param startedAt {s}
    /// @param deadline {s}
    /// @param lossCap {1} Most that its trades may lose per share.
    /// @param loss {1} What its trades have lost so far.
    /// @param fallbackLoss {1} What of that strangers lost.
    /// @param budgetNavPerShare D18{uoa/share} What losses are measured against: NAV recorded at start, in which no component
    ///        counts for more than its maximum weight lets it, so that a lying balance cannot widen the budget.
    struct Epoch {
        uint32 number;
        bool open;
        EpochKind kind;
        uint64 startedAt;
        uint64 deadline;
        uint64 lossCap;
        uint64 loss;
        uint64 fallbackLoss;
        uint256 budgetNavPerShare;
    }

    /// @notice What the ledger keeps of an epoch's start.
    /// @param deadline {s}
    /// @param navPerShare D18{uoa/share} Recorded NAV that units follow from, carried components left out. In it no component
    ///        but stablecoins counts for more than twice its maximum weight, as far as that leaves half to the others: what
    ///        was inflated at most doubles the targets of the others.
    /// @param navComplete Whether no held component was left out of it.
    /// @param components The new basket.
    /// @param weights {1} As submitted.
    /// @param prices {uoa} per 1e36 {tok} of each component; zero if carried.
    /// @param units D36{tok/share} Target of each component.
    struct EpochRecord {
        EpochKind kind;
        Regime regime;
        bytes32 snapshotHash;
        bytes32 rulesHash;
        uint256 deadline;
        uint256 navPerShare;
        bool navComplete;
        address[] components;
        uint256[] weights;
        uint256[] prices;
        uint256[] units;
    }

    /// @notice State of the regime.
    /// @param value Bull, bear or neutral.
    /// @param since {s} When it last changed.
    struct RegimeState {
        Regime value;
        uint64 since;
    }

    /// @notice One side of a trade as the keeper names it.
    /// @param position Position in the basket.
    /// @param amount {tok} Most to sell, or most to buy. Clamped to what the target leaves. Of USDC it is only what the
    ///        executor is told: what it may take is bounded by the target and by the value that comes back.
    struct TradeSide {
        uint256 position;
        uint256 amount;
    }

    /// @notice What the keeper submits.
    /// @param epochNumber The open epoch.
    /// @param executor Who performs it.
    /// @param sells Sides to sell, ascending by position. USDC may stand on both sides; its net movement counts.
    /// @param buys Sides to buy, ascending by position.
    /// @param data Route for the executor.
    struct TradeOrder {
        uint256 epochNumber;
        address executor;
        TradeSide[] sells;
        TradeSide[] buys;
        bytes data;
    }

    /// @notice One component's part in a finished trade.
    /// @param component The token.
    /// @param amount {tok} What moved.
    /// @param value {uoa} Its value at the oracle's live price.
    struct TradeResult {
        address component;
        uint256 amount;
        uint256 value;
    }

    /// @notice One of those who get the fees.
    /// @param portion {1} Part of what is distributed. All portions sum to exactly one.
    struct FeeRecipient {
        address account;
        uint64 portion;
    }

    /// @notice What holders pay, and whom.
    /// @param streamingRate D18{1/s} Part of the shares that each second costs: after n seconds holders have (1 - rate)^n.
    /// @param issuanceFee {1e6} Part of the shares issued, on top of what the receiver gets.
    /// @param recipients One to eight.
    struct FeeTerms {
        uint32 streamingRate;
        uint24 issuanceFee;
        FeeRecipient[] recipients;
    }

    /// @notice What one recipient got.
    /// @param shares {share}
    struct FeePart {
        address account;
        uint256 shares;
    }

    /* EVENTS */

    /// @notice Shares were created against a delivery of every component.
    /// @param amounts {tok} What arrived of each component, in basket order.
    event SharesIssued(
        address indexed caller,
        address indexed receiver,
        uint256 shares,
        uint256 indexed basketId,
        uint256[] amounts
    );
    /// @notice Shares were burnt.
    /// @param amounts {tok} Amount of each component that left the vault, in basket order. `ComponentCredited` has the rest.
    event SharesRedeemed(
        address caller,
        address indexed receiver,
        address indexed owner,
        uint256 shares,
        uint256 indexed basketId,
        uint256[] amounts
    );
    /// @notice A component could not be paid: `amount` {tok} is owed to `claimant`, or the claim of `shares` {share} is
    ///         kept until the component's balance can be read again.
    event ComponentCredited(address indexed component, address indexed claimant, uint256 amount, uint256 shares);
    /// @notice Claims kept as `shares` {share} became `owed` {tok}. Rounds count from zero again once nobody has a claim.
    event PendingSharesConverted(address indexed component, uint256 indexed round, uint256 shares, uint256 owed);
    /// @notice A claim of `claimed` {tok} was settled by paying `paid` {tok}.
    event ClaimPaid(
        address indexed component,
        address indexed claimant,
        address indexed to,
        uint256 claimed,
        uint256 paid
    );
    /// @notice An epoch began, with a new basket.
    event EpochStarted(uint256 indexed number, uint256 indexed basketId, EpochRecord record);
    /// @notice A trade was done within its bounds.
    event TradeExecuted(
        uint256 indexed epoch,
        address indexed caller,
        address indexed executor,
        TradeResult[] sold,
        TradeResult[] bought
    );
    /// @notice A trade, or the dust that dropped out at the start, took `loss` {1} from the epoch's cap and the seven-day limit.
    event LossConsumed(uint256 indexed epoch, uint256 loss);
    /// @notice An epoch ended, settled or incomplete.
    event EpochClosed(uint256 indexed number, bool settled);
    /// @notice The supply grew by `streamed` {share} since the last accrual, and by `issued` {share} on top of an issuance.
    event FeesAccrued(uint256 streamed, uint256 issued);
    /// @notice Accrued `shares` {share} were given to the recipients.
    event FeesDistributed(uint256 shares, FeePart[] parts);
    /// @notice Higher fees are possible from `availableAt` {s} on.
    event FeesAnnounced(uint256 availableAt, FeeTerms terms);
    /// @notice An announcement of higher fees was withdrawn.
    event FeesCancelled(address indexed account);
    /// @notice The fees are `terms` from now on.
    event FeesSet(FeeTerms terms);
    /// @notice Issuance is paused until `until` {s}.
    event IssuancePaused(address indexed guardian, uint256 until);
    /// @notice Trading is paused until `until` {s}.
    event TradingPaused(address indexed guardian, uint256 until);
    /// @notice `account` may not act as strategist or keeper of this index.
    event SignerBlocked(address indexed guardian, address indexed account);
    /// @notice A block was lifted.
    event SignerUnblocked(address indexed account);

    /// @notice A component was written off: `basketId` is the basket without it. What is left of it belongs to the holders
    ///         again if a later epoch lists it.
    event ComponentWrittenOff(address indexed component, uint256 indexed basketId);
    /// @notice A component had less per share at an epoch's start than it must: `held` D36{tok/share} instead of `expected`. It
    ///         lost balance without a trade, and is not bought again until the admin clears it.
    event ComponentFlagged(address indexed component, uint256 held, uint256 expected);
    /// @notice The admin cleared a component: later epochs may buy it again.
    event ComponentCleared(address indexed component);
    /// @notice The index is wound down: no issuance any more, no fees, and USDC as its only target.
    event WindDownStarted();

    /* ISSUANCE AND REDEMPTION */

    /// @notice Pulls every component from the caller, rounded up, and issues `shares` to `receiver`.
    /// @dev The issuance fee is issued on top: what is pulled is the part of `shares` and of the fee. Stopped by a pause, by a
    ///      frozen component, by one that does not arrive in full or cannot be read.
    /// @param shares {share} Amount to issue.
    /// @param receiver Who gets the shares.
    /// @param basketId The basket that `maxAmounts` was made for.
    /// @param maxAmounts {tok} Most that may be pulled of each component, in basket order.
    /// @return amounts {tok} What arrived of each component.
    function issue(
        uint256 shares,
        address receiver,
        uint256 basketId,
        uint256[] calldata maxAmounts
    ) external returns (uint256[] memory amounts);

    /// @notice Calls the caller back to deliver every component, rounded up, and issues `shares` to `receiver`.
    /// @dev The call is `IIssueCallback.onIssue` on the caller itself, with the amounts that are required; its maximums are what
    ///      it chooses to deliver. Stopped by whatever stops `issue`. What arrives beyond the required stays with the holders.
    /// @param shares {share} Amount to issue.
    /// @param receiver Who gets the shares.
    /// @param basketId The basket that `data` was made for.
    /// @param data Handed to the callback as it is.
    /// @return amounts {tok} What arrived of each component.
    function issueWithCallback(
        uint256 shares,
        address receiver,
        uint256 basketId,
        bytes calldata data
    ) external returns (uint256[] memory amounts);

    /// @notice Burns `shares` of `owner` and pays `receiver` every component, rounded down.
    /// @dev Never paused, never priced, asks no role. What does not leave the vault is credited to `receiver`, whatever the token
    ///      returns; see `claim`. Each component gets a gas-capped read and transfer; with less gas the call reverts.
    /// @param shares {share} Amount to burn.
    /// @return amounts {tok} Amount paid or credited of each component, in basket order; zero where it is kept in shares.
    function redeem(uint256 shares, address receiver, address owner) external returns (uint256[] memory amounts);

    /// @notice `redeem` with a claimant of its own, minimums, and components that are credited without any call.
    function redeemWith(Redemption calldata redemption) external returns (uint256[] memory amounts);

    /// @notice `redeemWith`, in which the caller is called back to take the components to where it wants them, by `take`.
    /// @dev The call is `IRedeemCallback.onRedeem` on the caller itself. What it does not take goes to `receiver`, or to
    ///      `claimant` as a credit. The basket is always checked. Reverts if a component that was taken from lost more than that.
    /// @param data Handed to the callback as it is.
    /// @return amounts {tok} Amount taken, paid or credited of each component; zero where it is kept in shares.
    function redeemWithCallback(
        Redemption calldata redemption,
        bytes calldata data
    ) external returns (uint256[] memory amounts);

    /// @notice Pays the caller's claim on `component` to `to`, with all gas.
    /// @dev Where the component lost balance by itself, every claim pays the same part, min(1, balance / owed). What does not
    ///      leave the vault stays a claim.
    /// @return paid {tok} Amount that left the vault.
    function claim(address component, address to) external returns (uint256 paid);

    /// @notice Converts the claims on some components and pays them to their claimants. Anyone.
    /// @dev Pays the latest claim first, with capped gas. A claim stays if its claimant cannot be paid, if the balance cannot be
    ///      read, or if it is less than what is owed. With too little gas the call ends in order. The next call begins again with
    ///      the latest claim: claims that cannot be paid cost their gas again. Every claimant can call `claim` instead.
    /// @dev A claim that rounds to nothing is forfeited to the holders. If shares of more than a billionth of the supply wait and
    ///      are worth nothing, this function forfeits them only in a second call, one to fourteen days after the first. A trade,
    ///      a start at which the component drops out or is listed again, a write-off, or a claim of somebody else converts them
    ///      at once, at the balance that is read then.
    /// @param positions Bitmap of basket positions.
    /// @return left Bitmap of all positions that still have claims.
    /// @return changed Bitmap of the positions at which the call removed a claim, or found shares worth nothing for the first
    ///         time. If a simulation returns zero here, the call is not worth its gas.
    function settleClaims(uint256 positions) external returns (uint256 left, uint256 changed);

    /// @notice ERC-2612 `permit` by a signature of any length (ERC-7597): of the owner's key (65 bytes: r, s, v), or one that the
    ///         owner's code accepts (ERC-1271). The form of ERC-2612 itself takes the same 65 bytes and reverts alike.
    /// @param value {share} Allowance of `spender`.
    /// @param deadline {s} After it the signature is refused.
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes calldata signature) external;

    /* FEES */

    /// @notice Gives the accrued fees to their recipients, as new shares. Anyone.
    /// @return shares {share} What was given.
    function distributeFees() external returns (uint256 shares);

    /// @notice Announces terms of which something is higher than today's: possible after seven days, for fourteen. Admin.
    function announceFees(FeeTerms calldata terms) external;

    /// @notice Withdraws an announcement. Admin or guardian.
    function cancelFees() external;

    /// @notice Changes the fees, once the old ones have been distributed. Admin. What is raised must have been announced.
    function setFees(FeeTerms calldata terms) external;

    /* EPOCHS */

    /// @notice Starts an epoch: records NAV per share, turns weights into target units, writes the new basket. Strategist.
    /// @dev A component without a good price is carried: it keeps what is held and is not traded.
    ///      A change of regime closes an open epoch as incomplete; so does a deadline that has passed.
    /// @return number The epoch's number.
    function startEpoch(EpochOrder calldata order) external returns (uint256 number);

    /// @notice One call of `executor`, which sells and buys components towards their targets. Keeper; from `fallbackFrom` on
    ///         anyone.
    /// @dev Whatever the executor did, afterwards: nothing crossed its target, the value bought is at least the value sold
    ///      at live prices less the tiers, and what was lost and turned over fits the budgets. Else everything reverts.
    ///      Of strangers more is asked: at first the value sold and the tiers on top, and in the course of eight hours less and
    ///      less, down to what a keeper has to bring. Their trades lose at most half of what they find left to lose in the epoch,
    ///      and half of the limit in any seven days. In weekly epochs they turn over at most half of the turnover limit.
    ///      All purchases of a component in one epoch are at most what its target lacked at the start and two per cent of
    ///      that, per share, whatever becomes of its balance. In a change of regime, sales of components that are no
    ///      stablecoins, up to the units held at the start, and purchases of stablecoins that the targets lacked do not count
    ///      as turnover.
    ///      Each component of the trade needs a good price, and no other does: while USDC is more than 5 % off a dollar, a trade
    ///      that sells or buys USDC reverts, and one of other components does not.
    function trade(TradeOrder calldata order) external;

    /// @notice Closes the open epoch once it is settled or past its deadline. Until strangers may trade only the keeper; then
    ///         anyone. The guardian closes it in any state, at any time.
    /// @return settled Whether it ended within tolerance of its targets.
    function closeEpoch() external returns (bool settled);

    /* GUARDIAN AND ADMIN */

    /// @notice Stops issuance for 14 days. Cannot be renewed before as long again has passed. Guardian.
    function pauseIssuance() external;

    /// @notice Stops trading for 14 days. Cannot be renewed before as long again has passed. Guardian.
    function pauseTrading() external;

    /// @notice Blocks a strategist or keeper from this index. Guardian.
    function blockSigner(address account) external;

    /// @notice Lifts a block. Admin, behind its delay.
    function unblockSigner(address account) external;

    /// @notice Writes a component off that has been frozen for fourteen days: takes it off the list. Admin, behind its delay.
    ///         Not while an epoch is open.
    /// @dev Targets and claims of the others stay as they are, and so do claims on it. Who wants a part of it redeems first and
    ///      keeps that as a claim: with `minAmounts` or `skip`, for a redemption without them is good for any basket. What is
    ///      recovered later is the holders' who are there when an epoch lists it again: see `ComponentIsWrittenOff`.
    function writeOff(address component) external;

    /// @notice Clears a flagged component: later epochs may buy it again. Admin, behind its delay.
    function clearFlag(address component) external;

    /// @notice Winds the index down, for good: issuance ends, fees end, an open epoch ends, and every later one has USDC as its
    ///         only target. Admin, behind its delay.
    function windDown() external;

    /* VIEWS */

    /// @notice What the index is for ever.
    function constitution() external view returns (Constitution memory);

    /// @notice Number of the current basket.
    function basketId() external view returns (uint256);

    /// @notice The `id`-th basket, in its order. Old baskets stay readable.
    /// @return components The tokens.
    /// @return units D36{tok/share} Targets.
    /// @return carried Bitmap of the components that were carried.
    function basket(
        uint256 id
    ) external view returns (address[] memory components, uint256[] memory units, uint256 carried);

    /// @notice {tok} What belongs to the holders of each component: balance less owed, in basket order. Like the previews it
    ///         reverts `InsufficientGas` where a redemption would.
    function holdings() external view returns (uint256[] memory amounts);

    /// @notice {tok} What `issue` would pull, and `issueWithCallback` require, of each component.
    function previewIssue(uint256 shares) external view returns (uint256[] memory amounts);

    /// @notice {tok} What `redeem` would pay or credit of each component; zero where it would be kept in shares.
    function previewRedeem(uint256 shares) external view returns (uint256[] memory amounts);

    /// @notice What holders pay, and whom.
    function feeTerms() external view returns (FeeTerms memory);

    /// @notice State of the fees.
    /// @return undistributed {share} Accrued up to `accruedAt`, part of the supply, given to nobody yet.
    /// @return accruedAt {s} What streams later is part of `totalSupply` all the same.
    /// @return announced Hash of the announced terms; zero if none.
    /// @return announcedFor {s} When they become possible.
    function feeState()
        external
        view
        returns (uint256 undistributed, uint256 accruedAt, bytes32 announced, uint256 announcedFor);

    /// @notice State of the latest epoch.
    function epoch() external view returns (Epoch memory);

    /// @notice State of the regime.
    function regime() external view returns (RegimeState memory);

    /// @notice {1} What trades may still lose now: the lesser of the open epoch's cap and the seven-day limit.
    function lossAvailable() external view returns (uint256);

    /// @notice {1} What trades may still turn over now: what is left of the seven-day limit.
    function turnoverAvailable() external view returns (uint256);

    /// @notice {s} From when on anyone may trade in the open epoch: eight hours after its start, time in which trading is
    ///         paused not counted. The end of time if none is open.
    function fallbackFrom() external view returns (uint256);

    /// @notice Whether the epoch has arrived at its targets, so that it can be closed as settled.
    /// @dev No component but USDC exceeds its target by more than its tolerance. And either none is below by more, or nothing is
    ///      left to buy with. The latter means: USDC is within tolerance of its own target, and all excesses together could not
    ///      pay for half of any shortfall that is worth another purchase. Worth it is a shortfall of at least 10 bps of NAV, or
    ///      one of at least 1 bp of a component that lacked more than half of its target, of which less than an eighth is
    ///      bought; but none of less than 40 bps of which seven eighths are bought. Of a component that fell by itself only what
    ///      the epoch may still buy counts as a shortfall, and nothing once all that it lacked but two per cent was bought.
    ///      A tolerance is 2 % of the target or 5 bps of NAV, whichever is more; at most a quarter of the target. Of a leaver it
    ///      is a quarter of what it had at the start, at least 1 and at most 5 bps. Carried components are left out.
    /// @return settled Whether it has.
    /// @return component One that is off its target by more than its tolerance, else zero; an epoch can be settled although there
    ///         is one. The other values are of it.
    /// @return balance {tok} Balance that belongs to the holders, without what is owed.
    /// @return target {tok}
    /// @return tolerance {tok}
    function settlement()
        external
        view
        returns (bool settled, address component, uint256 balance, uint256 target, uint256 tolerance);

    /// @notice Whether a component lost balance without a trade, and is therefore not bought.
    function isFlagged(address component) external view returns (bool);

    /// @notice Sum of the claims on a component.
    /// @return amount {tok} Owed in units.
    /// @return pendingShares {share} Kept in shares.
    function owed(address component) external view returns (uint256 amount, uint256 pendingShares);

    /// @notice One person's claim on a component.
    /// @return amount {tok}
    /// @return pendingShares {share}
    function claimOf(address component, address claimant) external view returns (uint256 amount, uint256 pendingShares);

    /// @notice Bitmap of basket positions with claims, which `settleClaims` takes.
    function claimedPositions() external view returns (uint256);

    /// @notice Whether the index is being wound down.
    function windingDown() external view returns (bool);

    /// @notice {s} Until when issuance is paused, zero if it never was; the end of time once the index is wound down.
    function issuancePausedUntil() external view returns (uint256);

    /// @notice {s} Until when trading is paused, zero if it never was.
    function tradingPausedUntil() external view returns (uint256);

    /// @notice Whether the guardian has blocked a signer.
    function isBlocked(address account) external view returns (bool);

    /// @notice {share} Shares that were locked at creation and that nobody can ever spend.
    function lockedShares() external view returns (uint256);
}
