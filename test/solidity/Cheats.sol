// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";

/// @notice What the runner of Solidity tests lets a test do to the chain.
interface Cheats {
    function warp(uint256 timestamp) external;

    function prank(address sender) external;

    /// @notice Returns the creation code of the artifact `name`, its libraries linked.
    function getCode(string calldata name) external view returns (bytes memory creationCode);

    /// @notice Returns the list in the environment variable `name`, or `fallbackValue` if the variable is not set.
    function envOr(
        string calldata name,
        string calldata separator,
        string[] calldata fallbackValue
    ) external view returns (string[] memory);

    function envOr(
        string calldata name,
        string calldata separator,
        bytes32[] calldata fallbackValue
    ) external view returns (bytes32[] memory);

    function envOr(
        string calldata name,
        string calldata separator,
        uint256[] calldata fallbackValue
    ) external view returns (uint256[] memory);
}

/// @dev Address of the runner's cheat codes.
Cheats constant CHEATS = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @notice Deploys the artifact `name`: the bytecode that ships. `new` would deploy bytecode compiled with the test.
function deployShipped(string memory name, bytes memory constructorArguments) returns (address deployed) {
    return Create2.deploy(0, bytes32(0), bytes.concat(CHEATS.getCode(name), constructorArguments));
}
