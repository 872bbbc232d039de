// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IndexVault} from "./IndexVault.sol";
import {IComponentRegistry} from "./interfaces/IComponentRegistry.sol";
import {IIndexFactory} from "./interfaces/IIndexFactory.sol";
import {IIndexVault} from "./interfaces/IIndexVault.sol";
import {IPriceOracle} from "./interfaces/IPriceOracle.sol";

/// @title IndexFactory
/// @notice Creates indexes as clones of one immutable implementation. Each clone carries its constitution in its code.
contract IndexFactory is IIndexFactory {
    using SafeERC20 for IERC20;

    uint256 internal constant WAD = 1e18;
    /// @dev {s} No index rebalances weekly more often than this.
    uint256 internal constant MIN_INTERVAL = 1 days;
    /// @dev {1} No index allows its trades to lose more than this within seven days.
    uint256 internal constant MAX_LOSS_LIMIT = 0.05e18;
    /// @dev {1} No index turns over more than this within seven days.
    uint256 internal constant MAX_TURNOVER_LIMIT = 8e18;
    /// @dev {1} Buying a basket and leaving it fits every index.
    uint256 internal constant MIN_TURNOVER_LIMIT = 2e18;

    /// @notice The code that every index runs.
    address public immutable implementation;
    /// @notice Roles contract of every index.
    address public immutable roles;
    /// @notice Registry of every index.
    address public immutable registry;
    /// @notice Oracle of every index.
    address public immutable oracle;
    /// @notice Residual asset of every index.
    IERC20 public immutable usdc;
    /// @inheritdoc IIndexFactory
    uint256 public immutable LOCKED_VALUE;

    /// @inheritdoc IIndexFactory
    mapping(address index => bool) public isIndex;
    address[] internal _indexes;

    /// @param implementation_ `IndexVault`
    /// @param oracle_ Of that registry: what a start checks and what it is priced by are one list.
    constructor(address implementation_, address roles_, address registry_, address oracle_, IERC20Metadata usdc_) {
        _checkCode(implementation_);
        _checkCode(roles_);
        _checkCode(registry_);
        _checkCode(oracle_);
        _checkCode(address(usdc_));
        address listed = address(IPriceOracle(oracle_).registry());
        require(listed == registry_, RegistryMismatch(registry_, listed));
        address exempt = IComponentRegistry(registry_).usdc();
        require(exempt == address(usdc_), UsdcMismatch(address(usdc_), exempt));
        (implementation, roles, registry, oracle, usdc) = (implementation_, roles_, registry_, oracle_, usdc_);
        LOCKED_VALUE = 100 * 10 ** usdc_.decimals();
    }

    /// @inheritdoc IIndexFactory
    function createIndex(Creation calldata creation) external returns (address index) {
        _check(creation);
        // {share} = {usdc} * D18 / {usdc/share}: what is locked rounded up, the whole rounded down
        uint256 locked = Math.mulDiv(LOCKED_VALUE, WAD, creation.sharePrice, Math.Rounding.Ceil);
        uint256 shares = Math.mulDiv(creation.usdcAmount, WAD, creation.sharePrice);
        require(shares >= locked, InsufficientCreation(creation.usdcAmount, LOCKED_VALUE));

        (bytes memory terms, bytes32 salt) = (_termsOf(creation), _saltOf(msg.sender, creation));
        index = Clones.predictDeterministicAddressWithImmutableArgs(implementation, terms, salt);
        require(index.code.length == 0, IndexExists(index));
        Clones.cloneDeterministicWithImmutableArgs(implementation, terms, salt);
        isIndex[index] = true;
        _indexes.push(index);

        _deliver(index, creation.usdcAmount);
        IndexVault(index).initialize(creation.name, creation.symbol, msg.sender, shares, locked);

        emit IndexCreated(index, msg.sender, creation.name, creation.symbol, creation.usdcAmount, shares, locked);
    }

    /// @inheritdoc IIndexFactory
    function predictIndex(address creator, Creation calldata creation) external view returns (address index) {
        return
            Clones.predictDeterministicAddressWithImmutableArgs(
                implementation,
                _termsOf(creation),
                _saltOf(creator, creation)
            );
    }

    /// @inheritdoc IIndexFactory
    function indexCount() external view returns (uint256) {
        return _indexes.length;
    }

    /// @inheritdoc IIndexFactory
    function indexAt(uint256 position) external view returns (address) {
        return _indexes[position];
    }

    /// @dev Bounds that hold for every index.
    function _check(Creation calldata creation) internal view {
        uint256 foundingEnd = IComponentRegistry(registry).foundingEnd();
        require(block.timestamp >= foundingEnd, RegistryFounding(foundingEnd));
        uint256 cent = LOCKED_VALUE / 10_000;
        require(creation.usdcAmount >= LOCKED_VALUE, InsufficientCreation(creation.usdcAmount, LOCKED_VALUE));
        require(
            creation.sharePrice >= cent && creation.sharePrice <= cent * 100_000_000,
            SharePriceOutOfBounds(creation.sharePrice)
        );
        require(creation.minInterval >= MIN_INTERVAL, IntervalTooShort(creation.minInterval));
        require(
            creation.lossLimit <= MAX_LOSS_LIMIT &&
                creation.weeklyLossCap <= creation.lossLimit &&
                creation.weeklyLossCap > 0,
            LossLimitOutOfBounds(creation.lossLimit, creation.weeklyLossCap)
        );
        require(
            creation.turnoverLimit >= MIN_TURNOVER_LIMIT && creation.turnoverLimit <= MAX_TURNOVER_LIMIT,
            TurnoverLimitOutOfBounds(creation.turnoverLimit)
        );
        require(creation.maxStableWeight <= WAD, StableWeightOutOfBounds(creation.maxStableWeight));
    }

    /// @dev Pulls `amount` {usdc} from the caller to a new index, and measures that all of it arrived.
    function _deliver(address index, uint256 amount) internal {
        uint256 before = usdc.balanceOf(index);
        usdc.safeTransferFrom(msg.sender, index, amount);
        uint256 received = usdc.balanceOf(index) - before;
        require(received >= amount, UsdcNotDelivered(amount, received));
    }

    /// @dev Salt of CREATE2: nobody but `creator` can create an index at the address that follows from it.
    function _saltOf(address creator, Creation calldata creation) internal pure returns (bytes32) {
        return keccak256(abi.encode(creator, creation));
    }

    /// @dev The constitution, as the clone carries it in its code.
    function _termsOf(Creation calldata creation) internal view returns (bytes memory) {
        IIndexVault.Constitution memory constitution = IIndexVault.Constitution({
            roles: roles,
            registry: registry,
            oracle: oracle,
            usdc: address(usdc),
            maxStableWeight: creation.maxStableWeight,
            bearAllowed: creation.bearAllowed,
            minInterval: creation.minInterval,
            lossLimit: creation.lossLimit,
            weeklyLossCap: creation.weeklyLossCap,
            turnoverLimit: creation.turnoverLimit
        });
        return abi.encode(constitution);
    }

    function _checkCode(address target) internal view {
        require(target.code.length > 0, NoCode(target));
    }
}
