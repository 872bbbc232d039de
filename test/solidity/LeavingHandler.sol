// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "../../contracts/IndexVault.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {IIssueCallback} from "../../contracts/interfaces/IIssueCallback.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";

/// @title People who come and go while components break and mend
/// @notice Every call that must succeed and does not, and every amount that is not exact, is kept in `wrong`.
contract LeavingHandler is IIssueCallback {
    /// @notice What the vault has of one component.
    struct Holding {
        uint256 balance;
        uint256 owed;
        uint256 pending;
    }

    uint256 public constant ACTORS = 3;

    IndexVault private immutable _vault;
    OddERC20[] private _tokens;

    /// @notice The first thing that was not as it must be.
    string public wrong;
    /// @notice Whether a component has lost balance by itself.
    mapping(uint256 position => bool) public seized;
    /// @notice {calls} That redeemed, that issued, and that were paid a claim.
    uint256[3] public done;

    constructor(IndexVault vault, OddERC20[] memory tokens) {
        _vault = vault;
        _tokens = tokens;
    }

    function actorAt(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % ACTORS)));
    }

    /* PEOPLE */

    function redeem(uint256 actorSeed, uint256 amount, uint256 skip) external {
        address actor = actorAt(actorSeed);
        uint256 balance = _vault.balanceOf(actor);
        if (balance == 0) return;
        uint256 shares = 1 + (amount % balance);
        uint256 supply = _vault.totalSupply();
        Holding[] memory before = _holdings();
        if (skip % 4 != 0) skip = 0;
        uint256 basketId = _vault.basketId();

        CHEATS.prank(actor);
        try
            _vault.redeemWith(
                IIndexVault.Redemption({
                    shares: shares,
                    receiver: actor,
                    owner: actor,
                    claimant: actor,
                    basketId: basketId,
                    minAmounts: new uint256[](0),
                    skip: skip >> 2
                })
            )
        {
            ++done[0];
        } catch {
            _blame("L-1: a redemption failed");
            return;
        }
        for (uint256 i; i < before.length; ++i) {
            _checkRedeemed(i, before[i], ((skip >> (2 + i)) & 1) == 1, shares, supply);
        }
    }

    function issue(uint256 actorSeed, uint256 amount) external {
        address actor = actorAt(actorSeed);
        uint256 shares = 1 + (amount % 1_000e18);
        (Holding[] memory before, uint256 supply) = (_holdings(), _vault.totalSupply());
        uint256[] memory amounts = _vault.previewIssue(shares);
        for (uint256 i; i < amounts.length; ++i) {
            _tokens[i].mint(actor, amounts[i]);
            CHEATS.prank(actor);
            _tokens[i].approve(address(_vault), amounts[i]);
        }

        uint256 basketId = _vault.basketId();
        CHEATS.prank(actor);
        try _vault.issue(shares, actor, basketId, amounts) {
            _checkIssued(before, shares, supply);
        } catch {}
    }

    function issueWithCallback(uint256 actorSeed, uint256 amount) external {
        uint256 shares = 1 + (amount % 1_000e18);
        (Holding[] memory before, uint256 supply) = (_holdings(), _vault.totalSupply());
        try _vault.issueWithCallback(shares, actorAt(actorSeed), _vault.basketId(), "") {
            _checkIssued(before, shares, supply);
        } catch {}
    }

    /// @inheritdoc IIssueCallback
    function onIssue(uint256, uint256[] calldata amounts, bytes calldata) external {
        for (uint256 i; i < amounts.length; ++i) {
            _tokens[i].mint(msg.sender, amounts[i]);
        }
    }

    function claim(uint256 actorSeed, uint256 position) external {
        address actor = actorAt(actorSeed);
        position %= _tokens.length;
        OddERC20 token = _tokens[position];
        Holding memory before = _holding(position);
        (uint256 credited, ) = _vault.claimOf(address(token), actor);
        uint256 supply = _vault.totalSupply();

        CHEATS.prank(actor);
        try _vault.claim(address(token), actor) returns (uint256 paid) {
            ++done[2];
            _checkClaimed(position, before, paid, supply);
        } catch {
            bool ordinary = uint8(token.transferFault()) == 0 && uint8(token.readFault()) == 0;
            if (credited > 0 && ordinary) _blame("L-4: a claim on an ordinary component failed");
        }
    }

    function settleClaims(uint256 positions) external {
        (Holding[] memory before, uint256 supply) = (_holdings(), _vault.totalSupply());
        uint256 claimed = _vault.claimedPositions();
        try _vault.settleClaims(positions) returns (uint256 left, uint256 changed) {
            if (left != _vault.claimedPositions()) _blame("L-6: not the positions that are left");
            if (claimed & ~left & ~changed != 0) _blame("L-6: cleared positions that are not returned as changed");
            if (changed & ~(positions & claimed) != 0) _blame("L-6: changed positions that were not to be settled");
            for (uint256 i; i < before.length; ++i) {
                bool named = ((positions & claimed) >> i) & 1 == 1;
                _checkSettled(i, before[i], named, (left >> i) & 1 == 1, supply);
            }
        } catch {
            _blame("L-6: settling failed");
        }
    }

    function transfer(uint256 fromSeed, uint256 toSeed, uint256 amount) external {
        address from = actorAt(fromSeed);
        amount = amount % (_vault.balanceOf(from) + 1);
        CHEATS.prank(from);
        _vault.transfer(actorAt(toSeed), amount);
    }

    /* THE WORLD */

    function donate(uint256 position, uint256 amount) external {
        _tokens[position % _tokens.length].mint(address(_vault), amount % 1e30);
    }

    function warp(uint256 time) external {
        CHEATS.warp(block.timestamp + (time % 400 days));
    }

    /// @notice Breaks a component's transfers or its balance, or mends it.
    /// @dev One that lies about a balance that it could have is left out: it takes its own holders' part along.
    function setFault(uint256 position, uint256 transferFault, uint256 readFault, uint256 seed) external {
        OddERC20 token = _tokens[position % _tokens.length];
        token.setTransferFault(OddERC20.TransferFault(transferFault % 19));
        token.setReadFault(OddERC20.ReadFault(seed % 3 == 0 ? readFault % 6 : 0));
        token.setRefused(seed % 4 == 0 ? address(_vault) : actorAt(seed));
    }

    function mend(uint256 position) external {
        OddERC20 token = _tokens[position % _tokens.length];
        token.setTransferFault(OddERC20.TransferFault.None);
        token.setReadFault(OddERC20.ReadFault.None);
    }

    function seize(uint256 position, uint256 amount) external {
        position %= _tokens.length;
        if (amount % 5 != 0) return; // rare: it weakens what can be asserted
        mendTransfers(position);
        uint256 balance = _holding(position).balance;
        seized[position] = true;
        _tokens[position].seize(address(_vault), amount % (balance + 1));
    }

    function mendTransfers(uint256 position) public {
        _tokens[position % _tokens.length].setTransferFault(OddERC20.TransferFault.None);
    }

    /* WHAT MUST HOLD AFTER A CALL */

    function _checkRedeemed(
        uint256 position,
        Holding memory before,
        bool skipped,
        uint256 shares,
        uint256 supply
    ) private {
        Holding memory now_ = _holding(position);
        if (skipped || uint8(_tokens[position].readFault()) != 0) {
            if (now_.pending != before.pending + shares) _blame("L-4: shares do not wait");
            if (now_.balance != before.balance || now_.owed != before.owed) _blame("V-3: paid unread");
            return;
        }
        uint256 due = Math.mulDiv(_free(before, supply), shares, supply);
        if (before.balance - now_.balance + now_.owed - before.owed != due) _blame("V-3: not the exact part");
        if (now_.pending != before.pending) _blame("L-4: shares wait although a balance was read");
        _checkPerShare(before, now_, supply);
    }

    function _checkIssued(Holding[] memory before, uint256 shares, uint256 supply) private {
        ++done[1];
        for (uint256 i; i < before.length; ++i) {
            Holding memory now_ = _holding(i);
            uint256 free = _free(before[i], supply);
            uint256 came = now_.balance - before[i].balance;
            if (came < Math.mulDiv(free, shares, supply, Math.Rounding.Ceil)) _blame("V-2: less than required");
            if (free > 0 && came == 0) _blame("V-2: shares for nothing");
            if (now_.owed != before[i].owed || now_.pending != before[i].pending)
                _blame("V-1: issuance changed claims");
            _checkPerShare(before[i], now_, supply);
        }
    }

    function _checkClaimed(uint256 position, Holding memory before, uint256 paid, uint256 supply) private {
        Holding memory now_ = _holding(position);
        bool covered = before.balance >= before.owed; // else what waits goes on waiting
        uint256 waiting =
            covered ? Math.mulDiv(before.balance - before.owed, before.pending, supply + before.pending) : 0;
        uint256 owed = before.owed + waiting;
        uint256 claimed = owed - now_.owed;
        // If only a part left, the rest stays a claim, and what the claim lost in a shortfall cannot be told from it.
        if (_tokens[position].transferFault() == OddERC20.TransferFault.ReturnTrueAndMoveHalf && owed > before.balance)
            return;
        uint256 due = before.balance >= owed ? claimed : Math.mulDiv(claimed, before.balance, owed);
        if (paid != due || before.balance - now_.balance != due) _blame("V-1: a claim does not pay min(1, B/O)");
        if (now_.pending != (covered ? 0 : before.pending)) _blame("L-4: shares wait after a claim");
    }

    function _checkSettled(uint256 position, Holding memory before, bool named, bool left, uint256 supply) private {
        Holding memory now_ = _holding(position);
        bool owing = now_.owed > 0 || now_.pending > 0;
        if (owing && !left) _blame("L-6: claims are not marked");
        uint256 paid = before.balance - now_.balance;
        bool covered = before.balance >= before.owed;
        if (!named || !covered) {
            bool same = paid == 0 && now_.owed == before.owed && now_.pending == before.pending;
            if (!same) _blame("L-6: settled what was not to be settled");
            return;
        }
        bool readable = uint8(_tokens[position].readFault()) == 0;
        if (readable && left != owing) _blame("L-6: marked although nothing is owed");
        uint256 worth = Math.mulDiv(before.balance - before.owed, before.pending, supply + before.pending);
        if (readable && now_.pending > 0 && worth > 0) _blame("L-6: shares wait that are worth something");
        if (readable && left && now_.pending == 0 && uint8(_tokens[position].transferFault()) == 0)
            _blame("L-6: something is left of ordinary claims");
        if (paid + now_.owed != before.owed + (now_.pending > 0 ? 0 : worth))
            _blame("L-4: settled more or less than was owed");
        if (_free(now_, supply) < _free(before, supply)) _blame("V-6: settling took from the holders");
    }

    /// @dev V-4, V-5: what stays for a share never falls. Not asked while shares wait, whose part is rounded.
    function _checkPerShare(Holding memory before, Holding memory now_, uint256 supplyBefore) private {
        uint256 supply = _vault.totalSupply();
        if (before.pending > 0 || now_.pending > 0) return;
        if (_free(now_, supply) * supplyBefore < _free(before, supplyBefore) * supply) _blame("V-4: a share has less");
    }

    /* READING */

    /// @dev {tok} What the holders of `supply` {share} have.
    function _free(Holding memory holding, uint256 supply) private pure returns (uint256) {
        return Math.mulDiv(Math.saturatingSub(holding.balance, holding.owed), supply, supply + holding.pending);
    }

    function _holdings() private returns (Holding[] memory all) {
        all = new Holding[](_tokens.length);
        for (uint256 i; i < all.length; ++i) {
            all[i] = _holding(i);
        }
    }

    /// @dev Reads the balance even where nobody else can.
    function _holding(uint256 position) private returns (Holding memory holding) {
        OddERC20 token = _tokens[position];
        OddERC20.ReadFault fault = token.readFault();
        token.setReadFault(OddERC20.ReadFault.None);
        holding.balance = token.balanceOf(address(_vault));
        token.setReadFault(fault);
        (holding.owed, holding.pending) = _vault.owed(address(token));
    }

    function _blame(string memory what) private {
        if (bytes(wrong).length == 0) wrong = what;
    }
}
