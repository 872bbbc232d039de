// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IndexFactory} from "../../contracts/IndexFactory.sol";
import {IndexVault} from "../../contracts/IndexVault.sol";
import {IComponentRegistry} from "../../contracts/interfaces/IComponentRegistry.sol";
import {IIndexFactory} from "../../contracts/interfaces/IIndexFactory.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {ComponentRegistry} from "../../contracts/oracle/ComponentRegistry.sol";
import {CHEATS, deployShipped} from "./Cheats.sol";

/// @title An index of four components that can all misbehave, its USDC among them
/// @notice Whoever inherits is admin and strategist, and has 990 of the 1,000 shares; ten are locked.
abstract contract IndexSetup {
    uint256 internal constant COMPONENTS = 4;

    address internal constant KEEPER = address(1);
    address internal constant GUARDIAN = address(2);

    IndexVault internal vault;
    /// @dev Says what each of the four is worth: a dollar.
    MockAggregator internal dollar;
    /// @dev In basket order.
    OddERC20[] internal tokens;
    OddERC20 internal usdc;

    /// @dev Whom the fuzzer never calls as: what the vault alone may call back stays the vault's.
    function excludeSenders() public view returns (address[] memory senders) {
        senders = new address[](1);
        senders[0] = address(vault);
    }

    /// @dev Of a timelock, for which the inheritor stands in: `Roles` reads it when it is created.
    function getMinDelay() external pure returns (uint256) {
        return 1;
    }

    /// @dev Of a timelock.
    function PROPOSER_ROLE() external pure returns (bytes32) {
        return "proposer";
    }

    /// @dev Of a timelock: nobody is its proposer.
    function hasRole(bytes32, address) external pure returns (bool) {
        return false;
    }

    function _createIndex() internal {
        address roles = deployShipped("Roles", abi.encode(this, this, KEEPER, GUARDIAN));
        address implementation = deployShipped("IndexVault", "");
        dollar = new MockAggregator(8, "ANY / USD", 1e8);
        _createTokens();
        ComponentRegistry registry = ComponentRegistry(deployShipped("ComponentRegistry", abi.encode(roles, usdc)));
        address oracle = deployShipped("PriceOracle", abi.encode(registry, address(0)));
        _list(registry);

        IndexFactory factory = IndexFactory(
            deployShipped("IndexFactory", abi.encode(implementation, roles, registry, oracle, usdc))
        );
        usdc.mint(address(this), 10_000e6);
        usdc.approve(address(factory), 10_000e6);
        vault = IndexVault(factory.createIndex(_terms()));

        _start();
        // Up to its target a gift counts as much as a purchase.
        for (uint256 i; i < COMPONENTS; ++i) {
            if (address(tokens[i]) != address(usdc))
                tokens[i].mint(address(vault), 1_900 * 10 ** tokens[i].decimals() + i);
        }
    }

    /// @dev What the index is created with.
    function _terms() internal virtual returns (IIndexFactory.Creation memory creation) {
        (creation.name, creation.symbol) = ("Odd", "ODD");
        (creation.usdcAmount, creation.sharePrice) = (10_000e6, 10e6);
        (creation.maxStableWeight, creation.bearAllowed) = (1e18, true);
        creation.minInterval = 6 days;
        (creation.lossLimit, creation.weeklyLossCap, creation.turnoverLimit) = (0.03e18, 0.01e18, 8e18);
    }

    /// @dev How the token at `position` is listed.
    function _listingOf(uint256 position) internal virtual returns (IComponentRegistry.Listing memory listing) {
        (listing.token, listing.feed, listing.quote) = (address(tokens[position]), address(dollar), address(840));
        (listing.heartbeat, listing.slippage, listing.maxWeight) = (30 days, 0.02e18, 0.5e18);
        (listing.minAnswer, listing.maxAnswer) = (0.95e8, 1.05e8);
        (listing.dust, listing.stable) = (1, true);
    }

    /// @dev Tokens of 18, 6 and 27 decimals and USDC of 6, sorted by address.
    function _createTokens() private {
        usdc = new OddERC20(6);
        tokens.push(usdc);
        tokens.push(new OddERC20(18));
        tokens.push(new OddERC20(6));
        tokens.push(new OddERC20(27));
        for (uint256 i = 1; i < COMPONENTS; ++i) {
            for (uint256 j = i; j > 0 && address(tokens[j - 1]) > address(tokens[j]); --j) {
                (tokens[j - 1], tokens[j]) = (tokens[j], tokens[j - 1]);
            }
        }
    }

    function _list(ComponentRegistry registry) private {
        IComponentRegistry.Listing[] memory listings = new IComponentRegistry.Listing[](COMPONENTS);
        for (uint256 i; i < COMPONENTS; ++i) {
            listings[i] = _listingOf(i);
            uint256 amount = 10 ** tokens[i].decimals();
            tokens[i].mint(address(this), amount);
            tokens[i].approve(address(registry), amount);
            registry.probe(address(tokens[i]), amount);
        }
        registry.announceListings(listings);
        CHEATS.warp(block.timestamp + registry.LISTING_DELAY() + 1);
        registry.list(listings);
        CHEATS.warp(registry.foundingEnd() + 1); // no index is created before
        dollar.setAnswer(1e8);
    }

    /// @dev The first epoch wants a fifth of each component besides USDC.
    function _start() private {
        IIndexVault.EpochOrder memory order;
        order.components = new address[](COMPONENTS);
        order.weights = new uint256[](COMPONENTS);
        for (uint256 i; i < COMPONENTS; ++i) {
            order.components[i] = address(tokens[i]);
            order.weights[i] = address(tokens[i]) == address(usdc) ? 0.4e18 : 0.2e18;
        }
        order.regime = IIndexVault.Regime.Bear;
        order.deadline = uint64(block.timestamp + 1 days);
        vault.startEpoch(order);
    }
}
