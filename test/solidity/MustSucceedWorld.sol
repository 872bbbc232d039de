// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "../../contracts/IndexVault.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";

/// @title A vault, its people and a world in which anything breaks and mends
abstract contract MustSucceedWorld {
    uint256 public constant ACTORS = 3;
    uint256 internal constant WAD = 1e18;
    /// @dev D18{1/s} Three per cent a year.
    uint256 internal constant STREAMING = 965_855_132;
    /// @dev {1e6} One per cent.
    uint256 internal constant ISSUANCE = 10_000;

    IndexVault internal immutable _vault;
    MockAggregator internal immutable _dollar;
    address internal immutable _admin;
    address internal immutable _keeper;
    address internal immutable _guardian;
    OddERC20[] internal _tokens;
    address internal immutable _usdc;

    /// @notice {calls} That were made, by what they are.
    mapping(string name => uint256) public done;
    /// @notice Whether a component has lost balance by itself.
    mapping(uint256 position => bool) public seized;

    /// @param admin Timelock and strategist.
    constructor(
        IndexVault vault,
        OddERC20[] memory tokens,
        MockAggregator dollar,
        address admin,
        address keeper,
        address guardian
    ) {
        (_vault, _tokens, _dollar) = (vault, tokens, dollar);
        (_admin, _keeper, _guardian) = (admin, keeper, guardian);
        _usdc = vault.constitution().usdc;
    }

    function actorAt(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % ACTORS)));
    }

    function recipientAt(uint256 seed) public pure returns (address) {
        return address(uint160(0xFEE + (seed % 2)));
    }

    /* THE WORLD */

    function donate(uint256 position, uint256 amount) external {
        position %= _tokens.length;
        mend(position);
        _tokens[position].mint(address(_vault), amount % 1e30);
    }

    function warp(uint256 time) external {
        CHEATS.warp(block.timestamp + (time % 100 days));
    }

    /// @notice Breaks a component. One that lies about a balance that it could have is left out: see the other campaign.
    function setFault(uint256 position, uint256 transferFault, uint256 readFault, uint256 seed) external {
        OddERC20 token = _tokens[position % _tokens.length];
        token.setTransferFault(OddERC20.TransferFault(transferFault % 17));
        token.setReadFault(OddERC20.ReadFault(seed % 3 == 0 ? readFault % 6 : 0));
        token.setRefused(seed % 4 == 0 ? address(_vault) : actorAt(seed));
    }

    function mend(uint256 position) public {
        OddERC20 token = _tokens[position % _tokens.length];
        token.setTransferFault(OddERC20.TransferFault.None);
        token.setReadFault(OddERC20.ReadFault.None);
    }

    function seize(uint256 position, uint256 amount) external {
        position %= _tokens.length;
        if (amount % 5 != 0) return; // rare: it weakens what can be asserted
        mend(position);
        seized[position] = true;
        _tokens[position].seize(address(_vault), amount % (_tokens[position].balanceOf(address(_vault)) + 1));
    }

    /* WHAT STANDS BEFORE A CALL */

    /// @dev Issuance is refused while it is paused, and while a component is out of order.
    function _reachIssuance() internal {
        _reach(_vault.issuancePausedUntil());
        for (uint256 i; i < _tokens.length; ++i) {
            mend(i);
        }
    }

    function _reach(uint256 time) internal {
        if (block.timestamp < time) CHEATS.warp(time);
    }

    function _part(uint256 actorSeed, uint256 amount) internal view returns (address actor, uint256 shares) {
        actor = actorAt(actorSeed);
        uint256 balance = _vault.balanceOf(actor);
        shares = balance == 0 ? 0 : 1 + (amount % balance);
    }

    function _isWell(uint256 position) internal view returns (bool) {
        OddERC20 token = _tokens[position];
        return token.transferFault() == OddERC20.TransferFault.None && token.readFault() == OddERC20.ReadFault.None;
    }

    /// @dev Whether a component can be moved, and was not carried into the epoch.
    function _isTradeable(uint256 position) internal view returns (bool) {
        (, , uint256 carried) = _vault.basket(_vault.basketId());
        return _isWell(position) && (carried >> position) & 1 == 0;
    }

    /// @dev Whether no component that can be read counts for ten dollars: an epoch asks for something to measure by. USDC counts
    ///      in full, any other at least up to its target. A gift beyond that need not count.
    function _nothingCounts() internal view returns (bool) {
        (, uint256[] memory units, ) = _vault.basket(_vault.basketId());
        uint256 supply = _vault.totalSupply();
        for (uint256 i; i < _tokens.length; ++i) {
            if (_tokens[i].readFault() != OddERC20.ReadFault.None) continue;
            uint256 counted = _held(i);
            if (address(_tokens[i]) != _usdc) counted = Math.min(counted, Math.mulDiv(units[i], supply, 1e36));
            if (counted >= 10 * 10 ** _tokens[i].decimals()) return false;
        }
        return true;
    }

    /* FIGURES */

    /// @dev {tok} What the holders have of a component that can be read, once those who wait in shares have their part.
    function _held(uint256 position) internal view returns (uint256) {
        address token = address(_tokens[position]);
        (uint256 owed, uint256 pending) = _vault.owed(token);
        uint256 free = Math.saturatingSub(_tokens[position].balanceOf(address(_vault)), owed);
        return free - Math.mulDiv(free, pending, _vault.totalSupply() + pending);
    }

    /// @dev {tok} What can be sold of a component, or bought.
    function _room(uint256 position, bool buying) internal view returns (uint256) {
        (, uint256[] memory units, ) = _vault.basket(_vault.basketId());
        uint256 supply = _vault.totalSupply();
        uint256 held = _held(position);
        if (buying) return Math.saturatingSub(Math.mulDiv(units[position], supply, 1e36), held);
        return Math.saturatingSub(held, Math.mulDiv(units[position], supply, 1e36, Math.Rounding.Ceil));
    }

    /// @dev A sale at the price, USDC rounded up.
    function _sale(uint256 position, uint256 amount) internal view returns (uint256 sold, uint256 bought) {
        return (amount, Math.mulDiv(amount, 1e6, 10 ** _tokens[position].decimals()) + 1);
    }

    /// @dev A purchase at the price, USDC rounded down.
    function _purchase(
        uint256 position,
        uint256 money,
        uint256 amount
    ) internal view returns (uint256 sold, uint256 bought) {
        uint256 scale = 10 ** _tokens[position].decimals();
        bought = Math.min(_room(position, true), Math.mulDiv(_room(money, false), scale, 1e6));
        if (bought > 0) bought = 1 + (amount % bought);
        sold = Math.mulDiv(bought, 1e6, scale);
    }

    function _positionOf(address token) internal view returns (uint256 position) {
        while (address(_tokens[position]) != token) ++position;
    }
}
