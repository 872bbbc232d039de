// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";
import {IndexSetup} from "./IndexSetup.sol";
import {MustSucceedHandler} from "./MustSucceedHandler.sol";

/// @title Nothing that must succeed ever fails, whatever came before
contract MustSucceedTest is IndexSetup {
    MustSucceedHandler private _handler;

    function setUp() public {
        _createIndex();
        _handler = new MustSucceedHandler(vault, tokens, dollar, address(this), KEEPER, GUARDIAN);
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            vault.transfer(_handler.actorAt(i), 300e18);
        }
    }

    /// @dev Whom the fuzzer calls.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @notice Everybody leaves with all he has, from wherever the campaign has come to.
    /// hardhat-config: invariant.failOnRevert = true
    function invariant_L1_L2_everybodyCanLeave() public {
        uint256 supply = vault.totalSupply();
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            address actor = _handler.actorAt(i);
            uint256 shares = vault.balanceOf(actor);
            if (shares == 0) continue;
            CHEATS.prank(actor);
            vault.redeem(shares, actor, actor);
            supply -= shares;
        }
        require(vault.totalSupply() == supply, "V-10: a redemption burnt something else");
    }

    /// hardhat-config: invariant.failOnRevert = true
    function invariant_V7_V10_F2_F4_sharesAddUp() public view {
        uint256 sum = vault.balanceOf(address(vault)) + vault.balanceOf(address(this));
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            sum += vault.balanceOf(_handler.actorAt(i));
        }
        for (uint256 i; i < 2; ++i) {
            sum += vault.balanceOf(_handler.recipientAt(i));
        }
        require(sum == vault.totalSupply(), "V-10: balances are not the supply");
        require(vault.balanceOf(address(vault)) >= vault.lockedShares(), "V-7: locked shares moved");
    }

    /// hardhat-config: invariant.failOnRevert = true
    function invariant_V1_balanceCoversWhatIsOwed() public {
        for (uint256 i; i < COMPONENTS; ++i) {
            tokens[i].setReadFault(OddERC20.ReadFault.None);
            (uint256 owed, ) = vault.owed(address(tokens[i]));
            require(
                _handler.seized(i) || tokens[i].balanceOf(address(vault)) >= owed,
                "V-1: more is owed than there is"
            );
        }
    }

    /// @notice No component that counts can be read, and the one that can be read was given: no epoch starts from a gift.
    function test_E14_noEpochStartsFromAGift() public {
        _handler.setFault(56, 2456, 2405561590, 3460613886);
        _handler.setFault(
            652703979878623915355335305440885343080349957628620779,
            667890493327658402482,
            70397896414496500626177133930152160819476479926239376725215675182114567607372,
            520077131229420006
        );
        _handler.closeEpoch();
        _handler.trade(5890, 10573, false);
        _handler.setFault(14861, 9200, 256541003186488763470434762634106503168, 4659);
        _handler.donate(260357207233351, type(uint256).max);
        _handler.setFault(
            1982,
            315752443600119312023268670526905780494967100609757231417616842620928,
            19742272875934653258925163365992260151477977691702120561963332392498559176349,
            2832
        );
        _handler.startEpoch(11386);
        require(_handler.done("startEpoch") == 1, "startEpoch");
    }

    /// @notice The campaign is about something: each of its calls is made where it is asked for.
    function test_L1_everyCallIsMade() public {
        _handler.issue(0, 5e18, false);
        _handler.issue(1, 7e18, true);
        _handler.redeem(0, 3e18, 1);
        _handler.redeemWithCallback(1, 4e18, 1, 50);
        for (uint256 i; i < COMPONENTS; ++i) {
            _handler.setFault(i, uint256(OddERC20.TransferFault.Revert), 0, 1);
        }
        _handler.redeem(2, 11e18, 1);
        _handler.redeemWithCallback(2, 13e18, 1, 50);
        for (uint256 i; i < COMPONENTS; ++i) {
            _handler.mend(i);
            _handler.claim(2, i);
        }
        _handler.transfer(0, 1, 1e18, false);
        _handler.transfer(1, 2, 1e18, true);
        _handler.raiseFees(type(uint32).max, type(uint24).max, 0.3e18);
        _handler.warp(1 days);
        _handler.distributeFees();
        _handler.lowerFees(1, 1, 0.7e18);
        for (uint256 seed = 3; seed < 6; ++seed) {
            _handler.startEpoch(seed);
            for (uint256 i; i < COMPONENTS; ++i) {
                _handler.trade(i, 1_234e18 + 5, false);
                _handler.trade(i, 1_234e18 + 5, true);
            }
        }
        _handler.closeEpoch();
        _handler.pause();

        string[14] memory calls = [
            "issue",
            "issueWithCallback",
            "redeem",
            "redeemWithCallback",
            "claim",
            "transfer",
            "distributeFees",
            "raiseFees",
            "lowerFees",
            "startEpoch",
            "sell",
            "buy",
            "closeEpoch",
            "pause"
        ];
        for (uint256 i; i < calls.length; ++i) {
            require(_handler.done(calls[i]) > 0, calls[i]);
        }
        require(_handler.done("claim") == COMPONENTS, "claim: of each component");
    }
}
