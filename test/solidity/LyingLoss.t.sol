// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../../contracts/interfaces/IComponentRegistry.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {OrdinarySetup} from "./OrdinarySetup.sol";
import {LyingLossHandler} from "./LyingLossHandler.sol";

/// @title What components that misbehave, and whoever trades and closes, take from a share in an epoch
contract LyingLossTest is OrdinarySetup {
    LyingLossHandler private _handler;

    function setUp() public {
        _createIndex();
        for (uint256 i; i < COMPONENTS; ++i) {
            _feeds[i].setAnswer(1e8);
        }
        _handler = new LyingLossHandler(vault, tokens, _feeds, [address(this), KEEPER, GUARDIAN]);
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            vault.transfer(_handler.actorAt(i), 300e18);
        }
    }

    /// @dev Whom the fuzzer calls.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_E13_E14_E15_E16_E19_misbehaviourTakesThePublishedBudgets() public view {
        _check();
    }

    /// @notice The campaign is about something: each of its calls is made, and each guard is met.
    function test_E13_E19_everyCallIsMade() public {
        for (uint256 i; i < 600; ++i) {
            _call(i, uint256(keccak256(abi.encode("lies", i))));
        }
        _check();
        string[14] memory names = [
            "misbehave",
            "redeem",
            "claim",
            "settleClaims",
            "startEpoch",
            "settled",
            "incomplete",
            "close refused",
            "trade",
            "refused",
            "drain",
            "not covered",
            "dropped out",
            "vanished"
        ];
        for (uint256 i; i < names.length; ++i) {
            require(_handler.done(names[i]) > 0, names[i]);
        }
        require(_handler.done("trade") >= 10, "trades");
    }

    /// @notice Over eight epochs and more of nothing but purchases of what is taken back.
    function test_E13_E16_drainsAreBoundedOverTenEpochs() public {
        for (uint256 epoch; epoch < 10; ++epoch) {
            _handler.startEpoch(3 * epoch + 1);
            for (uint256 i; i < COMPONENTS; ++i) {
                _handler.drain(i, epoch % 2 == 1);
            }
            _check();
        }
        require(_handler.done("over allowance") > 0, "over allowance");
    }

    /// @notice A component hides its balance, drops out, is believed again and listed anew, and then takes all.
    function test_E14_hiddenBalanceIsBoughtAnewOnce() public {
        _handler.startEpoch(13735);
        _handler.misbehave(13043038565342046734519799318732013407276217737104, 3, 3);
        _handler.leaveDust(11354);
        _handler.startEpoch(32089923044007889542567085084258561335603013103);
        _handler.drain(334077184876585956369671406109279959720, false);
        _check();
    }

    /// @notice A component is given more than its next target. The gift does not count: what the target lacks beside it is bought
    ///         once the component has taken all that it showed.
    function test_E14_whatAGiftHidesIsBoughtOnce() public {
        _handler.redeem(2108150390747990, 86801953401836189336906811003636885877232681977260479939, 6);
        _handler.leaveDust(659);
        _handler.closeEpoch(2);
        _handler.misbehave(21625744328530106543391072372573330277758, 716264310334747, 7892773709075214635406309260666);
        _handler.startEpoch(24272284385103382024624866795874003149097713974198505280203520246);
        _handler.drain(2290714396017420995639482370, true);
        _check();
        require(_handler.done("drain") == 4, "drain");
    }

    /// @dev One call of the handler, with what a hash says.
    function _call(uint256 kind, uint256 seed) private {
        kind %= 11;
        (uint256 a, uint256 b) = (seed >> 48, seed >> 112);
        if (kind < 2) _handler.misbehave(seed, a, b);
        if (kind == 2) _handler.redeem(seed, a, b);
        if (kind == 3 && seed % 3 > 0) _handler.claim(seed, a);
        if (kind == 3 && seed % 3 == 0) _handler.settleClaims(a);
        if (kind == 4) _handler.warp(seed);
        if (kind == 5 && seed % 4 == 0) _handler.startEpoch(seed >> 2);
        if (kind == 6) _handler.trade(seed, a, b, seed % 2 == 0);
        if (kind == 7) _handler.closeEpoch(seed);
        if (kind == 8) _handler.drain(seed, a % 2 == 0);
        if (kind == 9) _handler.shortfall(seed, a % 2 == 0);
        if (kind == 10) _handler.leaveDust(seed);
    }

    function _check() private view {
        require(bytes(_handler.wrong()).length == 0, _handler.wrong());
    }

    function _maximumWeight() internal pure override returns (uint64) {
        return 0.2e18;
    }

    /// @dev One component is a stablecoin other than USDC. The dust limit of each is five dollars, at first 5 bps of NAV.
    function _listingOf(uint256 position) internal override returns (IComponentRegistry.Listing memory listing) {
        listing = super._listingOf(position);
        listing.dust = uint128(5 * 10 ** tokens[position].decimals());
        uint256 other = address(tokens[0]) == address(usdc) ? 1 : 0;
        if (position != other) return listing;
        (listing.stable, listing.minAnswer, listing.maxAnswer) = (true, 0.95e8, 1.05e8);
    }
}
