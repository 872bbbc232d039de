// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";

/// @dev May start epochs.
bytes32 constant STRATEGIST_ROLE = keccak256("STRATEGIST_ROLE");
/// @dev May trade within the open epoch.
bytes32 constant KEEPER_ROLE = keccak256("KEEPER_ROLE");
/// @dev May pause, freeze and block.
bytes32 constant GUARDIAN_ROLE = keccak256("GUARDIAN_ROLE");
/// @dev May appoint, list and unblock. Held by a timelock only.
bytes32 constant ADMIN_ROLE = 0x00;

/// @title Roles
/// @notice Who is strategist, keeper, guardian and admin. Vaults, registry and the rest ask here, and nowhere else.
/// @dev The admin is a timelock from the first block on, so every grant and revocation is delayed and can be cancelled;
///      the deployer never holds a role. The guardian appoints nobody: what it can do at once is block a signer in a vault.
contract Roles is AccessControl {
    /// @notice The zero address was given for a role.
    error ZeroAddress();
    /// @notice Two roles that must be two keys were given to one account.
    error RolesNotDisjoint(address account);

    /// @param timelock Admin.
    /// @param strategist First strategist.
    /// @param keeper First keeper.
    /// @param guardian First guardian.
    constructor(address timelock, address strategist, address keeper, address guardian) {
        require(
            timelock != address(0) && strategist != address(0) && keeper != address(0) && guardian != address(0),
            ZeroAddress()
        );
        require(strategist != keeper, RolesNotDisjoint(keeper));
        require(guardian != strategist && guardian != keeper, RolesNotDisjoint(guardian));
        _grantRole(ADMIN_ROLE, timelock);
        _grantRole(STRATEGIST_ROLE, strategist);
        _grantRole(KEEPER_ROLE, keeper);
        _grantRole(GUARDIAN_ROLE, guardian);
    }
}
