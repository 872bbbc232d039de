// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIndexVault} from "../../interfaces/IIndexVault.sol";
import {IUniswapV3Executor} from "../../interfaces/IUniswapV3Executor.sol";

/// @title A contract that emits the events of a vault and of an executor
/// @notice For tests and local chains only.
contract EventForger {
    /// @notice Emits that the first `legs` legs of a trade of `vault` were skipped, a trade of great value, a loss of a half
    ///         and the end of `epoch` as incomplete.
    function forge(address vault, uint256 epoch, uint256 legs) external {
        for (uint256 i; i < legs; ++i) emit IUniswapV3Executor.LegSkipped(vault, i, address(this));
        IIndexVault.TradeResult[] memory results = new IIndexVault.TradeResult[](1);
        results[0] = IIndexVault.TradeResult({component: address(this), amount: 7, value: 123_456_789e18});
        emit IIndexVault.TradeExecuted(epoch, vault, vault, results, results);
        emit IIndexVault.LossConsumed(epoch, 0.5e18);
        emit IIndexVault.EpochClosed(epoch, false);
    }
}
