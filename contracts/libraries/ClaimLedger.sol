// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../interfaces/IIndexVaultErrors.sol";

/// @title ClaimLedger
/// @notice Claims on one component whose payment failed in a redemption.
/// @dev A claim is an amount where the balance could be read. Where it could not, the claim is kept in shares, in a round;
///      the first good read converts the whole round into an amount, of which every claimant has the part of his shares.
///      The last claimant of a round takes its remainder, so that claims always sum to what is owed.
library ClaimLedger {
    using SafeERC20 for IERC20;

    /// @notice A round of claims that were kept in shares and have been converted.
    /// @param owed {tok} Not yet attributed.
    /// @param shares {share} Not yet attributed.
    struct Round {
        uint256 owed;
        uint256 shares;
    }

    /// @notice One person's claim.
    /// @param amount {tok}
    /// @param shares {share} In round `round`.
    struct Account {
        uint256 amount;
        uint256 shares;
        uint256 round;
    }

    /// @notice All claims on one component.
    /// @param owed {tok} Sum of the claims in units.
    /// @param pendingShares {share} Sum of the claims kept in shares, in the current round.
    /// @param writtenOffSupply {share} Supply when the component was written off; zero if it is none such.
    struct Ledger {
        uint256 owed;
        uint256 pendingShares;
        uint256 writtenOffSupply;
        uint256 round;
        mapping(uint256 round => Round) rounds;
        mapping(address claimant => Account) accounts;
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
        (uint256 total, uint256 claimed) = (self.owed, self.accounts[msg.sender].amount);
        require(claimed > 0, IIndexVaultErrors.NothingToClaim(component, msg.sender));
        paid = balance >= total ? claimed : Math.mulDiv(claimed, balance, total);
        self.accounts[msg.sender].amount = 0;
        self.owed = total - claimed;

        if (paid > 0) {
            IERC20(component).safeTransfer(to, paid);
            uint256 left = IERC20(component).balanceOf(address(this));
            uint256 moved = Math.min(Math.saturatingSub(balance, left), paid);
            require(moved > 0, IIndexVaultErrors.ComponentNotDelivered(component, paid, 0));
            uint256 rest = paid - moved;
            if (rest > 0) credit(self, msg.sender, rest);
            (claimed, paid) = (claimed - rest, moved);
        }

        emit IIndexVault.ClaimPaid(component, msg.sender, to, claimed, paid);
    }

    /// @notice {tok} and {share} of `claimant`, as `attribute` would leave them.
    function claimOf(Ledger storage self, address claimant) external view returns (uint256 amount, uint256 shares) {
        Account storage account = self.accounts[claimant];
        (amount, shares) = (account.amount, account.shares);
        if (shares == 0 || account.round == self.round) return (amount, shares);
        Round storage round = self.rounds[account.round];
        return (amount + Math.mulDiv(round.owed, shares, round.shares), 0);
    }

    /// @notice Whether anybody has a claim.
    function isEmpty(Ledger storage self) internal view returns (bool) {
        return self.owed == 0 && self.pendingShares == 0;
    }

    /// @notice {tok} What the holders of `supply` {share} have of a balance: less owed, less the part of the pending shares.
    /// @dev Issuing and redeeming leave the pending part (balance - owed) * pending / (supply + pending) as it is, for both move
    ///      the balance in proportion to the supply: only a trade, or a claim itself, has to convert first. Of what is written
    ///      off neither moves anything: it is shared by the supply of that moment.
    function freeOf(
        Ledger storage self,
        uint256 balance,
        uint256 supply,
        Math.Rounding rounding
    ) internal view returns (uint256 free) {
        free = Math.saturatingSub(balance, self.owed);
        uint256 pending = self.pendingShares;
        if (pending == 0) return free;
        uint256 sharing = _sharing(self, supply);
        free = Math.mulDiv(free, sharing, sharing + pending, rounding);
    }

    /// @notice Credits `amount` {tok} to `claimant`.
    function credit(Ledger storage self, address claimant, uint256 amount) internal {
        self.owed += amount;
        self.accounts[claimant].amount += amount;
    }

    /// @notice Credits `shares` {share} of an unreadable component to `claimant`.
    function creditShares(Ledger storage self, address claimant, uint256 shares) internal {
        attribute(self, claimant);
        self.pendingShares += shares;
        Account storage account = self.accounts[claimant];
        account.shares += shares;
        account.round = self.round;
    }

    /// @notice Converts claims kept in shares into units, if there are any, now that `balance` {tok} could be read.
    /// @param token The component.
    /// @param supply {share} Supply that shares the balance with them.
    /// @return free {tok} What the holders have of it.
    function convert(
        Ledger storage self,
        address token,
        uint256 balance,
        uint256 supply
    ) internal returns (uint256 free) {
        (uint256 round, uint256 shares) = (self.round, self.pendingShares);
        if (shares > 0) {
            // {tok} = {tok} * {share} / {share}, rounded down: against the claimants
            uint256 sharing = _sharing(self, supply);
            uint256 amount = Math.mulDiv(Math.saturatingSub(balance, self.owed), shares, sharing + shares);
            self.rounds[round] = Round({owed: amount, shares: shares});
            self.owed += amount;
            self.pendingShares = 0;
            self.round = round + 1;
            emit IIndexVault.PendingSharesConverted(token, round, shares, amount);
        }
        return Math.saturatingSub(balance, self.owed);
    }

    /// @notice Turns `claimant`'s shares of a converted round into units of his own.
    function attribute(Ledger storage self, address claimant) internal {
        Account storage account = self.accounts[claimant];
        uint256 shares = account.shares;
        if (shares == 0 || account.round == self.round) return;
        Round storage round = self.rounds[account.round];
        uint256 amount = Math.mulDiv(round.owed, shares, round.shares);
        round.owed -= amount;
        round.shares -= shares;
        account.amount += amount;
        account.shares = 0;
    }

    /// @dev {share} Whoever shares a balance with the claims kept in shares.
    function _sharing(Ledger storage self, uint256 supply) private view returns (uint256) {
        uint256 writtenOffSupply = self.writtenOffSupply;
        return writtenOffSupply == 0 ? supply : writtenOffSupply;
    }
}
