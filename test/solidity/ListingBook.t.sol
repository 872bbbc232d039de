// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {IComponentRegistry} from "../../contracts/interfaces/IComponentRegistry.sol";
import {ListingBook} from "../../contracts/oracle/ListingBook.sol";
import {CHEATS} from "./Cheats.sol";
import {WrittenRegistry} from "./WrittenRegistry.sol";

/// @title What the registry says out of a book, held against what it says of each component alone, which is read from storage
contract ListingBookTest {
    uint256 private constant MOST = ListingBook.MAX_COUNT;

    WrittenRegistry private _registry;
    /// @dev Ascending, and listed, with words that nothing else has.
    address[] private _listed;

    function setUp() public {
        CHEATS.warp(1_800_000_000);
        _registry = new WrittenRegistry(IAccessControl(address(this)));
        for (uint256 i; i <= MOST; ++i) {
            _listed.push(address(uint160((i + 1) << 150) | uint160(uint256(keccak256(abi.encode(i))) >> 107)));
            _registry.write(_listed[i], uint256(keccak256(abi.encode("words", i))));
        }
    }

    /// @notice Everybody has every role.
    function hasRole(bytes32, address) external pure returns (bool) {
        return true;
    }

    function testFuzz_P2_E2_sameByBookAsByStorage(uint256 seed) public {
        _registry.publishBook(_pick(seed, 1 + (seed % MOST)));
        require(_registry.book() != address(0), "P-2: no book");
        for (uint256 i; i < 4; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _compare(_ask(seed));
            _compare(_pick(seed, 1 + (seed % MOST)));
        }
        CHEATS.warp(block.timestamp + (seed % 60 days));
        _compare(_ask(seed));
    }

    function testFuzz_P2_A3_forgottenWithinTheTransaction(uint256 seed) public {
        address[] memory tokens = _pick(seed, 8 + (seed % (MOST - 7)));
        for (uint256 i; i < 4; ++i) {
            _registry.publishBook(tokens);
            seed = uint256(keccak256(abi.encode(seed)));
            address token = i % 2 == 0 ? tokens[seed % tokens.length] : _listed[seed % _listed.length];
            _change(token, seed >> 128);
            require(_registry.book() == address(0), "P-2: kept what was");
            _compare(tokens);
        }
    }

    function test_P2_booksOfOneAndOfTheMost() public {
        _compare(new address[](0));
        _compare(_pick(0, MOST));
        _registry.publishBook(_pick(1, 1));
        _compare(_pick(2, MOST));
        uint256 gas = gasleft();
        _registry.publishBook(_pick(3, MOST));
        require(gas - gasleft() < 2 ** 23, "half a transaction does not publish the largest");
        require(_registry.book().code.length == 1 + MOST * ListingBook.STRIDE, "not the book");
        _compare(_listed);
        _compare(new address[](0));
        _compare(new address[](9));
    }

    /// @dev Stricter, by one of three ways.
    function _change(address token, uint256 seed) private {
        IComponentRegistry.Component memory now_ = _registry.component(token);
        if (seed % 3 == 0 && now_.status == IComponentRegistry.Status.Buyable) return _registry.restrict(token);
        if (seed % 3 == 1) return _registry.freeze(token);
        IComponentRegistry.Feed memory feed = _registry.feedOf(token);
        IComponentRegistry.Limits memory limits;
        (limits.heartbeat, limits.slippage) = (feed.heartbeat, now_.slippage);
        (limits.minAnswer, limits.maxAnswer) = (feed.minAnswer + 1, feed.maxAnswer);
        (limits.maxWeight, limits.dust) = (now_.maxWeight, now_.dust);
        _registry.tighten(token, limits);
    }

    /// @dev Some that are listed and some that are not, in any order, some of them twice.
    function _ask(uint256 seed) private view returns (address[] memory tokens) {
        tokens = new address[](seed % 130);
        for (uint256 i; i < tokens.length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            tokens[i] = seed % 5 == 0 ? address(uint160(seed)) : _listed[(seed >> 8) % _listed.length];
        }
    }

    /// @dev `count` of what is listed, ascending.
    function _pick(uint256 seed, uint256 count) private view returns (address[] memory tokens) {
        tokens = new address[](count);
        (uint256 left, uint256 next) = (_listed.length, 0);
        for (uint256 i; next < count; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % left < count - next) tokens[next++] = _listed[i];
            --left;
        }
    }

    function _compare(address[] memory tokens) private view {
        (bytes memory starts, bytes memory feeds, bytes memory trades) = ("", "", _registry.tradeTerms(tokens));
        bytes32[] memory parts = new bytes32[](3 * tokens.length);
        (starts, feeds) = _registry.startTerms(tokens);
        address[] memory alone = new address[](1);
        for (uint256 i; i < tokens.length; ++i) {
            alone[0] = tokens[i];
            (bytes memory start, bytes memory feed) = _registry.startTerms(alone);
            parts[i] = abi.decode(start, (bytes32));
            (parts[tokens.length + 2 * i], parts[tokens.length + 2 * i + 1]) = abi.decode(feed, (bytes32, bytes32));
        }
        require(keccak256(trades) == keccak256(feeds), "P-2: a trade and a start are told differently");
        bool same = keccak256(bytes.concat(starts, feeds)) == keccak256(abi.encodePacked(parts));
        require(same, "P-2: not what is in force");
    }
}
