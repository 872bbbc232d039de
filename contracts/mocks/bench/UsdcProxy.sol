// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What stands before USDC's code
/// @notice A proxy of the older kind: it looks its admin up in every call, to send that one elsewhere, then its implementation,
///         and runs its code. For measurements only.
contract UsdcProxy {
    /// @dev The admin is refused: nothing here can be upgraded.
    error AdminCannotCall();

    bytes32 private constant ADMIN_SLOT = keccak256("sheaf.bench.proxy.admin");
    bytes32 private constant IMPLEMENTATION_SLOT = keccak256("sheaf.bench.proxy.implementation");

    constructor(address implementation, address admin) {
        bytes32 adminSlot = ADMIN_SLOT;
        bytes32 implementationSlot = IMPLEMENTATION_SLOT;
        assembly {
            sstore(adminSlot, admin)
            sstore(implementationSlot, implementation)
        }
    }

    fallback() external {
        bytes32 adminSlot = ADMIN_SLOT;
        bytes32 implementationSlot = IMPLEMENTATION_SLOT;
        address admin;
        assembly {
            admin := sload(adminSlot)
        }
        require(msg.sender != admin, AdminCannotCall());
        assembly {
            calldatacopy(0, 0, calldatasize())
            let succeeded := delegatecall(gas(), sload(implementationSlot), 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(succeeded) {
                revert(0, returndatasize())
            }
            return(0, returndatasize())
        }
    }
}
