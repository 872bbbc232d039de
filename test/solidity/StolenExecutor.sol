// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IndexVault} from "../../contracts/IndexVault.sol";
import {ITradeExecutor} from "../../contracts/interfaces/ITradeExecutor.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";

/// @title An executor that keeps what it takes, and brings as little as it likes
/// @dev A holder of shares as well, so that what the lock refuses would otherwise succeed.
contract StolenExecutor is ITradeExecutor {
    /// @notice What it does. `Bring` brings what the route says, `Reenter` too, once it has tried everything else there is.
    enum Habit {
        Bring,
        Nothing,
        OtherToken,
        TakeMore,
        TakeOther,
        Reenter
    }

    /// @notice What it was told to do.
    struct Route {
        Habit habit;
        uint256 from;
        uint256 sold;
        uint256 to;
        uint256 bought;
    }

    IndexVault private immutable _vault;
    OddERC20[] private _tokens;

    /// @notice The first thing that it got done and should not have.
    string public breach;
    /// @notice {calls} That were refused within a trade.
    uint256 public refused;

    constructor(IndexVault vault, OddERC20[] memory tokens) {
        (_vault, _tokens) = (vault, tokens);
    }

    /// @inheritdoc ITradeExecutor
    function execute(Side[] calldata sells, Side[] calldata, bytes calldata data) external {
        Route memory route = abi.decode(data, (Route));
        if (route.habit == Habit.Reenter) _tryEverything(sells[0].amount, route);
        uint256 taken = route.habit == Habit.TakeMore ? sells[0].amount + 1 : route.sold;
        uint256 from = route.habit == Habit.TakeOther ? route.to : route.from;
        _vault.take(address(_tokens[from]), taken, address(this));
        if (route.habit == Habit.Nothing) return;
        uint256 to = route.habit == Habit.OtherToken ? _otherThan(route) : route.to;
        _tokens[to].mint(address(_vault), route.bought);
    }

    /// @notice Tries to take a unit of every component: whatever a call before left of its allowance.
    function takeWhatIsLeft() external {
        for (uint256 i; i < _tokens.length; ++i) {
            _try(abi.encodeCall(_vault.take, (address(_tokens[i]), 1, address(this))), "E-7: took after a trade");
        }
    }

    /// @dev What a holder could do outside of a trade, what everybody could read, and what is not sold. USDC passes through a trade
    ///      in any amount: its floor is held afterwards.
    function _tryEverything(uint256 allowed, Route memory route) private {
        (address sold, address bought) = (address(_tokens[route.from]), address(_tokens[route.to]));
        _try(abi.encodeCall(_vault.closeEpoch, ()), "A-1: closed an epoch");
        _try(abi.encodeCall(_vault.redeem, (1, address(this), address(this))), "A-1: redeemed");
        _try(abi.encodeCall(_vault.claim, (sold, address(this))), "A-1: claimed");
        _try(abi.encodeCall(_vault.transfer, (msg.sender, 0)), "A-1: moved shares");
        _try(abi.encodeCall(_vault.approve, (msg.sender, 1)), "A-1: approved");
        _try(abi.encodeCall(_vault.distributeFees, ()), "A-1: distributed fees");
        _try(abi.encodeCall(_vault.totalSupply, ()), "A-1: read the supply");
        _try(abi.encodeCall(_vault.balanceOf, (address(this))), "A-1: read shares");
        _try(abi.encodeCall(_vault.holdings, ()), "A-1: read holdings");
        _try(abi.encodeCall(_vault.take, (bought, 1, address(this))), "E-7: took what is bought");
        if (sold != _vault.constitution().usdc)
            _try(abi.encodeCall(_vault.take, (sold, allowed + 1, address(this))), "E-7: took more than is sold");
    }

    function _try(bytes memory call, string memory what) private {
        (bool success, ) = address(_vault).call(call);
        if (success && bytes(breach).length == 0) breach = what;
        if (!success) ++refused;
    }

    /// @dev A component that the trade does not buy.
    function _otherThan(Route memory route) private view returns (uint256 position) {
        while (position == route.to || position == route.from) ++position;
        return position % _tokens.length;
    }
}
