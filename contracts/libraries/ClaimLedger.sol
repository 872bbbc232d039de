// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";
import {BasketCode} from "./BasketCode.sol";
import {CappedCall} from "./CappedCall.sol";

/// @title ClaimLedger
/// @notice Claims on one component whose payment failed in a redemption.
/// @dev A claim is an amount if the component's balance could be read. Otherwise the claim is kept in shares, in a round. The
///      first good read converts the whole round into an amount, of which each claimant has the part of his shares, rounded down.
///      The claim that is paid last takes the remainder: in `settle`, which pays the latest claim first, the earliest claim.
/// @dev Each claim has one slot, and one in the list by which `settle` finds it. A claimant can have a claim in units and one in
///      shares. The redemption that opens a round also writes the slot that the round is converted into, so that nobody else pays
///      for a new slot. Once the last claim is removed, every slot of the ledger is zero again.
library ClaimLedger {
    using BasketCode for bytes;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev Bit of a claim's key: set if the claim is kept in shares. Below it stands the claimant.
    uint256 private constant IN_SHARES = 1 << 160;

    /// @dev {s} `settle` forfeits a round that two calls find worth nothing, the second at least this much later than the first.
    uint256 private constant FORFEIT_AFTER = 1 days;
    /// @dev {s} A call that comes more than this later counts as the first again.
    uint256 private constant FORFEIT_UNTIL = 14 days;
    /// @dev {1} Shares that wait are forfeited at once if they are at most the supply divided by this.
    uint256 private constant TRIFLE_DIVISOR = 1e9;

    /// @notice An amount and shares, in one slot unless the shares are 3e26 or more.
    /// @param owed {tok}
    /// @param narrowShares {share} Zero if `isWide`.
    /// @param isWide Whether the shares are in the slot of their own.
    /// @param wideShares {share} Zero unless `isWide`.
    struct Sums {
        uint160 owed;
        uint88 narrowShares;
        bool isWide;
        uint256 wideShares;
    }

    /// @notice Sums of one round that was kept in shares and has been converted, as far as they are not attributed yet.
    struct Round {
        uint256 owed;
        uint256 shares;
    }

    /// @notice One claim.
    /// @param value {tok} or {share}
    /// @param round In which shares are kept.
    /// @param index Its place in the list, counted from one; zero if there is no claim.
    struct Claim {
        uint160 value;
        uint48 round;
        uint48 index;
    }

    /// @notice All claims on one component.
    /// @param sums Of the claims in units, and of those kept in shares, in the current round. A redemption reads nothing else.
    /// @param round The current round; zero once no claim is left.
    /// @param count Number of claims, those that are worth nothing included.
    /// @param worthlessSince {s} When `settle` first found the current round worth nothing; zero if it did not.
    /// @param writtenOff Whether the component is written off; false for every listed component.
    /// @param writtenOffSupply {share} Supply when the component was written off.
    /// @param rounds Converted rounds. While the current round is open, its slot holds one share, and nothing owed.
    /// @param keys Claimant, and `IN_SHARES`, of each claim, from one to `count`.
    struct Ledger {
        Sums sums;
        uint48 round;
        uint48 count;
        uint64 worthlessSince;
        bool writtenOff;
        uint256 writtenOffSupply;
        mapping(uint256 round => Sums) rounds;
        mapping(uint256 key => Claim) claims;
        mapping(uint256 index => uint256 key) keys;
    }

    /// @notice Credits `amount` {tok} of `component` to `claimant`.
    function credit(Ledger storage self, address component, address claimant, uint256 amount) external {
        _addUnits(self, claimant, amount);
        _setOwed(self, self.sums.owed + amount);
        emit IIndexVault.ComponentCredited(component, claimant, amount, 0);
    }

    /// @notice Credits `shares` {share} of `component`, whose balance is not known, to `claimant`.
    function creditShares(Ledger storage self, address component, address claimant, uint256 shares) external {
        uint256 pending = pendingShares(self);
        uint48 round = self.round;
        if (pending == 0) self.rounds[round].narrowShares = 1;
        _set(self.sums, self.sums.owed, pending + shares);
        Claim storage claim = _enlisted(self, uint160(claimant) | IN_SHARES);
        (uint256 value, uint48 earlier) = (claim.value, claim.round);
        if (value > 0 && earlier != round) {
            _draw(self, claimant, earlier, value);
            value = 0;
        }
        (claim.value, claim.round) = ((value + shares).toUint160(), round);
        emit IIndexVault.ComponentCredited(component, claimant, 0, shares);
    }

    /// @notice Pays the caller's whole claim, at most the part of it that the balance covers. The part of the payment that does
    ///         not leave this contract stays a claim.
    /// @param component Whose ledger this is.
    /// @param supply {share} Supply that shares the balance with the claims.
    /// @return paid {tok} min(1, balance / owed) of the claim, rounded down.
    function pay(Ledger storage self, address component, address to, uint256 supply) external returns (uint256 paid) {
        uint256 balance = IERC20(component).balanceOf(address(this));
        convert(self, component, balance, supply);

        attribute(self, msg.sender);
        (uint256 total, uint256 claimed) = (self.sums.owed, self.claims[uint160(msg.sender)].value);
        require(claimed > 0, IIndexVaultErrors.NothingToClaim(component, msg.sender));
        paid = balance >= total ? claimed : Math.mulDiv(claimed, balance, total);
        _remove(self, uint160(msg.sender));
        _setOwed(self, total - claimed);

        if (paid > 0) {
            IERC20(component).safeTransfer(to, paid);
            uint256 left = IERC20(component).balanceOf(address(this));
            uint256 moved = Math.min(Math.saturatingSub(balance, left), paid);
            require(moved > 0, IIndexVaultErrors.ComponentNotDelivered(component, paid, 0));
            uint256 rest = paid - moved;
            if (rest > 0) {
                _addUnits(self, msg.sender, rest);
                _setOwed(self, self.sums.owed + rest);
            }
            (claimed, paid) = (claimed - rest, moved);
        }

        emit IIndexVault.ClaimPaid(component, msg.sender, to, claimed, paid);
    }

    /// @notice Pays the claims on some components of a basket to their claimants. A claim that rounds to nothing is forfeited.
    /// @dev Ends if the gas does not suffice for one more payment. The manual is `IIndexVault.settleClaims`.
    /// @param pointer Data contract of the basket.
    /// @param positions Bitmap of the positions to settle.
    /// @param claimed Bitmap of the positions with claims.
    /// @param supply {share}
    function settle(
        mapping(address component => Ledger) storage ledgers,
        address pointer,
        uint256 positions,
        uint256 claimed,
        uint256 supply
    ) external returns (uint256 left, uint256 changed) {
        bytes memory list = BasketCode.read(pointer);
        uint256 count = list.count();
        left = claimed;
        for (uint256 i; i < count && gasleft() >= CappedCall.COMPONENT_GAS; ++i) {
            if (((positions & claimed) >> i) & 1 == 0) continue;
            address token = list.tokenAt(i);
            (bool empty, bool progress) = _settleOne(ledgers[token], token, supply);
            if (empty) left &= ~(1 << i);
            if (progress) changed |= 1 << i;
        }
    }

    /// @notice {tok} and {share} of `claimant`, as `attribute` would leave them.
    function claimOf(Ledger storage self, address claimant) external view returns (uint256 amount, uint256 shares) {
        Claim memory waiting = self.claims[uint160(claimant) | IN_SHARES];
        (amount, shares) = (self.claims[uint160(claimant)].value, waiting.value);
        if (shares == 0 || waiting.round == self.round) return (amount, shares);
        return (amount + _partOf(_roundAt(self, waiting.round), shares), 0);
    }

    /// @notice {share} Sum of the claims kept in shares that wait to be converted.
    function pendingShares(Ledger storage self) internal view returns (uint256) {
        return _sharesOf(self.sums);
    }

    /// @notice {tok} Amount of a listed component that the holders of `supply` {share} have: without what is owed, and without
    ///         the part of the pending shares.
    /// @dev Issuing and redeeming leave the pending part (balance - owed) * pending / (supply + pending) as it is, for both move
    ///      the balance in proportion to the supply: only a trade, or a claim itself, has to convert first.
    function freeOf(
        Ledger storage self,
        uint256 balance,
        uint256 supply,
        Math.Rounding rounding
    ) internal view returns (uint256 free) {
        uint256 pending = pendingShares(self);
        free = Math.saturatingSub(balance, self.sums.owed);
        if (pending > 0) free = Math.mulDiv(free, supply, supply + pending, rounding);
    }

    /// @notice Converts claims kept in shares into units, if there are any, now that `balance` {tok} could be read. If the
    ///         balance is less than what is owed, the claims stay as they are.
    /// @param token The component.
    /// @param supply {share} Supply that shares the balance with them.
    /// @return free {tok} Amount of it that the holders have.
    function convert(
        Ledger storage self,
        address token,
        uint256 balance,
        uint256 supply
    ) internal returns (uint256 free) {
        if (pendingShares(self) > 0 && balance >= self.sums.owed) {
            uint48 number = self.round;
            _store(self, number, _close(self, token, balance, supply));
        }
        return Math.saturatingSub(balance, self.sums.owed);
    }

    /// @notice Turns `claimant`'s shares of a converted round into units of his own.
    function attribute(Ledger storage self, address claimant) internal {
        uint256 key = uint160(claimant) | IN_SHARES;
        Claim memory claim = self.claims[key];
        if (claim.value == 0 || claim.round == self.round) return;
        _draw(self, claimant, claim.round, claim.value);
        _remove(self, key);
    }

    /// @dev Takes `shares` {share} of `claimant` out of a converted round and adds their part to his units.
    function _draw(Ledger storage self, address claimant, uint48 number, uint256 shares) private {
        Round memory round = _roundAt(self, number);
        uint256 amount = _partOf(round, shares);
        if (amount > 0) _addUnits(self, claimant, amount);
        _takeFrom(round, shares, amount);
        _store(self, number, round);
    }

    /// @dev Settles the claims on one component.
    /// @return empty Whether nobody has a claim on it any more.
    /// @return progress Whether a claim was removed, or shares were found worth nothing for the first time. A claim that is paid
    ///         in part is no progress: a token could pay it in parts without end.
    function _settleOne(
        Ledger storage self,
        address token,
        uint256 supply
    ) private returns (bool empty, bool progress) {
        (uint48 count, uint64 since) = (self.count, self.worthlessSince);
        if (count > 0) _payAll(self, token, supply);
        empty = self.count == 0;
        progress = empty || self.count < count || self.worthlessSince > since;
    }

    /// @dev Pays the claims on one component, the latest first, as far as the gas suffices.
    function _payAll(Ledger storage self, address token, uint256 supply) private {
        (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
        if (!readable || balance < self.sums.owed) return;
        // The round that is converted now is stored only if a claim of it is left.
        uint48 number = self.round;
        Round memory fresh;
        bool closes = pendingShares(self) > 0 && !_waits(self, balance, supply);
        if (closes) fresh = _close(self, token, balance, supply);
        for (uint256 i = self.count; i > 0 && gasleft() >= CappedCall.COMPONENT_GAS; --i) {
            uint256 key = self.keys[i];
            Claim memory claim = self.claims[key];
            if (key & IN_SHARES == 0) {
                _payTo(self, token, key, claim.value);
            } else if (claim.round == number) {
                if (!closes) continue;
                uint256 amount = _partOf(fresh, claim.value);
                if (_payTo(self, token, key, amount)) _takeFrom(fresh, claim.value, amount);
            } else {
                Round memory round = _roundAt(self, claim.round);
                uint256 amount = _partOf(round, claim.value);
                if (!_payTo(self, token, key, amount)) continue;
                _takeFrom(round, claim.value, amount);
                _store(self, claim.round, round);
            }
        }
        if (closes) _store(self, number, fresh);
    }

    /// @dev Whether the current round is worth nothing now and is not forfeited yet. A round of more than a trifle is forfeited
    ///      only if two calls of `settle` find it worth nothing. Shares that join it in between have no time of their own, so
    ///      that nobody can put the end off.
    function _waits(Ledger storage self, uint256 balance, uint256 supply) private returns (bool) {
        uint256 shares = pendingShares(self);
        if (shares <= supply / TRIFLE_DIVISOR) return false;
        if (_worthOf(self, balance, shares, supply) > 0) return false;
        uint256 since = self.worthlessSince;
        bool late = block.timestamp > since + FORFEIT_UNTIL;
        if (late) self.worthlessSince = block.timestamp.toUint64();
        return late || block.timestamp < since + FORFEIT_AFTER;
    }

    /// @dev Pays a claim of `amount` {tok} to its claimant and removes it. The part that does not leave stays a claim in units.
    ///      The claim stays as it is if nothing leaves, or if the balance cannot be read or is less than what is owed.
    /// @return done Whether the claim is removed.
    function _payTo(Ledger storage self, address token, uint256 key, uint256 amount) private returns (bool done) {
        address claimant = address(uint160(key));
        uint256 moved;
        if (amount > 0) {
            (bool readable, uint256 balance) = CappedCall.tryBalanceOf(token, address(this));
            if (!readable || balance < self.sums.owed) return false;
            moved = CappedCall.transferMeasured(token, claimant, balance, amount);
            if (moved == 0) return false;
        }
        _remove(self, key);
        if (moved < amount) _addUnits(self, claimant, amount - moved);
        _setOwed(self, self.sums.owed - moved);
        emit IIndexVault.ClaimPaid(token, claimant, claimant, moved, moved);
        return true;
    }

    /// @dev Converts the current round, at a balance {tok} that covers what is owed. The caller stores it.
    function _close(
        Ledger storage self,
        address token,
        uint256 balance,
        uint256 supply
    ) private returns (Round memory round) {
        (uint48 number, uint256 shares) = (self.round, pendingShares(self));
        uint256 amount = _worthOf(self, balance, shares, supply);
        round = Round({owed: amount, shares: shares});
        _set(self.sums, self.sums.owed + amount, 0);
        (self.round, self.worthlessSince) = (number + 1, 0);
        emit IIndexVault.PendingSharesConverted(token, number, shares, amount);
    }

    /// @dev {tok} Amount that `shares` {share} of the current round are worth at a balance {tok} that covers what is owed.
    function _worthOf(
        Ledger storage self,
        uint256 balance,
        uint256 shares,
        uint256 supply
    ) private view returns (uint256) {
        uint256 sharing = self.writtenOff ? self.writtenOffSupply : supply;
        // {tok} = {tok} * {share} / {share}, rounded down: against the claimants
        return Math.mulDiv(balance - self.sums.owed, shares, sharing + shares, Math.Rounding.Floor);
    }

    /// @dev A converted round.
    function _roundAt(Ledger storage self, uint48 number) private view returns (Round memory) {
        Sums storage sums = self.rounds[number];
        return Round({owed: sums.owed, shares: _sharesOf(sums)});
    }

    /// @dev Stores a converted round; nothing of one that owes nothing.
    function _store(Ledger storage self, uint48 number, Round memory round) private {
        _set(self.rounds[number], round.owed, round.owed > 0 ? round.shares : 0);
    }

    /// @dev Sets the sum of the claims in units.
    function _setOwed(Ledger storage self, uint256 amount) private {
        self.sums.owed = amount.toUint160();
    }

    function _sharesOf(Sums storage sums) private view returns (uint256) {
        return sums.isWide ? sums.wideShares : sums.narrowShares;
    }

    /// @dev Sets an amount {tok} and shares {share}.
    function _set(Sums storage sums, uint256 owed, uint256 shares) private {
        bool isWide = shares > type(uint88).max;
        if (isWide || sums.isWide) sums.wideShares = isWide ? shares : 0;
        (sums.owed, sums.narrowShares, sums.isWide) = (owed.toUint160(), isWide ? 0 : uint88(shares), isWide);
    }

    /// @dev Adds `amount` {tok} to a claim in units.
    function _addUnits(Ledger storage self, address claimant, uint256 amount) private {
        _enlisted(self, uint160(claimant)).value += amount.toUint160();
    }

    /// @dev The claim of a key, once it is in the list.
    function _enlisted(Ledger storage self, uint256 key) private returns (Claim storage claim) {
        claim = self.claims[key];
        if (claim.index > 0) return claim;
        uint48 count = self.count + 1;
        (self.count, self.keys[count]) = (count, key);
        claim.index = count;
    }

    /// @dev Removes a claim; the last one of the list takes its place. Rounds are counted anew once no claim is left.
    function _remove(Ledger storage self, uint256 key) private {
        (uint48 index, uint48 count) = (self.claims[key].index, self.count);
        uint256 last = self.keys[count];
        if (last != key) {
            self.keys[index] = last;
            self.claims[last].index = index;
        }
        delete self.keys[count];
        delete self.claims[key];
        self.count = count - 1;
        if (count == 1) self.round = 0;
    }

    /// @dev {tok} Part of a converted round that `shares` {share} stand for, rounded down; zero if the round came to nothing.
    function _partOf(Round memory round, uint256 shares) private pure returns (uint256) {
        return round.owed == 0 ? 0 : Math.mulDiv(round.owed, shares, round.shares, Math.Rounding.Floor);
    }

    /// @dev Takes one claim out of a converted round.
    function _takeFrom(Round memory round, uint256 shares, uint256 amount) private pure {
        if (round.owed == 0) return;
        round.shares -= shares;
        round.owed -= amount;
    }
}
