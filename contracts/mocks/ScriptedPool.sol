// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IUniswapV3Payer, IUniswapV3Swap} from "../interfaces/IUniswapV3Swap.sol";

/// @title A pool that pays what it was told to, asks for what it was told to, and answers what it was told to
/// @notice For tests and local chains only.
contract ScriptedPool is IUniswapV3Swap {
    /// @notice One callback.
    /// @param amount0 {tok} What it says the pool is owed of token0.
    /// @param amount1 {tok} The same of token1.
    /// @param forged Whether it brings `data` instead of what the swap was given.
    struct Ask {
        int256 amount0;
        int256 amount1;
        bool forged;
        bytes data;
    }

    /// @notice How a swap ends.
    enum End {
        Answer,
        Revert,
        BurnGas,
        ReturnNothing,
        ReturnBomb,
        RevertBomb
    }

    /// @notice A callback was answered.
    event Answered(bool success, bytes answer);

    /// @notice It was told to.
    error Refused();

    IERC20 private _token;
    uint256 private _amount; // {tok}
    Ask[] private _asks;
    IUniswapV3Swap private _accomplice;
    bool private _stubborn;
    End private _end;
    int256 private _amount0;
    int256 private _amount1;

    /// @notice What it pays the recipient at first, out of what it has.
    function setPayment(IERC20 newToken, uint256 newAmount) external {
        (_token, _amount) = (newToken, newAmount);
    }

    /// @notice What it asks for, and whether it goes on where it does not get it.
    function setAsks(Ask[] calldata newAsks, bool newStubborn) external {
        delete _asks;
        for (uint256 i; i < newAsks.length; ++i) {
            _asks.push(newAsks[i]);
        }
        _stubborn = newStubborn;
    }

    /// @notice Another pool, that asks the caller in this one's swap, before this one does.
    function setAccomplice(IUniswapV3Swap newAccomplice) external {
        _accomplice = newAccomplice;
    }

    /// @notice How its swap ends, and what it says it moved.
    function setEnd(End newEnd, int256 newAmount0, int256 newAmount1) external {
        (_end, _amount0, _amount1) = (newEnd, newAmount0, newAmount1);
    }

    /// @inheritdoc IUniswapV3Swap
    function swap(
        address recipient,
        bool,
        int256,
        uint160,
        bytes calldata data
    ) external returns (int256 amount0, int256 amount1) {
        if (_amount > 0) _token.transfer(recipient, _amount);
        if (address(_accomplice) != address(0)) ScriptedPool(address(_accomplice)).ask(msg.sender, data);
        ask(msg.sender, data);
        _finish();
        return (_amount0, _amount1);
    }

    /// @notice Calls back.
    function ask(address payer, bytes calldata data) public {
        for (uint256 i; i < _asks.length; ++i) {
            Ask memory asked = _asks[i];
            bytes memory brought = asked.forged ? asked.data : data;
            (bool success, bytes memory answer) = payer.call(
                abi.encodeCall(IUniswapV3Payer.uniswapV3SwapCallback, (asked.amount0, asked.amount1, brought))
            );
            emit Answered(success, answer);
            if (!_stubborn) Address.verifyCallResult(success, answer);
        }
    }

    function _finish() private view {
        End end = _end;
        require(end != End.Revert, Refused());
        assembly {
            if eq(end, 2) {
                invalid()
            }
            if eq(end, 3) {
                return(0, 0)
            }
            if eq(end, 4) {
                return(0, 0x100000)
            }
            if eq(end, 5) {
                revert(0, 0x100000)
            }
        }
    }
}
