// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IUniswapV3MintCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3MintCallback.sol";
import {IUniswapV3SwapCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3SwapCallback.sol";
import {IUniswapV3Factory} from "@uniswap/v3-core/contracts/interfaces/IUniswapV3Factory.sol";
import {IUniswapV3Pool} from "@uniswap/v3-core/contracts/interfaces/IUniswapV3Pool.sol";

import {IComponentRegistry} from "../../interfaces/IComponentRegistry.sol";
import {MockERC20} from "../MockERC20.sol";
import {MockAggregator} from "../feeds/MockAggregator.sol";
import {MockFeedProxy} from "../feeds/MockFeedProxy.sol";

/// @title Everyone else in a local market: issuer, price reporter, market maker, arbitrageur and trader
/// @notice Works real Uniswap v3 pools of mock tokens against one dollar. Anyone may call it and it mints what it owes, so
/// it is for tests and local chains only.
/// @dev Prices and ticks come from the caller, who computes them exactly: v3-core's TickMath does not compile here.
contract MarketOperator is IUniswapV3MintCallback, IUniswapV3SwapCallback {
    /// @param name Name of the token; the caller finds its listings by it.
    /// @param answer {usd/tok} First price, with `feedDecimals` decimals.
    struct Listing {
        string name;
        string symbol;
        uint8 tokenDecimals;
        uint8 feedDecimals;
        int256 answer;
    }

    /// @param liquidity {liquidity} Size, in the pool's own measure.
    struct Position {
        int24 tickLower;
        int24 tickUpper;
        uint128 liquidity;
    }

    /// @param sqrtPriceX96 Q64.96{sqrt(token1/token0)} Price to bring the pool to.
    /// @param positions Depth to leave around it. A pool always has three positions; one of no liquidity is none.
    struct Quote {
        MockERC20 token;
        uint160 sqrtPriceX96;
        Position[3] positions;
    }

    /// @notice The caller of a callback is not a pool of the factory with the operator's fee.
    error NotAPool(address caller);

    /// @notice `token` was never opened.
    error PoolNotOpened(address token);

    event TokenListed(string name, MockERC20 token, MockFeedProxy feed, MockAggregator aggregator);
    event PoolOpened(MockERC20 indexed token, IUniswapV3Pool pool);

    /// @notice {1e6} Fee of every pool: 0.3 %.
    uint24 public constant FEE = 3000;

    /// @dev {tok} What the registry's probe asks for.
    uint256 private constant PROBE_UNITS = 10_000;

    /// @dev One above and one below what Uniswap accepts as a price limit.
    uint160 private constant MIN_SQRT_PRICE = 4295128740;
    uint160 private constant MAX_SQRT_PRICE = 1461446703485210103287273052203988822378723970341;

    IUniswapV3Factory public immutable factory;
    MockERC20 public immutable usdc;

    /// @notice The pool of a token against the dollar.
    mapping(MockERC20 token => IUniswapV3Pool) public poolOf;

    mapping(MockERC20 token => Position[3]) private _positions;

    constructor(IUniswapV3Factory factory_, MockERC20 usdc_) {
        factory = factory_;
        usdc = usdc_;
    }

    /* ISSUER AND PRICE REPORTER */

    /// @notice Creates tokens, each with an aggregator and a feed in front of it that the caller owns.
    function list(Listing[] calldata listings) external {
        for (uint256 i; i < listings.length; ++i) {
            Listing calldata listing = listings[i];
            MockERC20 token = new MockERC20(listing.name, listing.symbol, listing.tokenDecimals);
            string memory pair = string.concat(listing.symbol, " / USD");
            MockAggregator aggregator = new MockAggregator(listing.feedDecimals, pair, listing.answer);
            emit TokenListed(listing.name, token, new MockFeedProxy(aggregator, msg.sender), aggregator);
        }
    }

    /// @notice Has the registry probe tokens, with ten thousand units or one whole token of each, newly minted.
    function probe(IComponentRegistry registry, MockERC20[] calldata tokens) external {
        for (uint256 i; i < tokens.length; ++i) {
            uint256 amount = 10 ** tokens[i].decimals();
            if (amount > PROBE_UNITS) amount = PROBE_UNITS;
            tokens[i].mint(address(this), amount);
            tokens[i].approve(address(registry), amount);
            registry.probe(address(tokens[i]), amount);
        }
    }

    /// @notice Writes a new round in each aggregator.
    /// @param answers {usd/tok} Prices, with the decimals of each aggregator.
    function report(MockAggregator[] calldata aggregators, int256[] calldata answers) external {
        for (uint256 i; i < aggregators.length; ++i) {
            aggregators[i].setAnswer(answers[i]);
        }
    }

    /* MARKET MAKER */

    /// @notice Creates pools at a price and gives them depth.
    function open(Quote[] calldata quotes) external {
        for (uint256 i; i < quotes.length; ++i) {
            MockERC20 token = quotes[i].token;
            IUniswapV3Pool pool = IUniswapV3Pool(factory.createPool(address(token), address(usdc), FEE));
            poolOf[token] = pool;
            pool.initialize(quotes[i].sqrtPriceX96);
            _setDepth(pool, token, quotes[i].positions);
            emit PoolOpened(token, pool);
        }
    }

    /// @notice Brings pools to a price by trading, then replaces their depth.
    function move(Quote[] calldata quotes) external {
        for (uint256 i; i < quotes.length; ++i) {
            IUniswapV3Pool pool = _openPool(quotes[i].token);
            _arbitrage(pool, quotes[i].sqrtPriceX96);
            _setDepth(pool, quotes[i].token, quotes[i].positions);
        }
    }

    /// @notice The operator's positions in the pool of `token`.
    function positionsOf(MockERC20 token) external view returns (Position[3] memory) {
        return _positions[token];
    }

    /* ARBITRAGEUR */

    /// @notice Brings pools to a price by trading, and leaves their depth where it is.
    /// @param sqrtPricesX96 Q64.96{sqrt(token1/token0)}
    function arbitrage(MockERC20[] calldata tokens, uint160[] calldata sqrtPricesX96) external {
        for (uint256 i; i < tokens.length; ++i) {
            _arbitrage(_openPool(tokens[i]), sqrtPricesX96[i]);
        }
    }

    /// @notice What the feeds say and where the pools stand, faults of the feeds aside.
    /// @return answers {usd/tok} Stored answers, with the decimals of each aggregator.
    /// @return sqrtPricesX96 Q64.96{sqrt(token1/token0)}
    function survey(
        MockERC20[] calldata tokens,
        MockAggregator[] calldata aggregators
    ) external view returns (int256[] memory answers, uint160[] memory sqrtPricesX96) {
        answers = new int256[](tokens.length);
        sqrtPricesX96 = new uint160[](tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            answers[i] = aggregators[i].answer();
            (sqrtPricesX96[i], , , , , , ) = _openPool(tokens[i]).slot0();
        }
    }

    /* TRADER */

    /// @notice Sells `amountIn` {tok} of the token for dollars, newly minted, as a stranger would.
    function sell(MockERC20 token, uint256 amountIn) external {
        _swap(_openPool(token), address(token) < address(usdc), int256(amountIn));
    }

    /// @notice Buys the token with `amountIn` {usdc}, newly minted, as a stranger would.
    function buy(MockERC20 token, uint256 amountIn) external {
        _swap(_openPool(token), address(usdc) < address(token), int256(amountIn));
    }

    /* CALLBACKS */

    /// @inheritdoc IUniswapV3MintCallback
    function uniswapV3MintCallback(uint256 amount0Owed, uint256 amount1Owed, bytes calldata) external {
        _pay(int256(amount0Owed), int256(amount1Owed));
    }

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata) external {
        _pay(amount0Delta, amount1Delta);
    }

    /* INTERNAL */

    function _openPool(MockERC20 token) private view returns (IUniswapV3Pool pool) {
        pool = poolOf[token];
        require(address(pool) != address(0), PoolNotOpened(address(token)));
    }

    /// @dev The price limit stops the swap, the amount never does.
    function _arbitrage(IUniswapV3Pool pool, uint160 sqrtPriceX96) private {
        (uint160 current, , , , , , ) = pool.slot0();
        if (current == sqrtPriceX96) return;
        pool.swap(address(this), sqrtPriceX96 < current, type(int256).max, sqrtPriceX96, "");
    }

    function _swap(IUniswapV3Pool pool, bool zeroForOne, int256 amountIn) private {
        pool.swap(msg.sender, zeroForOne, amountIn, zeroForOne ? MIN_SQRT_PRICE : MAX_SQRT_PRICE, "");
    }

    function _setDepth(IUniswapV3Pool pool, MockERC20 token, Position[3] calldata targets) private {
        Position[3] storage held = _positions[token];
        for (uint256 i; i < 3; ++i) {
            _replace(pool, held[i], targets[i]);
            held[i] = targets[i];
        }
    }

    /// @dev On the same ticks only the difference moves. A pool owes at most 128 bits of a token: were a withdrawal larger,
    /// the rest would be lost to the pool, and minted anew here.
    function _replace(IUniswapV3Pool pool, Position memory held, Position calldata target) private {
        bool sameTicks = held.tickLower == target.tickLower && held.tickUpper == target.tickUpper;
        uint128 kept =
            !sameTicks
                ? 0
                : held.liquidity < target.liquidity
                    ? held.liquidity
                    : target.liquidity;

        if (held.liquidity > kept) {
            pool.burn(held.tickLower, held.tickUpper, held.liquidity - kept);
            pool.collect(address(this), held.tickLower, held.tickUpper, type(uint128).max, type(uint128).max);
        }
        if (target.liquidity > kept) {
            pool.mint(address(this), target.tickLower, target.tickUpper, target.liquidity - kept, "");
        }
    }

    /// @dev Pays the calling pool what is positive, from the inventory or else newly minted.
    function _pay(int256 amount0, int256 amount1) private {
        MockERC20 token0 = MockERC20(IUniswapV3Pool(msg.sender).token0());
        MockERC20 token1 = MockERC20(IUniswapV3Pool(msg.sender).token1());
        require(factory.getPool(address(token0), address(token1), FEE) == msg.sender, NotAPool(msg.sender));

        if (amount0 > 0) _payToken(token0, uint256(amount0));
        if (amount1 > 0) _payToken(token1, uint256(amount1));
    }

    function _payToken(MockERC20 token, uint256 amount) private {
        if (token.balanceOf(address(this)) < amount) token.mint(msg.sender, amount);
        else token.transfer(msg.sender, amount);
    }
}
