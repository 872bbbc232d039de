// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {MockERC20} from "../MockERC20.sol";

/// @title A token that misbehaves on demand, and behaves again
/// @notice For tests and local chains only.
contract OddERC20 is MockERC20 {
    /// @notice What `transfer` does. `Refuse` refuses one account on either side, `Fee` keeps a part of `transferFrom` too.
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
        Fee
    }

    /// @notice What `balanceOf` does.
    enum ReadFault {
        None,
        Revert,
        BurnGas,
        ReturnShort,
        ReturnBomb,
        Overstate
    }

    /// @notice The token refuses.
    error Refused(address account);

    TransferFault public transferFault;
    ReadFault public readFault;
    /// @notice Whom `TransferFault.Refuse` refuses.
    address public refused;
    /// @notice {byte} Size of what the bombs return.
    uint256 public bombSize = 1 << 20;
    /// @notice {gas} What a transfer costs at least.
    uint256 public transferCost;
    /// @notice {gas} What a reading of a balance costs at least.
    uint256 public readCost;

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

    function setBombSize(uint256 newSize) external {
        bombSize = newSize;
    }

    function setCosts(uint256 newTransferCost, uint256 newReadCost) external {
        (transferCost, readCost) = (newTransferCost, newReadCost);
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
        if (fault == ReadFault.BurnGas) _burnGas();
        if (fault == ReadFault.Overstate) return type(uint256).max;
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
        uint256 gasBefore = gasleft();
        TransferFault fault = transferFault;
        require(fault != TransferFault.Revert, Refused(to));
        if (fault == TransferFault.BurnGas) _burnGas();
        if (fault == TransferFault.RevertBomb) _revertBomb();
        if (fault == TransferFault.ReturnFalse) return false;
        _transfer(msg.sender, to, fault == TransferFault.ReturnFalseAndMoveHalf ? value / 2 : value);
        _spend(gasBefore, transferCost);
        if (fault == TransferFault.ReturnFalseAndMove || fault == TransferFault.ReturnFalseAndMoveHalf) return false;
        if (fault == TransferFault.ReturnNothingAndMove) _return(0, 0);
        if (fault == TransferFault.ReturnTwoAndMove) _return(2, 32);
        if (fault == TransferFault.ReturnBombAndMove) _return(1, bombSize);
        return true;
    }

    /// @dev Refuses an account, or keeps a hundredth of what moves.
    function _update(address from, address to, uint256 value) internal override {
        if (transferFault == TransferFault.Refuse) {
            require(from != refused && to != refused, Refused(refused));
        }
        uint256 fee = transferFault == TransferFault.Fee && from != address(0) && to != address(0) ? value / 100 : 0;
        super._update(from, to, value - fee);
        if (fee > 0) super._update(from, address(0), fee);
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
