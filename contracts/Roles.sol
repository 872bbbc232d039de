// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

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
///
/// VETO
/// @dev A guardian cancels what the timelock waits with, by `cancel`: this contract is the timelock's canceller, so that whoever
///      is no guardian any more cancels nothing.
/// @dev A guardian can cancel its own revocation too. Therefore a proposer can give it notice, which that guardian cannot
///      withdraw and every other one can: after `NOTICE_PERIOD` anyone carries it out.
contract Roles is AccessControl {
    /// @notice A guardian was given notice, and can be removed from `removableAt` {s} on.
    event NoticeGiven(address indexed guardian, address indexed proposer, uint256 removableAt);
    /// @notice A notice was withdrawn before it was carried out.
    event NoticeWithdrawn(address indexed guardian, address indexed account);

    /// @notice The account is no guardian.
    error NotGuardian(address account);
    /// @notice The account may not do this.
    error NotAllowed(address account);
    /// @notice The guardian was given notice already.
    error NoticeAlreadyGiven(address guardian, uint256 removableAt);
    /// @notice The guardian was given no notice, or its time has not come: it comes at `removableAt` {s}.
    error NotRemovable(address guardian, uint256 removableAt);

    /// @notice {s} How long a notice is public before it can be carried out: as long as a pause.
    uint256 public constant NOTICE_PERIOD = 14 days;

    /// @notice The admin.
    TimelockController public immutable timelock;

    /// @notice {s} From when on a guardian can be removed; zero without a notice.
    mapping(address guardian => uint256) public removableAt;

    /// @notice The zero address was given for a role.
    error ZeroAddress();
    /// @notice Two roles that must be two keys were given to one account.
    error RolesNotDisjoint(address account);
    /// @notice The address holds no code.
    error NoCode(address target);
    /// @notice The timelock carries out at once what is proposed to it.
    error AdminDelayMissing(address timelock);

    /// @param timelock_ Admin: with a delay, and with other proposers than the three below.
    /// @param strategist First strategist.
    /// @param keeper First keeper.
    /// @param guardian First guardian.
    constructor(TimelockController timelock_, address strategist, address keeper, address guardian) {
        require(
            address(timelock_) != address(0) &&
                strategist != address(0) &&
                keeper != address(0) &&
                guardian != address(0),
            ZeroAddress()
        );
        require(strategist != keeper, RolesNotDisjoint(keeper));
        require(guardian != strategist && guardian != keeper, RolesNotDisjoint(guardian));
        require(address(timelock_).code.length > 0, NoCode(address(timelock_)));
        require(timelock_.getMinDelay() > 0, AdminDelayMissing(address(timelock_)));
        _checkNoProposer(timelock_, strategist);
        _checkNoProposer(timelock_, keeper);
        _checkNoProposer(timelock_, guardian);
        timelock = timelock_;
        _grantRole(ADMIN_ROLE, address(timelock_));
        _grantRole(STRATEGIST_ROLE, strategist);
        _grantRole(KEEPER_ROLE, keeper);
        _grantRole(GUARDIAN_ROLE, guardian);
    }

    /// @notice Cancels an operation that the timelock waits with. Guardian only.
    function cancel(bytes32 operation) external onlyRole(GUARDIAN_ROLE) {
        timelock.cancel(operation);
    }

    /// @notice Gives a guardian notice. Proposers of the timelock only.
    function giveNotice(address guardian) external {
        require(timelock.hasRole(timelock.PROPOSER_ROLE(), msg.sender), NotAllowed(msg.sender));
        require(hasRole(GUARDIAN_ROLE, guardian), NotGuardian(guardian));
        require(removableAt[guardian] == 0, NoticeAlreadyGiven(guardian, removableAt[guardian]));

        removableAt[guardian] = block.timestamp + NOTICE_PERIOD;

        emit NoticeGiven(guardian, msg.sender, block.timestamp + NOTICE_PERIOD);
    }

    /// @notice Withdraws a notice. Proposers, and every guardian but the one whom it concerns.
    function withdrawNotice(address guardian) external {
        bool other = hasRole(GUARDIAN_ROLE, msg.sender) && msg.sender != guardian;
        require(other || timelock.hasRole(timelock.PROPOSER_ROLE(), msg.sender), NotAllowed(msg.sender));
        require(removableAt[guardian] != 0, NotRemovable(guardian, 0));

        delete removableAt[guardian];

        emit NoticeWithdrawn(guardian, msg.sender);
    }

    /// @notice Removes a guardian whose notice is over. Anyone.
    function removeGuardian(address guardian) external {
        uint256 from = removableAt[guardian];
        require(from != 0 && block.timestamp >= from, NotRemovable(guardian, from));

        _revokeRole(GUARDIAN_ROLE, guardian);
    }

    /// @dev The account cannot propose to the timelock.
    function _checkNoProposer(TimelockController timelock_, address account) internal view {
        require(!timelock_.hasRole(timelock_.PROPOSER_ROLE(), account), RolesNotDisjoint(account));
    }

    /// @dev A notice ends with the role, however that ends, so that who is appointed again starts without one.
    function _revokeRole(bytes32 role, address account) internal override returns (bool) {
        if (role == GUARDIAN_ROLE) delete removableAt[account];
        return super._revokeRole(role, account);
    }
}
