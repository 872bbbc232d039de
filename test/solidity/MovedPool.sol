// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IUniswapV3Payer, IUniswapV3Swap} from "../../contracts/interfaces/IUniswapV3Swap.sol";
import {MockERC20} from "../../contracts/mocks/MockERC20.sol";

/// @title A pool of constant product whose price anybody moves
contract MovedPool is IUniswapV3Swap {
    /// @notice It was not paid.
    error Unpaid(address token, uint256 owed, uint256 received);

    MockERC20[2] private _tokens;
    /// @dev {tok}
    uint256[2] private _reserves;

    constructor(MockERC20 token0, MockERC20 token1) {
        _tokens = [token0, token1];
    }

    /// @notice Sets what it has, and so its price.
    function setReserves(uint256 newReserve0, uint256 newReserve1) external {
        _reserves = [newReserve0, newReserve1];
    }

    /// @inheritdoc IUniswapV3Swap
    /// @dev Whatever the limit: the vault alone judges the price.
    function swap(
        address recipient,
        bool zeroForOne,
        int256 amountSpecified,
        uint160,
        bytes calldata data
    ) external returns (int256 amount0, int256 amount1) {
        (uint256 from, uint256 to) = zeroForOne ? (0, 1) : (1, 0);
        uint256 paid = uint256(amountSpecified);
        uint256 received = (_reserves[to] * paid) / (_reserves[from] + paid);
        (_reserves[from], _reserves[to]) = (_reserves[from] + paid, _reserves[to] - received);
        (amount0, amount1) = zeroForOne ? (int256(paid), -int256(received)) : (-int256(received), int256(paid));

        _tokens[to].mint(recipient, received);
        uint256 before = _tokens[from].balanceOf(address(this));
        IUniswapV3Payer(msg.sender).uniswapV3SwapCallback(amount0, amount1, data);
        uint256 came = _tokens[from].balanceOf(address(this)) - before;
        require(came >= paid, Unpaid(address(_tokens[from]), paid, came));
    }
}
