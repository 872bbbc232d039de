// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAggregatorV3} from "../../interfaces/IAggregatorV3.sol";

/// @title A feed that breaks in ways that a contract written for it does not
/// @notice For tests and local chains only. Until it is told to break it says a dollar, with 8 decimals.
contract OddFeed is IAggregatorV3 {
    enum Fault {
        None,
        BurnGas,
        ReturnShort,
        RevertBomb
    }

    uint8 public constant decimals = 8;
    string public constant description = "ODD / USD";
    uint256 public constant version = 4;

    Fault public fault;

    function setFault(Fault newFault) external {
        fault = newFault;
    }

    /// @inheritdoc IAggregatorV3
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        Fault current = fault;
        if (current == Fault.BurnGas) {
            assembly {
                invalid()
            }
        } else if (current == Fault.ReturnShort) {
            assembly {
                return(0x00, 0x20)
            }
        } else if (current == Fault.RevertBomb) {
            assembly {
                revert(0x00, 100000)
            }
        }
        return (1, 1e8, block.timestamp, block.timestamp, 1);
    }
}
