// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {MockERC20} from "../MockERC20.sol";

/// @title A token that misbehaves on demand, and behaves again
/// @notice For tests and local chains only.
contract OddERC20 is MockERC20 {
    /// @notice What `transfer` and `transferFrom` do. `Refuse` refuses one account on either side, `RefuseSender` and
    ///         `RefuseReceiver` on one; `Pause` refuses everybody, `RefuseZero` a move of nothing, and `LimitBalance` a
    ///         receiver who would have more than the limit. After `MoveAndHide` no balance can be read, until it moves
    ///         again. `MoveAndBurn` burns as much of the sender's balance on top.
    enum TransferFault {
        None,
        Revert,
        ReturnFalse,
        ReturnFalseAndMove,
        ReturnFalseAndMoveHalf,
        ReturnNothingAndMove,
        ReturnTwoAndMove,
        BurnGas,
        ReturnBombAndMove,
        RevertBomb,
        Refuse,
        Fee,
        RefuseSender,
        RefuseReceiver,
        Pause,
        RefuseZero,
        LimitBalance,
        ReturnTrueAndMoveNothing,
        ReturnTrueAndMoveHalf,
        MoveAndHide,
        MoveAndBurn
    }

    /// @notice What `balanceOf` does. `Overstate` shows more than there can be, `Inflate` the most that a vault believes.
    ///         `NothingAgain` shows nothing, and `RevertAgain` reverts, from the second reading of a transaction on.
    enum ReadFault {
        None,
        Revert,
        BurnGas,
        ReturnShort,
        ReturnBomb,
        Overstate,
        Inflate,
        Nothing,
        NothingAgain,
        RevertAgain
    }

    /// @notice The token refuses.
    error Refused(address account);

    TransferFault public transferFault;
    ReadFault public readFault;
    /// @notice Whom the faults that refuse one account refuse.
    address public refused;
    /// @notice Whose balance alone `ReadFault.BurnGas` burns gas at; zero: everybody's.
    address public burnedAt;
    /// @notice {byte} Size of what the bombs return.
    uint256 public bombSize = 1 << 20;
    /// @notice {gas} What a transfer costs at least.
    uint256 public transferCost;
    /// @notice {gas} What a reading of a balance costs at least.
    uint256 public readCost;
    /// @notice {tok} What `TransferFault.LimitBalance` lets an account have.
    uint256 public limit;
    /// @notice Whether an allowance can be changed only from or to zero.
    bool public racy;

    bool private _renumbered;
    uint8 private _shownDecimals; // {decimals}

    constructor(uint8 decimals_) MockERC20("Odd", "ODD", decimals_) {}

    function setTransferFault(TransferFault newFault) external {
        transferFault = newFault;
    }

    function setReadFault(ReadFault newFault) external {
        readFault = newFault;
    }

    function setRefused(address newRefused) external {
        refused = newRefused;
    }

    function setBurnedAt(address newAccount) external {
        burnedAt = newAccount;
    }

    function setBombSize(uint256 newSize) external {
        bombSize = newSize;
    }

    function setCosts(uint256 newTransferCost, uint256 newReadCost) external {
        (transferCost, readCost) = (newTransferCost, newReadCost);
    }

    function setLimit(uint256 newLimit) external {
        limit = newLimit;
    }

    function setRacy(bool newRacy) external {
        racy = newRacy;
    }

    /// @notice Changes its mind about its decimals.
    function setDecimals(uint8 newDecimals) external {
        (_renumbered, _shownDecimals) = (true, newDecimals);
    }

    /// @notice Takes `amount` {tok} from anybody, as a slashing or a rebase does.
    function seize(address account, uint256 amount) external {
        _burn(account, amount);
    }

    /// @inheritdoc ERC20
    function balanceOf(address account) public view override returns (uint256 amount) {
        uint256 gasBefore = gasleft();
        amount = super.balanceOf(account);
        ReadFault fault = readFault;
        require(fault != ReadFault.Revert, Refused(account));
        if (fault == ReadFault.BurnGas && (burnedAt == address(0) || burnedAt == account)) _burnGas();
        if (fault == ReadFault.Overstate) return type(uint256).max;
        if (fault == ReadFault.Inflate) return type(uint160).max;
        if (fault == ReadFault.Nothing || (fault == ReadFault.NothingAgain && _isWarm())) return 0;
        require(fault != ReadFault.RevertAgain || !_isWarm(), Refused(account));
        uint256 size =
            fault == ReadFault.ReturnShort
                ? 31
                : fault == ReadFault.ReturnBomb
                    ? bombSize
                    : 32;
        _spend(gasBefore, readCost);
        assembly {
            mstore(0x00, amount)
            return(0x00, size)
        }
    }

    /// @inheritdoc ERC20
    function transfer(address to, uint256 value) public override returns (bool) {
        return _moveOddly(msg.sender, to, value);
    }

    /// @inheritdoc ERC20
    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        _spendAllowance(from, msg.sender, value);
        return _moveOddly(from, to, value);
    }

    /// @inheritdoc ERC20
    function approve(address spender, uint256 value) public override returns (bool) {
        require(!racy || value == 0 || allowance(msg.sender, spender) == 0, Refused(spender));
        return super.approve(spender, value);
    }

    function decimals() public view override returns (uint8) {
        return _renumbered ? _shownDecimals : super.decimals();
    }

    /// @dev Keeps a hundredth of what moves, once the move is not refused.
    function _update(address from, address to, uint256 value) internal override {
        _checkMove(from, to, value);
        uint256 fee = transferFault == TransferFault.Fee && from != address(0) && to != address(0) ? value / 100 : 0;
        super._update(from, to, value - fee);
        if (fee > 0) super._update(from, address(0), fee);
    }

    function _moveOddly(address from, address to, uint256 value) private returns (bool) {
        uint256 gasBefore = gasleft();
        TransferFault fault = transferFault;
        require(fault != TransferFault.Revert, Refused(to));
        if (fault == TransferFault.BurnGas) _burnGas();
        if (fault == TransferFault.RevertBomb) _revertBomb();
        if (fault == TransferFault.ReturnFalse) return false;
        if (fault == TransferFault.ReturnTrueAndMoveNothing) return true;
        bool half = fault == TransferFault.ReturnFalseAndMoveHalf || fault == TransferFault.ReturnTrueAndMoveHalf;
        _transfer(from, to, half ? value / 2 : value);
        if (fault == TransferFault.MoveAndHide) _toggleReading();
        if (fault == TransferFault.MoveAndBurn) _burn(from, Math.min(value, super.balanceOf(from)));
        _spend(gasBefore, transferCost);
        if (fault == TransferFault.ReturnFalseAndMove || fault == TransferFault.ReturnFalseAndMoveHalf) return false;
        if (fault == TransferFault.ReturnNothingAndMove) _return(0, 0);
        if (fault == TransferFault.ReturnTwoAndMove) _return(2, 32);
        if (fault == TransferFault.ReturnBombAndMove) _return(1, bombSize);
        return true;
    }

    /// @dev Refuses what its fault says. Minting and burning are nobody's transfer: only `Refuse` knows of them.
    function _checkMove(address from, address to, uint256 value) private view {
        TransferFault fault = transferFault;
        if (fault == TransferFault.Refuse) require(from != refused && to != refused, Refused(refused));
        if (from == address(0) || to == address(0)) return;
        if (fault == TransferFault.RefuseSender) require(from != refused, Refused(refused));
        if (fault == TransferFault.RefuseReceiver) require(to != refused, Refused(refused));
        if (fault == TransferFault.RefuseZero) require(value > 0, Refused(to));
        if (fault == TransferFault.LimitBalance) require(super.balanceOf(to) + value <= limit, Refused(to));
        require(fault != TransferFault.Pause, Refused(from));
    }

    /// @dev Whether `limit` was read before in this transaction: a first reading costs 2,100 gas.
    function _isWarm() private view returns (bool) {
        uint256 gasBefore = gasleft();
        require(limit < type(uint256).max, Refused(address(this)));
        return gasBefore - gasleft() < 2_000;
    }

    function _toggleReading() private {
        readFault = readFault == ReadFault.None ? ReadFault.Revert : ReadFault.None;
    }

    /// @dev Spends gas until `cost` {gas} are gone since `gasBefore` {gas}.
    function _spend(uint256 gasBefore, uint256 cost) private view {
        while (gasBefore - gasleft() < cost) {}
    }

    function _burnGas() private pure {
        assembly {
            invalid()
        }
    }

    function _return(uint256 word, uint256 size) private pure {
        assembly {
            mstore(0x00, word)
            return(0x00, size)
        }
    }

    function _revertBomb() private view {
        uint256 size = bombSize;
        assembly {
            revert(0x00, size)
        }
    }
}
