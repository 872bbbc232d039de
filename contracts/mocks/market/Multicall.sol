// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Many reads in one call, for clients of a local chain
/// @notice The one function of the well-known Multicall3 that clients batch their reads with; public chains have that one.
contract Multicall {
    struct Call {
        address target;
        bool allowFailure;
        bytes callData;
    }

    struct Result {
        bool success;
        bytes returnData;
    }

    /// @notice The call number `index` failed, and was not allowed to.
    error CallFailed(uint256 index);

    /// @notice Makes every call, in order.
    function aggregate3(Call[] calldata calls) external returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i; i < calls.length; ++i) {
            (bool success, bytes memory returnData) = calls[i].target.call(calls[i].callData);
            require(success || calls[i].allowFailure, CallFailed(i));
            results[i] = Result({success: success, returnData: returnData});
        }
    }
}
