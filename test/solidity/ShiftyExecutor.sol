// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IndexVault} from "../../contracts/IndexVault.sol";
import {ITradeExecutor} from "../../contracts/interfaces/ITradeExecutor.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";

/// @title An executor in the hands of an issuer, whose token misbehaves while it is traded
contract ShiftyExecutor is ITradeExecutor {
    /// @notice What it does.
    /// @param sold {tok} Taken out of the vault.
    /// @param bought {tok} Brought into the vault.
    /// @param read What `balanceOf` of `to` does from within the trade on.
    struct Route {
        OddERC20 from;
        OddERC20 to;
        uint256 sold;
        uint256 bought;
        OddERC20.ReadFault read;
    }

    IndexVault private immutable _vault;

    constructor(IndexVault vault) {
        _vault = vault;
    }

    /// @inheritdoc ITradeExecutor
    function execute(Side[] calldata, Side[] calldata, bytes calldata data) external {
        Route memory route = abi.decode(data, (Route));
        _vault.take(address(route.from), route.sold, address(this));
        if (route.bought > 0) route.to.mint(address(_vault), route.bought);
        if (route.to.readFault() != route.read) route.to.setReadFault(route.read);
    }
}
