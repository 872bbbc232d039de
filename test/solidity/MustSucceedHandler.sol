// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "../../contracts/IndexVault.sol";
import {IIndexVault} from "../../contracts/interfaces/IIndexVault.sol";
import {IIndexVaultErrors} from "../../contracts/interfaces/IIndexVaultErrors.sol";
import {IIssueCallback} from "../../contracts/interfaces/IIssueCallback.sol";
import {IRedeemCallback} from "../../contracts/interfaces/IRedeemCallback.sol";
import {ITradeExecutor} from "../../contracts/interfaces/ITradeExecutor.sol";
import {MockAggregator} from "../../contracts/mocks/feeds/MockAggregator.sol";
import {OddERC20} from "../../contracts/mocks/odd/OddERC20.sol";
import {CHEATS} from "./Cheats.sol";
import {MustSucceedWorld} from "./MustSucceedWorld.sol";

/// @title Calls of which each must succeed
/// @notice Whatever stands before a call is asked for first, and brought about where that is anybody's to do. Then it is made, and
///         nothing catches it: a revert, of the vault's or of a check of this contract's, ends the campaign as a failure.
contract MustSucceedHandler is MustSucceedWorld, IIssueCallback, IRedeemCallback, ITradeExecutor {
    /// @notice A trade that had to succeed did not.
    error TradeRefused(bytes reason);

    /// @param admin Timelock and strategist.
    constructor(
        IndexVault vault,
        OddERC20[] memory tokens,
        MockAggregator dollar,
        address admin,
        address keeper,
        address guardian
    ) MustSucceedWorld(vault, tokens, dollar, admin, keeper, guardian) {}

    /* PEOPLE */

    function issue(uint256 actorSeed, uint256 amount, bool byCallback) external {
        address actor = actorAt(actorSeed);
        _reachIssuance();
        uint256 shares = 1 + (amount % 1_000e18);
        (uint256 basketId, uint256 held) = (_vault.basketId(), _vault.balanceOf(actor));
        uint256[] memory previewed = _vault.previewIssue(shares);
        uint256[] memory amounts;
        if (byCallback) {
            amounts = _vault.issueWithCallback(shares, actor, basketId, "");
        } else {
            for (uint256 i; i < previewed.length; ++i) {
                _tokens[i].mint(actor, previewed[i]);
                CHEATS.prank(actor);
                _tokens[i].approve(address(_vault), previewed[i]);
            }
            CHEATS.prank(actor);
            amounts = _vault.issue(shares, actor, basketId, previewed); // no unit more than was shown
        }
        require(keccak256(abi.encode(amounts)) == keccak256(abi.encode(previewed)), "V-11: not what was shown");
        require(_vault.balanceOf(actor) == held + shares, "V-2: not the shares that were asked for");
        ++done[byCallback ? "issueWithCallback" : "issue"];
    }

    function redeem(uint256 actorSeed, uint256 amount, uint256 skip) external {
        (address actor, uint256 shares) = _part(actorSeed, amount);
        if (shares == 0) return;
        if (skip % 4 != 0) skip = 0;
        uint256[] memory previewed = _vault.previewRedeem(shares);
        IIndexVault.Redemption memory redemption = _redemptionOf(actor, shares, skip >> 2);
        CHEATS.prank(actor);
        uint256[] memory amounts = skip == 0 ? _vault.redeem(shares, actor, actor) : _vault.redeemWith(redemption);
        _checkRedeemed(previewed, amounts, skip >> 2);
        ++done["redeem"];
    }

    function redeemWithCallback(uint256 actorSeed, uint256 amount, uint256 skip, uint256 percent) external {
        (address actor, uint256 shares) = _part(actorSeed, amount);
        if (shares == 0) return;
        if (skip % 4 != 0) skip = 0;
        uint256[] memory previewed = _vault.previewRedeem(shares);
        CHEATS.prank(actor);
        _vault.approve(address(this), shares);
        uint256[] memory amounts = _vault.redeemWithCallback(
            _redemptionOf(actor, shares, skip >> 2),
            abi.encode(actor, percent % 101)
        );
        _checkRedeemed(previewed, amounts, skip >> 2);
        ++done["redeemWithCallback"];
    }

    /// @notice A claim by who has something to claim of a component that can be read and transferred.
    function claim(uint256 actorSeed, uint256 position) external {
        address actor = actorAt(actorSeed);
        position %= _tokens.length;
        if (!_isWell(position)) return;
        address token = address(_tokens[position]);
        (uint256 amount, uint256 shares) = _vault.claimOf(token, actor);
        (uint256 owed, uint256 pending) = _vault.owed(token);
        uint256 balance = _tokens[position].balanceOf(address(_vault));
        if (shares > 0) {
            uint256 free = Math.saturatingSub(balance, owed);
            amount += Math.mulDiv(Math.mulDiv(free, pending, _vault.totalSupply() + pending), shares, pending);
        }
        if (amount == 0) return;
        address elsewhere = address(uint160(0xC1A1));
        uint256 had = _tokens[position].balanceOf(elsewhere);
        CHEATS.prank(actor);
        uint256 paid = _vault.claim(token, elsewhere);
        require(_tokens[position].balanceOf(elsewhere) == had + paid, "L-4: not paid to where it was sent");
        require(seized[position] || paid == amount, "L-4: not the whole claim");
        ++done["claim"];
    }

    function transfer(uint256 fromSeed, uint256 toSeed, uint256 amount, bool byAllowance) external {
        (address from, address to) = (actorAt(fromSeed), actorAt(toSeed));
        amount = amount % (_vault.balanceOf(from) + 1);
        CHEATS.prank(from);
        if (byAllowance) {
            _vault.approve(address(this), amount);
            _vault.transferFrom(from, to, amount);
        } else {
            _vault.transfer(to, amount);
        }
        ++done["transfer"];
    }

    /* FEES */

    function distributeFees() external {
        uint256 supply = _vault.totalSupply();
        uint256 shares = _vault.distributeFees();
        require(_vault.totalSupply() == supply, "F-4: a distribution changed the supply");
        if (shares > 0) ++done["distributeFees"];
    }

    function raiseFees(uint256 streaming, uint256 issuance, uint256 portion) external {
        IIndexVault.FeeTerms memory terms = _termsOf(streaming % (STREAMING + 1), issuance % (ISSUANCE + 1), portion);
        CHEATS.prank(_admin);
        _vault.announceFees(terms);
        CHEATS.warp(block.timestamp + 7 days);
        CHEATS.prank(_admin);
        _vault.setFees(terms);
        ++done["raiseFees"];
    }

    function lowerFees(uint256 streaming, uint256 issuance, uint256 portion) external {
        IIndexVault.FeeTerms memory terms = _vault.feeTerms();
        terms = _termsOf(streaming % (terms.streamingRate + 1), issuance % (terms.issuanceFee + 1), portion);
        CHEATS.prank(_admin);
        _vault.setFees(terms);
        ++done["lowerFees"];
    }

    function pause() external {
        _reach(Math.max(_vault.issuancePausedUntil(), _vault.tradingPausedUntil()) + 14 days);
        CHEATS.prank(_guardian);
        _vault.pauseIssuance();
        CHEATS.prank(_guardian);
        _vault.pauseTrading();
        ++done["pause"];
    }

    /* EPOCHS */

    /// @notice Starts the next epoch as soon as it may, with weights of any kind.
    function startEpoch(uint256 seed) public {
        if (_nothingCounts()) return;
        IIndexVault.Epoch memory latest = _vault.epoch();
        _reach(Math.max(latest.startedAt + 6 days, latest.open ? latest.deadline + 1 : 0));
        _dollar.setAnswer(1e8);
        IIndexVault.EpochOrder memory order;
        order.components = new address[](_tokens.length);
        order.weights = new uint256[](_tokens.length);
        uint256 money = _positionOf(_usdc);
        uint256 left = WAD;
        for (uint256 i; i < _tokens.length; ++i) {
            order.components[i] = address(_tokens[i]);
            if (i == money) continue;
            // Half at most, as a stablecoin that is not USDC; USDC takes the rest.
            order.weights[i] = uint256(keccak256(abi.encode(seed, i))) % (Math.min(left, WAD / 2) + 1);
            left -= order.weights[i];
        }
        order.weights[money] = left;
        order.regime = IIndexVault.Regime.Bear;
        order.deadline = uint64(block.timestamp + 1 days);
        CHEATS.prank(_admin);
        _vault.startEpoch(order);
        ++done["startEpoch"];
    }

    function closeEpoch() external {
        IIndexVault.Epoch memory latest = _vault.epoch();
        if (!latest.open) return;
        _reach(latest.deadline + 1);
        _vault.closeEpoch(); // by anybody
        ++done["closeEpoch"];
    }

    /// @notice Sells a component for USDC, or buys one with it, as far as the targets allow and at the price, on a good day.
    function trade(uint256 position, uint256 amount, bool buying) external {
        if (!_vault.epoch().open || block.timestamp > _vault.epoch().deadline) startEpoch(amount);
        if (!_vault.epoch().open || block.timestamp > _vault.epoch().deadline) return;
        uint256 money = _positionOf(_usdc);
        position %= _tokens.length;
        if (position == money || !_isTradeable(position) || !_isTradeable(money)) return;
        if (block.timestamp < _vault.tradingPausedUntil()) return;
        (uint256 sold, uint256 bought) = buying
            ? _purchase(position, money, amount)
            : _sale(position, amount % (_room(position, false) + 1));
        if (sold == 0 || bought == 0) return;
        (uint256 from, uint256 to) = buying ? (money, position) : (position, money);
        IIndexVault.TradeOrder memory order;
        (order.epochNumber, order.executor) = (_vault.epoch().number, address(this));
        order.sells = new IIndexVault.TradeSide[](1);
        order.sells[0] = IIndexVault.TradeSide({position: from, amount: sold});
        order.buys = new IIndexVault.TradeSide[](1);
        order.buys[0] = IIndexVault.TradeSide({position: to, amount: bought});
        order.data = abi.encode(from, sold, to, bought);
        _dollar.setAnswer(1e8);
        uint256 available = _vault.turnoverAvailable();
        CHEATS.prank(_keeper);
        try _vault.trade(order) {
            ++done[buying ? "buy" : "sell"];
        } catch (bytes memory reason) {
            if (!_isOfLostBalance(reason, position)) _checkTurnover(reason, available);
        }
    }

    /// @dev A component that lost balance by itself is bought once in an epoch, and is not traded while claims on it are not
    ///      covered.
    function _isOfLostBalance(bytes memory reason, uint256 position) private view returns (bool) {
        bytes4 selector = bytes4(reason);
        bool isRefusal =
            selector == IIndexVaultErrors.PurchaseOverAllowance.selector ||
                selector == IIndexVaultErrors.ClaimsNotCovered.selector;
        return isRefusal && (seized[position] || seized[_positionOf(_usdc)]);
    }

    /// @dev A trade of what was given in heaps may turn over more than a week allows; nothing else may stop it.
    function _checkTurnover(bytes memory reason, uint256 available) private pure {
        require(bytes4(reason) == IIndexVaultErrors.TurnoverOverLimit.selector, TradeRefused(reason));
        (uint256 turnover, uint256 left) = (0, 0);
        assembly ("memory-safe") {
            turnover := mload(add(reason, 0x24))
            left := mload(add(reason, 0x44))
        }
        require(left == available && turnover > left, TradeRefused(reason));
    }

    /* CALLBACKS */

    /// @inheritdoc IIssueCallback
    function onIssue(uint256, uint256[] calldata amounts, bytes calldata) external {
        if (msg.sender != address(_vault)) return; // the fuzzer calls everything
        for (uint256 i; i < amounts.length; ++i) {
            _tokens[i].mint(msg.sender, amounts[i]);
        }
    }

    /// @inheritdoc IRedeemCallback
    function onRedeem(uint256, uint256[] calldata amounts, bytes calldata data) external {
        if (msg.sender != address(_vault)) return; // the fuzzer calls everything
        (address receiver, uint256 percent) = abi.decode(data, (address, uint256));
        for (uint256 i; i < amounts.length; ++i) {
            uint256 part = (amounts[i] * percent) / 100;
            if (part == 0) continue;
            if (_isWell(i)) _vault.take(address(_tokens[i]), part, receiver);
            else try _vault.take(address(_tokens[i]), part, receiver) {} catch {}
        }
    }

    /// @inheritdoc ITradeExecutor
    function execute(Side[] calldata, Side[] calldata, bytes calldata data) external {
        if (msg.sender != address(_vault)) return; // the fuzzer calls everything
        (uint256 from, uint256 sold, uint256 to, uint256 bought) = abi.decode(
            data,
            (uint256, uint256, uint256, uint256)
        );
        _vault.take(address(_tokens[from]), sold, address(this));
        _tokens[to].mint(msg.sender, bought);
    }

    /* FIGURES */

    function _redemptionOf(
        address actor,
        uint256 shares,
        uint256 skip
    ) private view returns (IIndexVault.Redemption memory) {
        return
            IIndexVault.Redemption({
                shares: shares,
                receiver: actor,
                owner: actor,
                claimant: actor,
                basketId: _vault.basketId(),
                minAmounts: new uint256[](0),
                skip: skip
            });
    }

    /// @dev What was paid or credited in units is what was shown, and nothing where it is skipped.
    function _checkRedeemed(uint256[] memory previewed, uint256[] memory amounts, uint256 skip) private pure {
        for (uint256 i; i < amounts.length; ++i) {
            uint256 due = (skip >> i) & 1 == 1 ? 0 : previewed[i];
            require(amounts[i] == due, "V-3 V-11: not what was shown");
        }
    }

    function _termsOf(
        uint256 streaming,
        uint256 issuance,
        uint256 portion
    ) private pure returns (IIndexVault.FeeTerms memory terms) {
        (terms.streamingRate, terms.issuanceFee) = (uint32(streaming), uint24(issuance));
        terms.recipients = new IIndexVault.FeeRecipient[](2);
        uint64 first = uint64(portion % (WAD + 1));
        terms.recipients[0] = IIndexVault.FeeRecipient({account: recipientAt(0), portion: first});
        terms.recipients[1] = IIndexVault.FeeRecipient({account: recipientAt(1), portion: uint64(WAD) - first});
    }
}
