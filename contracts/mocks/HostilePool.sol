// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IUniswapV3Swap} from "../interfaces/IUniswapV3Swap.sol";

/// @title A pool that makes one call of anybody's choice instead of a swap, and says whatever it was told to say
/// @notice For tests and local chains only.
contract HostilePool is IUniswapV3Swap {
    /// @notice The call was made and answered.
    event Answered(bool success, bytes answer);

    address private _target;
    bytes private _data;
    int256 private _amount0;
    int256 private _amount1;
    bool private _stubborn;

    /// @notice Sets the call, the zero address for none, what the swap then says it moved, and whether it says so even if
    /// the call fails.
    function arm(
        address newTarget,
        bytes calldata newData,
        int256 newAmount0,
        int256 newAmount1,
        bool newStubborn
    ) external {
        (_target, _data, _amount0, _amount1, _stubborn) = (newTarget, newData, newAmount0, newAmount1, newStubborn);
    }

    /// @inheritdoc IUniswapV3Swap
    function swap(address, bool, int256, uint160, bytes calldata) external returns (int256, int256) {
        if (_target != address(0)) {
            (bool success, bytes memory answer) = _target.call(_data);
            emit Answered(success, answer);
            if (!_stubborn) Address.verifyCallResult(success, answer);
        }
        return (_amount0, _amount1);
    }
}
