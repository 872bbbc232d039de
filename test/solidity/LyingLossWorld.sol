// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "../../contracts/IndexVault.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {ShiftyExecutor} from "./ShiftyExecutor.sol";

/// @title An index of components of a dollar each that may misbehave, seen without the vault's own accounts
abstract contract LyingLossWorld {
    /// @notice The start of the open epoch.
    /// @param floor D18{uoa/share} Least worth of a share while the epoch lasts.
    /// @param bad Bitmap of the components that may misbehave.
    struct Start {
        uint256 number;
        uint256 floor;
        uint256 bad;
    }

    /// @notice One component at the start of an epoch, by the worth of a share.
    /// @param target D18{uoa/share}
    /// @param counted D18{uoa/share} Value that trades explain: of a gift nothing counts, nor of a balance that is hidden.
    /// @param sold D18{uoa/share} What the epoch has sold of it.
    struct Record {
        uint256 target;
        uint256 counted;
        uint256 sold;
    }

    uint256 public constant ACTORS = 3;
    uint256 internal constant WAD = 1e18;
    /// @dev {1} Maximum weight of a component other than USDC.
    uint256 public constant MAX_WEIGHT = 0.2e18;
    /// @dev D18{uoa/share} Upper bound of all rounding, at ten dollars a share.
    uint256 internal constant ROUNDING = 1e14;
    /// @dev {1} What drops out in one start at most.
    uint256 internal constant MAX_DUST = 0.0005e18;
    /// @dev D18{uoa/share} Purchases that are noticed.
    uint256 internal constant LEAST_NOTICED = 0.05e18;
    address internal constant STRANGER = address(0x57A);

    IndexVault internal _vault;
    OddERC20[] internal _tokens;
    MockAggregator[] internal _feeds;
    uint256 internal _money;
    address internal _admin;
    address internal _keeper;
    address internal _guardian;
    ShiftyExecutor internal _executor;
    IIndexVault.Constitution internal _terms;
    Start internal _start;
    /// @dev D18{uoa/share} What the open epoch has bought of each component.
    mapping(uint256 position => uint256) internal _bought;
    /// @dev Each component at the start of the open epoch.
    mapping(uint256 position => Record) internal _records;

    /// @notice The first thing that was not as it must be.
    string public wrong;
    /// @notice {calls} That were made, by what they are.
    mapping(string name => uint256) public done;

    constructor(
        IndexVault vault,
        OddERC20[] memory tokens,
        MockAggregator[] memory feeds,
        address[3] memory adminKeeperGuardian
    ) {
        (_vault, _tokens, _feeds, _terms) = (vault, tokens, feeds, vault.constitution());
        (_admin, _keeper, _guardian) = (adminKeeperGuardian[0], adminKeeperGuardian[1], adminKeeperGuardian[2]);
        _executor = new ShiftyExecutor(vault);
        for (uint256 i; i < tokens.length; ++i) {
            if (address(tokens[i]) == _terms.usdc) _money = i;
        }
    }

    function actorAt(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % ACTORS)));
    }

    /// @dev A redemption by a part of an actor's shares, with some positions skipped. Zero shares if the actor has none.
    function _redemptionOf(
        uint256 seed,
        uint256 amount,
        uint256 skip
    ) internal view returns (IIndexVault.Redemption memory redemption) {
        address actor = actorAt(seed);
        uint256 balance = _vault.balanceOf(actor);
        if (balance == 0) return redemption;
        redemption.shares = 1 + (amount % (1 + balance / 4));
        (redemption.receiver, redemption.owner, redemption.claimant) = (actor, actor, actor);
        (redemption.basketId, redemption.skip) = (_vault.basketId(), skip % 16);
    }

    /// @dev Bitmap of the components that are listed.
    function _listedBitmap() internal view returns (uint256 listed) {
        for (uint256 i; i < _tokens.length; ++i) {
            if (_positionOf(i) != type(uint256).max) listed |= 1 << i;
        }
    }

    /// @dev E-18: the components that dropped out at this start are worth 5 bps of NAV at most, and are charged as a loss.
    /// @param listed Bitmap of the components that were listed before.
    function _checkDropped(uint256 listed) internal {
        IIndexVault.Epoch memory latest = _vault.epoch();
        uint256 dropped; // D18{uoa/share}
        for (uint256 i; i < _tokens.length; ++i) {
            if ((listed >> i) & 1 == 0 || _positionOf(i) != type(uint256).max) continue;
            // The vault cannot know better of a component that hides its balance.
            if (_tokens[i].readFault() != OddERC20.ReadFault.None) continue;
            ++done["dropped out"];
            dropped += _worthOf(i);
        }
        uint256 part = Math.mulDiv(dropped, WAD, latest.budgetNavPerShare); // {1}
        if (part > MAX_DUST + ROUNDING) _blame("E-18: too much dropped out");
        if (part > latest.loss + ROUNDING) _blame("E-18: what dropped out is not charged");
    }

    /// @dev E-16: a component of which the last epoch bought something, and which is gone at this start, is flagged.
    function _checkFlagged() internal {
        for (uint256 i; i < _tokens.length; ++i) {
            uint256 bought = _bought[i];
            _bought[i] = 0;
            if (bought < LEAST_NOTICED || _tokens[i].readFault() != OddERC20.ReadFault.None) continue;
            (uint256 owed, uint256 pending) = _vault.owed(address(_tokens[i]));
            if (_trueBalance(i) > 0 || owed > 0 || pending > 0) continue;
            ++done["vanished"];
            if (!_vault.isFlagged(address(_tokens[i]))) _blame("E-16: what vanished is not flagged");
        }
    }

    /// @dev D18{uoa/share} What the holders have of a component, at a dollar.
    function _worthOf(uint256 i) internal returns (uint256) {
        (uint256 owed, uint256 pending) = _vault.owed(address(_tokens[i]));
        uint256 free = Math.saturatingSub(_trueBalance(i), owed);
        uint256 supply = _vault.totalSupply();
        if (pending > 0) free -= Math.mulDiv(free, pending, supply + pending);
        return Math.mulDiv(free * WAD, WAD, supply * 10 ** _tokens[i].decimals());
    }

    /// @dev {tok} Whatever the component shows.
    function _trueBalance(uint256 i) internal returns (uint256 balance) {
        OddERC20.ReadFault fault = _tokens[i].readFault();
        if (fault == OddERC20.ReadFault.None) return _tokens[i].balanceOf(address(_vault));
        _tokens[i].setReadFault(OddERC20.ReadFault.None);
        balance = _tokens[i].balanceOf(address(_vault));
        _tokens[i].setReadFault(fault);
    }

    /// @dev Whether the component shows less than is owed of it.
    function _isShort(uint256 i) internal view returns (bool) {
        (uint256 owed, ) = _vault.owed(address(_tokens[i]));
        if (owed == 0) return false;
        try _tokens[i].balanceOf(address(_vault)) returns (uint256 balance) {
            return balance < owed;
        } catch {
            return false;
        }
    }

    /// @dev {uoa} What can be sold of a component before it crosses its target, or bought, by what it shows.
    function _roomOf(uint256 i, bool buying) internal view returns (uint256) {
        uint256 position = _positionOf(i);
        if (position == type(uint256).max) return 0;
        if (buying && i == _money) return 1e30;
        (, uint256[] memory units, uint256 carried) = _vault.basket(_vault.basketId());
        if ((carried >> position) & 1 == 1) return 0;
        uint256 shown;
        try _tokens[i].balanceOf(address(_vault)) returns (uint256 balance) {
            (uint256 owed, ) = _vault.owed(address(_tokens[i]));
            shown = Math.min(Math.saturatingSub(balance, owed), 1e36);
        } catch {
            return 0;
        }
        uint256 target = Math.mulDiv(units[position], _vault.totalSupply(), 1e36);
        uint256 room = buying ? Math.saturatingSub(target, shown) : Math.saturatingSub(shown, target + 2);
        return Math.mulDiv(room, WAD, 10 ** _tokens[i].decimals());
    }

    /// @dev {tok} What is worth `value` {uoa}.
    function _amountOf(uint256 i, uint256 value) internal view returns (uint256) {
        return Math.mulDiv(value, 10 ** _tokens[i].decimals(), WAD);
    }

    /// @dev Where a component is listed; the greatest number if it is not.
    function _positionOf(uint256 i) internal view returns (uint256) {
        (address[] memory components, , ) = _vault.basket(_vault.basketId());
        for (uint256 j; j < components.length; ++j) {
            if (components[j] == address(_tokens[i])) return j;
        }
        return type(uint256).max;
    }

    /// @dev Every feed answers anew.
    function _refresh() internal {
        for (uint256 i; i < _feeds.length; ++i) {
            _feeds[i].setAnswer(1e8);
        }
    }

    function _blame(string memory what) internal {
        if (bytes(wrong).length == 0) wrong = what;
    }
}
