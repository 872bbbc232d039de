// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A factory that vouches for every vault
/// @notice For tests only: what a router still holds to if a vault is not what the factory says.
contract MockIndexFactory {
    address public immutable usdc;

    constructor(address usdc_) {
        usdc = usdc_;
    }

    function isIndex(address) external pure returns (bool) {
        return true;
    }
}
