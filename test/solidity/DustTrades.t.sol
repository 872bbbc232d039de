// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IComponentRegistry} from "../../contracts/interfaces/IComponentRegistry.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";
import {IndexSetup} from "./IndexSetup.sol";
import {ShiftyExecutor} from "./ShiftyExecutor.sol";

/// @title Ten thousand trades of the smallest unit of USDC, of a component that is taken back after each
contract DustTradesTest is IndexSetup {
    uint256 private constant TRADES = 10_000;
    /// @dev {usdc} 20 % of 10,000 USDC.
    uint256 private constant TARGET = 2_000e6;

    ShiftyExecutor private _executor;
    OddERC20 private _token;
    uint256 private _position;
    uint256 private _money;

    function setUp() public {
        _createIndex();
        _executor = new ShiftyExecutor(vault);
        IIndexVault.EpochOrder memory order;
        (order.components, order.weights) = (new address[](COMPONENTS), new uint256[](COMPONENTS));
        for (uint256 i; i < COMPONENTS; ++i) {
            order.components[i] = address(tokens[i]);
            if (address(tokens[i]) == address(usdc)) {
                (order.weights[i], _money) = (0.4e18, i);
                continue;
            }
            // The first epoch listed all of them and holds none by trade: nothing is required of them.
            tokens[i].seize(address(vault), tokens[i].balanceOf(address(vault)));
            if (tokens[i].decimals() == 18) (order.weights[i], _token) = (0.2e18, tokens[i]);
            // Nobody buys the third: this leaves USDC to spend.
            if (tokens[i].decimals() == 27) order.weights[i] = 0.4e18;
        }
        CHEATS.warp(block.timestamp + 7 days);
        dollar.setAnswer(1e8);
        order.regime = IIndexVault.Regime.Bear;
        order.deadline = uint64(block.timestamp + 1 days);
        vault.startEpoch(order);
        (address[] memory components, , ) = vault.basket(vault.basketId());
        for (uint256 i; i < components.length; ++i) {
            if (components[i] == address(_token)) _position = i;
            if (components[i] == address(usdc)) _money = i;
        }
    }

    function test_E13_dustTradesBuyNoMoreThanTheTargetAndStopNoPurchase() public {
        for (uint256 i; i < TRADES; ++i) {
            require(_buy(1), "a dust trade");
            _token.seize(address(vault), 1e12);
        }
        require(usdc.balanceOf(address(vault)) == 10_000e6 - TRADES, "paid");
        require(_buy(TARGET - 1), "the target");
        _token.seize(address(vault), (TARGET - 1) * 1e12);
        require(!_buy(TARGET / 50), "2 % more, less what the dust was");
        require(_buy(TARGET / 51), "almost 2 % more");
    }

    /// @dev Pays `paid` {usdc} for as much of the component.
    function _buy(uint256 paid) private returns (bool success) {
        IIndexVault.TradeOrder memory order;
        (order.epochNumber, order.executor) = (vault.epoch().number, address(_executor));
        order.data = abi.encode(
            ShiftyExecutor.Route({
                from: usdc,
                to: _token,
                sold: paid,
                bought: paid * 1e12,
                read: OddERC20.ReadFault.None
            })
        );
        (order.sells, order.buys) = (new IIndexVault.TradeSide[](1), new IIndexVault.TradeSide[](1));
        order.sells[0] = IIndexVault.TradeSide({position: _money, amount: paid});
        order.buys[0] = IIndexVault.TradeSide({position: _position, amount: type(uint128).max});
        CHEATS.prank(KEEPER);
        try vault.trade(order) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev All but USDC are ordinary.
    function _listingOf(uint256 position) internal override returns (IComponentRegistry.Listing memory listing) {
        listing = super._listingOf(position);
        if (address(tokens[position]) == address(usdc)) return listing;
        (listing.maxWeight, listing.stable) = (0.4e18, false);
        (listing.minAnswer, listing.maxAnswer) = (0.25e8, 4e8);
    }
}
