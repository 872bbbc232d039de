// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";

/// @title A token that becomes another one whenever anybody says so
/// @notice For tests and local chains only. Balances stay where `MockERC20` keeps them.
contract UpgradeableERC20 is Proxy {
    /// @dev Slot of ERC-1967.
    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    constructor(address implementation) {
        upgradeTo(implementation);
    }

    receive() external payable {
        _fallback();
    }

    /// @notice Runs `implementation`'s code from now on.
    function upgradeTo(address implementation) public {
        StorageSlot.getAddressSlot(IMPLEMENTATION_SLOT).value = implementation;
    }

    function _implementation() internal view override returns (address) {
        return StorageSlot.getAddressSlot(IMPLEMENTATION_SLOT).value;
    }
}
