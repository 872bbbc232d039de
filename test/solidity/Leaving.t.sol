// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {IndexSetup} from "./IndexSetup.sol";
import {LeavingHandler} from "./LeavingHandler.sol";

/// @title What holds whoever comes and goes, whatever breaks
contract LeavingTest is IndexSetup {
    LeavingHandler private _handler;

    function setUp() public {
        _createIndex();
        _handler = new LeavingHandler(vault, tokens);
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            vault.transfer(_handler.actorAt(i), 300e18);
        }
    }

    /// @dev Whom the fuzzer calls.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_V2_V3_V4_L1_everyCallIsExact() public view {
        require(bytes(_handler.wrong()).length == 0, _handler.wrong());
    }

    function invariant_V1_balanceCoversWhatIsOwed() public {
        for (uint256 i; i < COMPONENTS; ++i) {
            (uint256 owed, ) = vault.owed(address(tokens[i]));
            require(_handler.seized(i) || _balanceOfVault(i) >= owed, "V-1: more is owed than there is");
        }
    }

    function invariant_V7_V10_sharesAddUp() public view {
        uint256 sum = vault.balanceOf(address(vault)) + vault.balanceOf(address(this));
        for (uint256 i; i < _handler.ACTORS(); ++i) {
            sum += vault.balanceOf(_handler.actorAt(i));
        }
        require(sum == vault.totalSupply(), "V-10: balances are not the supply");
        require(vault.balanceOf(address(vault)) == vault.lockedShares(), "V-7: locked shares moved");
        require(vault.lockedShares() == 10e18, "V-7: the locked minimum changed");
    }

    function invariant_L4_claimsAddUp() public view {
        uint256 actors = _handler.ACTORS();
        for (uint256 i; i < COMPONENTS; ++i) {
            (uint256 owed, uint256 pending) = vault.owed(address(tokens[i]));
            (uint256 amounts, uint256 shares) = (0, 0);
            for (uint256 j; j < actors; ++j) {
                (uint256 amount, uint256 waiting) = vault.claimOf(address(tokens[i]), _handler.actorAt(j));
                (amounts, shares) = (amounts + amount, shares + waiting);
            }
            require(shares == pending, "L-4: not the shares that wait");
            // The last of a round takes its remainder: until then each may be shown one unit too little.
            require(amounts <= owed && owed - amounts < actors, "L-4: claims are not what is owed");
        }
    }

    function invariant_L6_claimsAreMarked() public view {
        uint256 claimed = vault.claimedPositions();
        for (uint256 i; i < COMPONENTS; ++i) {
            (uint256 owed, uint256 pending) = vault.owed(address(tokens[i]));
            bool marked = (claimed >> i) & 1 == 1;
            require(marked || (owed == 0 && pending == 0), "L-6: claims that nobody can settle");
        }
    }

    function testFuzz_V9_issueThenRedeem_givesNoMore(uint256 amount) public {
        uint256 shares = 1 + (amount % 1_000_000e18);
        uint256[] memory amounts = vault.previewIssue(shares);
        for (uint256 i; i < COMPONENTS; ++i) {
            tokens[i].mint(address(this), amounts[i]);
            tokens[i].approve(address(vault), amounts[i]);
        }
        vault.issue(shares, address(this), vault.basketId(), amounts);
        uint256[] memory paid = vault.redeem(shares, address(this), address(this));
        for (uint256 i; i < COMPONENTS; ++i) {
            require(paid[i] <= amounts[i], "V-9: a profit");
        }
    }

    function testFuzz_V8_redeemInParts_givesNoMore(uint256 amount, uint256 cut) public {
        uint256 shares = 2 + (amount % 80e18);
        uint256 part = 1 + (cut % (shares - 1));
        uint256[] memory whole = vault.previewRedeem(shares);
        uint256[] memory first = vault.redeem(part, address(this), address(this));
        uint256[] memory second = vault.redeem(shares - part, address(this), address(this));
        for (uint256 i; i < COMPONENTS; ++i) {
            require(first[i] + second[i] <= whole[i], "V-8: parts beat the whole");
        }
    }

    function _balanceOfVault(uint256 position) private returns (uint256) {
        tokens[position].setReadFault(OddERC20.ReadFault.None);
        return tokens[position].balanceOf(address(vault));
    }
}
