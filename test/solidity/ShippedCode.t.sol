// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CHEATS} from "./Cheats.sol";

/// @title The bytecode that Solidity tests deploy
/// @dev `test/build/shippedCode.test.ts` reads the hashes from the environment of this run and compares them with the artifacts.
contract ShippedCodeTest {
    /// @notice Creation code of every contract that the campaigns deploy, with zeros in place of library addresses.
    function test_codeHashes() public view {
        string[] memory names = CHEATS.envOr("SHEAF_SHIPPED_NAMES", ",", new string[](0));
        bytes32[] memory hashes = CHEATS.envOr("SHEAF_SHIPPED_HASHES", ",", new bytes32[](0));
        for (uint256 i; i < names.length; ++i) {
            bytes memory code = CHEATS.getCode(names[i]);
            uint256[] memory links = CHEATS.envOr(string.concat("SHEAF_LINKS_", names[i]), ",", new uint256[](0));
            for (uint256 j; j < links.length; ++j) {
                for (uint256 k; k < 20; ++k) code[links[j] + k] = 0;
            }
            require(keccak256(code) == hashes[i], names[i]);
        }
    }
}
