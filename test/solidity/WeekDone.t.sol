// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OrdinarySetup} from "./OrdinarySetup.sol";
import {WeekDoneHandler} from "./WeekDoneHandler.sol";

/// @title Whatever strangers do, an honest keeper finishes its week
contract WeekDoneTest is OrdinarySetup {
    WeekDoneHandler private _handler;

    function setUp() public {
        _createIndex();
        _handler = new WeekDoneHandler(vault, tokens, _feeds, [address(this), KEEPER, GUARDIAN]);
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            vault.transfer(_handler.actorAt(i), 300e18);
        }
        _handler.startWeek(1);
    }

    /// @dev Whom the fuzzer calls.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_E9_E15_theWeekGetsDone() public {
        _handler.finish();
        _check();
    }

    /// @notice The campaign is about something: each of its calls is made, over many weeks.
    function test_E15_everyCallIsMade() public {
        for (uint256 i; i < 600; ++i) {
            uint256 seed = uint256(keccak256(abi.encode("week", i)));
            (uint256 a, uint256 b) = (seed >> 48, seed >> 112);
            uint256 kind = seed % 9;
            if (kind == 0) _handler.give(a, b);
            if (kind == 1) _handler.close();
            if (kind == 2) _handler.redeem(a, b, b >> 64);
            if (kind == 3) _handler.settleClaims(a);
            if (kind == 4) _handler.tradeAsStranger(a, b);
            if (kind == 5) _handler.warp(a);
            if (kind == 6) _handler.startWeek(a);
            if (kind == 7) _handler.keep(a);
            if (kind == 8 && a % 4 == 0) _handler.finish();
            _check();
        }
        string[9] memory names = [
            "give",
            "closed",
            "close refused",
            "redeem",
            "settleClaims",
            "stranger",
            "startWeek",
            "keep",
            "finished"
        ];
        for (uint256 i; i < names.length; ++i) {
            require(_handler.done(names[i]) > 0, names[i]);
        }
    }

    function _check() private view {
        require(bytes(_handler.wrong()).length == 0, _handler.wrong());
    }

    function _maximumWeight() internal pure override returns (uint64) {
        return 0.2e18;
    }
}
