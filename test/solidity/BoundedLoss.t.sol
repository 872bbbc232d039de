// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {BoundedLossHandler} from "./BoundedLossHandler.sol";
import {CHEATS} from "./Cheats.sol";
import {OrdinarySetup} from "./OrdinarySetup.sol";

/// @title What a stolen strategist and keeper, and strangers, can take from a share in any seven days
contract BoundedLossTest is OrdinarySetup {
    /// @dev A seed with which the strategist changes the regime from bear to bull.
    uint256 private constant CHANGE_TO_BULL = 5 * 52;

    BoundedLossHandler private _handler;

    function setUp() public {
        _createIndex();
        for (uint256 i; i < COMPONENTS; ++i) {
            _feeds[i].setAnswer(1e8);
            tokens[i].setBombSize(1 << 12);
        }
        _handler = new BoundedLossHandler(vault, tokens, _feeds, address(this), KEEPER);
        vault.transfer(address(_handler.stolen()), 1e18);
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            vault.transfer(_handler.actorAt(i), 300e18);
        }
    }

    /// @dev Whom the fuzzer calls.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_E3_E4_E6_E7_V6_L1_lossIsBounded() public {
        _check();
    }

    /// @notice The campaign is about something: each of its calls is made, and each way to end one is met.
    function test_E4_E12_everyCallIsMade() public {
        for (uint256 i; i < 90; ++i) {
            _call(i, uint256(keccak256(abi.encode("walk", i))));
        }
        _check();
        string[13] memory names = [
            "issue",
            "redeem",
            "claim",
            "movePrice",
            "startEpoch",
            "settled",
            "incomplete",
            "keeper",
            "stranger",
            "sandwich",
            "flash",
            "too little",
            "refused"
        ];
        for (uint256 i; i < names.length; ++i) {
            require(_handler.done(names[i]) > 0, names[i]);
        }
        require(_handler.done("keeper") >= 20 && _handler.done("stranger") >= 5, "trades");
        require(_handler.stolen().refused() > 100, "reentrancy");
    }

    /// @notice A stolen keeper takes all that a week may lose, in one epoch after the other, and not a billionth more: three
    ///         quarters in weekly epochs, and the rest in a change of regime.
    function test_E4_E17_keeperTakesTheLimit() public {
        for (uint256 i; i < 5; ++i) {
            _handler.warp(3 days - 1); // the cool-down passes
        }
        for (uint256 i; i < 24; ++i) {
            if (i % 8 == 0) _handler.startEpoch(i + 1);
            _handler.plunder(i, 0, uint256(BoundedLossHandler.Greed.WhatIsLeft), 0);
            if (i % 4 == 3) _handler.plunder(i, 0, uint256(BoundedLossHandler.Greed.AllOfTheTier), 0);
        }
        uint256 limit = vault.constitution().lossLimit;
        uint256 weekly = limit - limit / 4;
        require(_handler.worst(0) > weekly - limit / 1e6 && _handler.worst(0) <= weekly + 1e12, "weekly losses");
        _handler.startEpoch(CHANGE_TO_BULL);
        require(vault.epoch().kind == IIndexVault.EpochKind.RegimeChange, "no change of regime");
        for (uint256 i; i < 12; ++i) {
            _handler.plunder(i, 0, uint256(BoundedLossHandler.Greed.WhatIsLeft), 0);
        }
        _check();
        require(_handler.worst(0) > limit - limit / 1e6, "losses");
        require(_handler.done("over budget") > 0, "over budget");
    }

    /// @notice Strangers take half of it, whatever epochs begin.
    function test_E4_E12_strangersTakeHalf() public {
        for (uint256 i; i < 24; ++i) {
            if (i % 8 == 0) _handler.startEpoch(i + 1);
            _handler.plunderAsStranger(i + (10 hours << 128), 0, uint256(BoundedLossHandler.Greed.WhatIsLeft), 0);
            if (i % 4 == 3)
                _handler.plunderAsStranger(i + (10 hours << 128), 0, uint256(BoundedLossHandler.Greed.AllOfTheTier), 0);
        }
        _check();
        uint256 half = vault.constitution().lossLimit / 2;
        require(_handler.worst(1) > half - half / 100, "losses to strangers");
        require(_handler.done("over budget") > 0, "over budget");
    }

    /// @notice A stolen strategist turns the index over until the week's limit stops it.
    function test_E4_turnoverIsLimited() public {
        for (uint256 i; i < 36; ++i) {
            if (i % 6 == 0) _handler.startEpoch(i * i + 1);
            _handler.plunder(i, 0, uint256(BoundedLossHandler.Greed.None), 0);
        }
        _check();
        uint256 limit = vault.constitution().turnoverLimit;
        require(_handler.worst(2) > (limit * 9) / 10, "turnover");
        require(_handler.done("over turnover") > 0, "over turnover");
    }

    /// @notice The index leaves for USDC although the week's turnover is used up.
    function test_E17_leavingNeedsNoTurnover() public {
        for (uint256 i; i < 5; ++i) {
            _handler.warp(3 days - 1); // the cool-down passes
        }
        for (uint256 i; i < 36; ++i) {
            if (i % 6 == 0) _handler.startEpoch(5 * i + 1);
            _handler.plunder(i, 0, uint256(BoundedLossHandler.Greed.None), 0);
        }
        _handler.startEpoch(CHANGE_TO_BULL);
        require(vault.epoch().kind == IIndexVault.EpochKind.RegimeChange, "no change of regime");
        uint256 trades = _handler.done("keeper");
        for (uint256 i; i < 4 * COMPONENTS; ++i) {
            _handler.plunder(i % COMPONENTS | (_moneyPosition() << 8), 0, uint256(BoundedLossHandler.Greed.None), 0);
        }
        _check();
        require(_handler.done("keeper") > trades, "nothing left");
    }

    /// @dev Where USDC is listed.
    function _moneyPosition() private view returns (uint256 position) {
        while (address(tokens[position]) != address(usdc)) ++position;
    }

    /// @dev One call of the handler, with what a hash says.
    function _call(uint256 kind, uint256 seed) private {
        kind %= 15;
        (uint256 a, uint256 b, uint256 c) = (seed >> 16, seed >> 48, seed >> 80);
        if (kind == 0) _handler.issue(a, b);
        if (kind == 1) _handler.redeem(a, b % 50e18, c & ~uint256(3));
        if (kind == 2) _handler.claim(a, b);
        if (kind == 3) _handler.setFault(a, b, c, seed >> 112);
        if (kind == 4) _handler.warp(a);
        if (kind == 5) _handler.startEpoch(seed);
        if (kind == 6) _handler.closeEpoch(a % 2 == 0);
        if (kind == 7 || kind == 8) _handler.plunder(seed, a, b, c);
        if (kind == 9 || kind == 10) _handler.plunderAsStranger(seed, a, b, c);
        if (kind == 11) _handler.sandwich(seed, a, b, c % 2 == 0);
        if (kind == 12) _handler.flash(seed, a, b, c);
        if (kind == 13) _handler.settle(seed);
        if (kind == 14) _handler.movePrice(a, b);
    }

    function _check() private {
        require(bytes(_handler.wrong()).length == 0, _handler.wrong());
        address[4] memory takers = [address(_handler.stolen()), address(_handler.honest()), address(_handler), KEEPER];
        for (uint256 i; i < COMPONENTS; ++i) {
            for (uint256 j; j < takers.length; ++j) {
                require(tokens[i].allowance(address(vault), takers[j]) == 0, "E-7: an allowance");
            }
        }
        _everybodyLeaves();
        for (uint256 i; i < COMPONENTS; ++i) {
            tokens[i].setReadFault(OddERC20.ReadFault.None);
            require(tokens[i].balanceOf(address(_handler.honest())) == 0, "R-1: the executor keeps something");
        }
    }

    /// @dev L-1: from wherever the campaign has come to.
    function _everybodyLeaves() private {
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            address actor = _handler.actorAt(i);
            uint256 shares = vault.balanceOf(actor);
            if (shares == 0) continue;
            CHEATS.prank(actor);
            vault.redeem(shares, actor, actor);
        }
    }

    function _maximumWeight() internal pure override returns (uint64) {
        return 0.4e18;
    }
}
