// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {IComponentRegistry} from "../../contracts/interfaces/IComponentRegistry.sol";
import {ComponentRegistry} from "../../contracts/oracle/ComponentRegistry.sol";
import {ListingTerms} from "../../contracts/oracle/ListingTerms.sol";

/// @title A registry in which terms can be written without a listing
contract WrittenRegistry is ComponentRegistry {
    constructor(IAccessControl roles_) ComponentRegistry(roles_, address(roles_)) {}

    /// @notice Lists `token` by terms that follow from `seed`, with all their bits in use.
    function write(address token, uint256 seed) external {
        ListingTerms.Terms storage terms = _terms[token];
        (terms.feed, terms.heartbeat) = (address(uint160(seed)), 1 + uint24(seed >> 233));
        (terms.scale, terms.slippage) = (uint8(seed >> 224), uint56(seed >> 200));
        terms.status = IComponentRegistry.Status(1 + (seed % 3));
        if (terms.status == IComponentRegistry.Status.Frozen) ++frozenCount;
        seed = uint256(keccak256(abi.encode(seed)));
        (terms.minAnswer, terms.maxAnswer) = (uint128(seed >> 132), type(uint128).max - uint64(seed));
        seed = uint256(keccak256(abi.encode(seed)));
        (terms.maxWeight, terms.dust) = (uint64(seed), uint128(seed >> 64));
        (terms.newUntil, terms.tokenDecimals) = (uint40(block.timestamp + (seed % 60 days)), uint8(seed >> 192));
        terms.stable = seed % 2 == 0;
    }
}
