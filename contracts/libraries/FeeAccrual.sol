// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";

/// @title FeeAccrual
/// @notice Fees by share inflation: what has accrued, who gets it, and how the terms may change.
/// @dev Linked: it runs in the vault's place, and of the vault's storage it touches nothing but the fees. Accrued shares belong
///      to nobody until they are distributed; they are part of the supply from the second in which they accrue.
///
///      Nothing here can stop a redemption: `accrue` cannot revert. It is exact to a share wei a call:
///      supply grows by the factor 1 / (1 - rate)^seconds, of which 255 binary digits are kept, and every result is
///      rounded down, in the holders' favour.
library FeeAccrual {
    using SafeCast for uint256;

    /// @notice {1e6} Scale of the issuance fee.
    uint256 internal constant PIPS = 1e6;
    /// @notice D18{1/s} Greatest streaming fee: (1 - rate)^(365 days) = 0.97, three per cent of the shares a year.
    uint256 internal constant MAX_STREAMING_RATE = 965_855_132;
    /// @notice {1e6} Greatest issuance fee: one per cent of the shares issued.
    uint256 internal constant MAX_ISSUANCE_FEE = 10_000;
    /// @notice Greatest number of recipients.
    uint256 internal constant MAX_RECIPIENTS = 8;
    /// @notice {s} How long a raise is public before it can take effect.
    uint256 internal constant RAISE_DELAY = 7 days;
    /// @notice {s} How long after that it can be made.
    uint256 internal constant RAISE_EXPIRY = 14 days;

    uint256 private constant WAD = 1e18;
    /// @dev One, with 255 binary digits.
    uint256 private constant ONE = 1 << 255;
    /// @dev {s} What accrues in one go at most: whoever waits longer waives the rest, and nothing can overflow.
    uint256 private constant LONGEST = 100 * 365 days;

    /// @notice Terms and state of the fees. The first word is all that an issuance or redemption reads.
    /// @param accruedAt {s} Up to when fees have accrued.
    /// @param streamingRate D18{1/s} Part of the shares that a second costs.
    /// @param issuanceFee {1e6} Part of the shares issued.
    /// @param undistributed {share} Accrued and not distributed.
    /// @param announced Hash of the raise that was announced; zero if none.
    /// @param announcedFor {s} When it becomes possible.
    /// @param recipients Who gets what is distributed.
    struct State {
        uint40 accruedAt;
        uint32 streamingRate;
        uint24 issuanceFee;
        uint160 undistributed;
        bytes32 announced;
        uint40 announcedFor;
        IIndexVault.FeeRecipient[] recipients;
    }

    /// @notice {share} What `minted` shares and the undistributed ones are with what has streamed since.
    function supplyOf(State storage self, uint256 minted) external view returns (uint256 supply) {
        return _grown(self, minted);
    }

    /// @notice Accrues up to now.
    /// @param minted {share} All shares that somebody holds.
    /// @return supply {share} All shares, the undistributed ones included.
    function accrue(State storage self, uint256 minted) external returns (uint256 supply) {
        supply = _grown(self, minted);
        uint256 streamed = supply - minted - self.undistributed;
        (self.undistributed, self.accruedAt) = (uint160(supply - minted), uint40(block.timestamp));
        if (streamed > 0) emit IIndexVault.FeesAccrued(streamed, 0);
    }

    /// @notice Adds the fee of an issuance to what is to be distributed.
    /// @param fee {share}
    function charge(State storage self, uint256 fee) external {
        self.undistributed += fee.toUint160();
        emit IIndexVault.FeesAccrued(0, fee);
    }

    /// @notice Takes what is to be distributed off the books.
    /// @return parts Who gets how much {share}; the last one gets the remainder.
    function distribute(State storage self) external returns (IIndexVault.FeePart[] memory parts) {
        uint256 left = self.undistributed;
        uint256 total = left;
        if (total == 0) return parts;
        self.undistributed = 0;
        IIndexVault.FeeRecipient[] memory recipients = self.recipients;
        parts = new IIndexVault.FeePart[](recipients.length);
        for (uint256 i; i < parts.length; ++i) {
            bool last = i + 1 == parts.length;
            uint256 part = last ? left : Math.mulDiv(total, recipients[i].portion, WAD);
            parts[i] = IIndexVault.FeePart({account: recipients[i].account, shares: part});
            left -= part;
        }
        emit IIndexVault.FeesDistributed(total, parts);
    }

    /// @notice Announces terms of which something is higher than today's.
    function announce(State storage self, IIndexVault.FeeTerms calldata terms) external {
        _check(terms);
        uint256 availableAt = block.timestamp + RAISE_DELAY;
        (self.announced, self.announcedFor) = (keccak256(abi.encode(terms)), uint40(availableAt));
        emit IIndexVault.FeesAnnounced(availableAt, terms);
    }

    /// @notice Withdraws what was announced.
    function cancel(State storage self) external {
        require(self.announced != 0, IIndexVaultErrors.FeesNotAnnounced());
        delete self.announced;
        emit IIndexVault.FeesCancelled(msg.sender);
    }

    /// @notice Changes the terms. What has accrued must have been distributed by the old ones.
    function set(State storage self, IIndexVault.FeeTerms calldata terms) external {
        _check(terms);
        bool raised = terms.streamingRate > self.streamingRate || terms.issuanceFee > self.issuanceFee;
        if (raised) _useAnnouncement(self, terms);
        (self.accruedAt, self.streamingRate, self.issuanceFee) = (
            uint40(block.timestamp),
            terms.streamingRate,
            terms.issuanceFee
        );
        delete self.recipients;
        for (uint256 i; i < terms.recipients.length; ++i) {
            self.recipients.push(terms.recipients[i]);
        }
        emit IIndexVault.FeesSet(terms);
    }

    /// @notice Ends all fees, and what was announced. What has accrued must have been distributed.
    function stop(State storage self) external {
        (self.accruedAt, self.streamingRate, self.issuanceFee) = (uint40(block.timestamp), 0, 0);
        delete self.announced;
        emit IIndexVault.FeesSet(IIndexVault.FeeTerms({streamingRate: 0, issuanceFee: 0, recipients: self.recipients}));
    }

    /// @notice {share} What is issued where a receiver gets `shares`, rounded up.
    function grossOf(State storage self, uint256 shares) internal view returns (uint256 gross) {
        // {share} = {share} * 1e6 / 1e6
        return Math.mulDiv(shares, PIPS, PIPS - self.issuanceFee, Math.Rounding.Ceil);
    }

    /// @dev Bounds of any terms.
    function _check(IIndexVault.FeeTerms calldata terms) private view {
        require(
            terms.streamingRate <= MAX_STREAMING_RATE && terms.issuanceFee <= MAX_ISSUANCE_FEE,
            IIndexVaultErrors.FeesTooHigh(terms.streamingRate, terms.issuanceFee)
        );
        uint256 count = terms.recipients.length;
        require(count > 0 && count <= MAX_RECIPIENTS, IIndexVaultErrors.FeeRecipientsInvalid());
        uint256 sum;
        for (uint256 i; i < count; ++i) {
            address account = terms.recipients[i].account;
            require(account != address(0) && account != address(this), IIndexVaultErrors.FeeRecipientsInvalid());
            sum += terms.recipients[i].portion;
        }
        require(sum == WAD, IIndexVaultErrors.FeeRecipientsInvalid());
    }

    /// @dev A raise was announced, word for word, and its time has come and not gone.
    function _useAnnouncement(State storage self, IIndexVault.FeeTerms calldata terms) private {
        require(self.announced == keccak256(abi.encode(terms)), IIndexVaultErrors.FeesNotAnnounced());
        uint256 from = self.announcedFor;
        require(
            block.timestamp >= from && block.timestamp <= from + RAISE_EXPIRY,
            IIndexVaultErrors.FeesOutOfTime(from, from + RAISE_EXPIRY)
        );
        delete self.announced;
    }

    /// @dev {share} Supply now. Never less than before, and never more than 160 bits above `minted`.
    function _grown(State storage self, uint256 minted) private view returns (uint256) {
        (uint256 rate, uint256 undistributed) = (self.streamingRate, self.undistributed);
        uint256 supply = minted + undistributed;
        uint256 elapsed = Math.min(Math.saturatingSub(block.timestamp, self.accruedAt), LONGEST);
        if (rate == 0 || elapsed == 0) return supply;
        // {share} = {share} * {1} / {1}, rounded down: in the holders' favour
        uint256 grown = Math.mulDiv(supply, ONE, _decay(rate, elapsed));
        return minted + Math.min(grown - minted, type(uint160).max);
    }

    /// @dev {1} (1 - rate)^seconds with 255 binary digits, rounded up.
    function _decay(uint256 rate, uint256 elapsed) private pure returns (uint256 power) {
        uint256 base = ONE - Math.mulDiv(ONE, rate, WAD);
        power = ONE;
        for (uint256 left = elapsed; left > 0; left >>= 1) {
            if (left & 1 == 1) power = Math.mulDiv(power, base, ONE, Math.Rounding.Ceil);
            base = Math.mulDiv(base, base, ONE, Math.Rounding.Ceil);
        }
    }
}
