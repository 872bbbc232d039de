// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {ITradeExecutor} from "../interfaces/ITradeExecutor.sol";

/// @title An executor that does whatever its route says
/// @notice For tests and local chains only.
contract HostileExecutor is ITradeExecutor {
    using Address for address;

    /// @notice One call.
    struct Step {
        address target;
        bytes data;
    }

    /// @notice What the vault let it do.
    event Executed(Side[] sells, Side[] buys);

    /// @inheritdoc ITradeExecutor
    /// @param data `abi.encode(Step[])`. What ether this contract has goes with the first.
    function execute(Side[] calldata sells, Side[] calldata buys, bytes calldata data) external {
        emit Executed(sells, buys);
        Step[] memory steps = abi.decode(data, (Step[]));
        for (uint256 i; i < steps.length; ++i) {
            steps[i].target.functionCallWithValue(steps[i].data, address(this).balance);
        }
    }
}
