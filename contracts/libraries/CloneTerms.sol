// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

import {IIndexVault} from "../interfaces/IIndexVault.sol";

/// @title CloneTerms
/// @notice What an index is for ever, out of the code of its clone.
library CloneTerms {
    /// @notice The terms of the vault that runs this, or in whose place it runs.
    function read() internal view returns (IIndexVault.Constitution memory) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (IIndexVault.Constitution));
    }

    /// @notice The first two of them, which are asked for most. What the factory encoded needs no check.
    function authorities() internal view returns (address roles, address registry) {
        bytes memory terms = Clones.fetchCloneArgs(address(this));
        assembly ("memory-safe") {
            roles := mload(add(terms, 0x20))
            registry := mload(add(terms, 0x40))
        }
    }
}
