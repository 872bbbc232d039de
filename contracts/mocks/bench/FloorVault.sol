// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {IIssueCallback} from "../../interfaces/IIssueCallback.sol";
import {IUniswapV3Payer, IUniswapV3Swap} from "../../interfaces/IUniswapV3Swap.sol";

/// @title FloorVault
/// @notice What an index costs that checks nothing: the floor that benchmarks hold a vault against.
/// @dev Anybody may do anything here, and take everything. It reads its list from code, moves tokens and mints shares, and that
///      is all: no balance is read, no return value looked at, no caller asked who it is. For measurements only.
contract FloorVault is ERC20, IUniswapV3Payer {
    /// @notice One swap against a pool.
    /// @param tokenIn What is paid.
    /// @param amount {tok} What is paid if positive, what is received if negative.
    /// @param sqrtPriceLimitX96 Q64.96 Price at which the swap stops.
    struct Leg {
        IUniswapV3Swap pool;
        address tokenIn;
        bool zeroForOne;
        int256 amount;
        uint160 sqrtPriceLimitX96;
    }

    uint256 private constant WAD = 1e18;

    /// @notice Data contract of the list: a word for each component, 20 bytes of token, 12 of units D18{tok/share}.
    address public list;

    /// @param supply {share} What the deployer holds at first.
    constructor(uint256 supply) ERC20("Floor", "FLOOR") {
        _mint(msg.sender, supply);
    }

    /// @notice Writes a new list.
    function start(bytes32[] calldata entries) external {
        list = SSTORE2.write(abi.encodePacked(entries));
    }

    /// @notice Pulls every component and mints shares.
    /// @param shares {share}
    function issue(uint256 shares, address receiver) external {
        bytes memory entries = SSTORE2.read(list);
        for (uint256 offset = 32; offset <= entries.length; offset += 32) {
            (IERC20 token, uint256 units) = _entryAt(entries, offset);
            token.transferFrom(msg.sender, address(this), (units * shares) / WAD);
        }
        _mint(receiver, shares);
    }

    /// @notice Has the caller deliver every component, and mints shares. Called like a vault's, so that the same caller fits.
    /// @param shares {share}
    function issueWithCallback(
        uint256 shares,
        address receiver,
        uint256,
        bytes calldata data
    ) external returns (uint256[] memory amounts) {
        bytes memory entries = SSTORE2.read(list);
        amounts = new uint256[](entries.length / 32);
        for (uint256 i; i < amounts.length; ++i) {
            (, uint256 units) = _entryAt(entries, 32 * (i + 1));
            amounts[i] = (units * shares) / WAD;
        }
        IIssueCallback(msg.sender).onIssue(shares, amounts, data);
        _mint(receiver, shares);
    }

    /// @notice Burns the caller's shares and pays every component.
    /// @param shares {share}
    function redeem(uint256 shares, address receiver) external {
        _burn(msg.sender, shares);
        bytes memory entries = SSTORE2.read(list);
        for (uint256 offset = 32; offset <= entries.length; offset += 32) {
            (IERC20 token, uint256 units) = _entryAt(entries, offset);
            token.transfer(receiver, (units * shares) / WAD);
        }
    }

    /// @notice Takes the caller's USDC, has the pools pay this contract, and mints shares.
    /// @param shares {share}
    /// @param usdcAmount {usdc}
    function buy(uint256 shares, address receiver, IERC20 usdc, uint256 usdcAmount, Leg[] calldata legs) external {
        usdc.transferFrom(msg.sender, address(this), usdcAmount);
        _swap(legs, address(this));
        _mint(receiver, shares);
    }

    /// @notice Burns the caller's shares, pays the part that is USDC, and has the pools pay the rest.
    /// @param shares {share}
    /// @param usdcPart {usdc}
    function sell(uint256 shares, address receiver, IERC20 usdc, uint256 usdcPart, Leg[] calldata legs) external {
        _burn(msg.sender, shares);
        usdc.transfer(receiver, usdcPart);
        _swap(legs, receiver);
    }

    /// @notice Swaps against the pools, which pay this contract and are paid by it.
    function trade(Leg[] calldata legs) external {
        _swap(legs, address(this));
    }

    /// @inheritdoc IUniswapV3Payer
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        uint256 owed = uint256(amount0Delta > 0 ? amount0Delta : amount1Delta);
        IERC20(address(bytes20(data))).transfer(msg.sender, owed);
    }

    /// @dev Has each pool pay `recipient`.
    function _swap(Leg[] calldata legs, address recipient) private {
        for (uint256 i; i < legs.length; ++i) {
            Leg calldata leg = legs[i];
            leg.pool.swap(recipient, leg.zeroForOne, leg.amount, leg.sqrtPriceLimitX96, abi.encodePacked(leg.tokenIn));
        }
    }

    /// @param offset {byte} Where the entry lies in memory, from the list's length word on.
    function _entryAt(bytes memory entries, uint256 offset) private pure returns (IERC20 token, uint256 units) {
        bytes32 entry;
        assembly ("memory-safe") {
            entry := mload(add(entries, offset))
        }
        return (IERC20(address(bytes20(entry))), uint96(uint256(entry)));
    }
}
