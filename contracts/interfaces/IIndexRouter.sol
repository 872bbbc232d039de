// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IIndexRouter
/// @notice Shares for USDC and USDC for shares, in one transaction each, over Uniswap v3 pools that were chosen off chain.
/// @dev Units in braces as in `IIndexVault`; {usdc} is the smallest unit of USDC. The router works with the indexes of one
///      factory only, holds nothing between calls, approves nobody, and pays nobody out of what it held before a call.
///
///      LEGS. One word for each component of the basket, in basket order:
///
///      | bytes | field       | meaning                                                                              |
///      | ----- | ----------- | ------------------------------------------------------------------------------------ |
///      | 0-19  | `component` | The component at this position.                                                      |
///      | 20-22 | `fee`       | {1e6} Fee of its pool. Zero: no swap (USDC itself, or, in a sale, paid out in kind). |
///      | 23-25 | `wethFee`   | {1e6} Zero: its pool is against USDC. Else it is against WETH, and this is the fee   |
///      |       |             | of the pool of WETH and USDC that the leg goes through as well.                      |
///      | 26-31 | `limit`     | {usdc} Most that the swap may cost, or least that it must bring. Zero: none of its own. |
///
///      Pools are derived from the Uniswap v3 factory, the two tokens and the fee: no other contract is ever swapped with.
interface IIndexRouter {
    /* TYPES */

    /// @notice A purchase: `shares`, exactly, for `maxUsdc` at most. The rest of `maxUsdc` comes back in the same call.
    /// @param vault The index. One of the factory's.
    /// @param shares {share} What is issued: the least and the most that `receiver` gets.
    /// @param maxUsdc {usdc} Most that the caller pays. The caller allows the router to take it, no more is needed.
    /// @param receiver Who gets the shares.
    /// @param deadline {s} After it the purchase is refused.
    /// @param basketId The basket that `legs` were made for.
    /// @param legs A leg for each component of the basket.
    struct Purchase {
        address vault;
        uint256 shares;
        uint256 maxUsdc;
        address receiver;
        uint256 deadline;
        uint256 basketId;
        bytes32[] legs;
    }

    /// @notice A sale: `shares`, exactly, for `minUsdc` at least.
    /// @param vault The index. One of the factory's.
    /// @param shares {share} What is burnt of the caller's. The caller allows the router to burn it, no more is needed.
    /// @param minUsdc {usdc} Least that `receiver` gets.
    /// @param receiver Who gets the USDC. What is paid out in kind goes to the caller, and so does every claim.
    /// @param deadline {s} After it the sale is refused.
    /// @param basketId The basket that `legs` and `skip` were made for.
    /// @param skip Bitmap of basket positions that are credited to the caller without any call of the component: a way past
    ///        a component that stops the sale. The caller can `claim` it from the vault later.
    /// @param legs A leg for each component of the basket.
    struct Sale {
        address vault;
        uint256 shares;
        uint256 minUsdc;
        address receiver;
        uint256 deadline;
        uint256 basketId;
        uint256 skip;
        bytes32[] legs;
    }

    /// @notice An ERC-2612 signature of the caller that allows the router `maxUsdc` {usdc}, or `shares` {share}.
    /// @dev One that fails is ignored if the allowance is there all the same: whoever submits it first stops nothing.
    /// @param deadline {s} The signature's own.
    struct Permit {
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /* EVENTS */

    /// @notice Shares were bought.
    /// @param usdc {usdc} What the buyer paid, after the refund.
    event SharesBought(
        address indexed buyer,
        address indexed vault,
        address indexed receiver,
        uint256 shares,
        uint256 usdc
    );
    /// @notice Shares were sold.
    /// @param usdc {usdc} What the receiver got.
    event SharesSold(
        address indexed seller,
        address indexed vault,
        address indexed receiver,
        uint256 shares,
        uint256 usdc
    );

    /// @notice A leg of a sale failed: its component went to the seller, paid in kind or credited by the vault.
    event LegSkipped(address indexed vault, uint256 indexed position, address indexed component);

    /* ERRORS */

    /// @notice The address holds no code.
    error NoCode(address target);
    /// @notice The vault is not one of the factory's.
    error UnknownVault(address vault);
    /// @notice The call came too late.
    error DeadlinePassed(uint256 deadline);
    /// @notice Neither the zero address nor the router itself can receive shares or USDC.
    error InvalidReceiver(address receiver);
    /// @notice There is not one leg for each component.
    error LengthMismatch(uint256 given, uint256 expected);
    /// @notice No pool of these two tokens with this fee.
    error PoolMissing(address tokenA, address tokenB, uint24 fee);
    /// @notice Too little gas to give a leg its fair chance. Send more gas.
    error InsufficientGas(uint256 available, uint256 required);
    /// @notice Called back by somebody whom this call does not wait for.
    error UnexpectedCallback(address caller);
    /// @notice A leg costs more than its limit, or more than what is left of `maxUsdc`.
    error ExcessiveUsdcIn(uint256 required, uint256 available);
    /// @notice A leg brings less than its limit.
    error InsufficientLegOut(address component, uint256 usdcOut, uint256 limit);
    /// @notice The sale brings less than `minUsdc`.
    error InsufficientUsdcOut(uint256 usdcOut, uint256 minUsdc);

    /* BUYING AND SELLING */

    /// @notice Buys shares with the caller's USDC.
    /// @dev Each pool pays the vault directly, exactly what the vault asks for at that moment: only USDC is ever left over.
    ///      Whatever cannot be delivered in full, at the limits, reverts the whole.
    /// @return usdcSpent {usdc}
    function buy(Purchase calldata purchase) external returns (uint256 usdcSpent);

    /// @notice `buy` after a signature in place of an approval.
    function buyWithPermit(Purchase calldata purchase, Permit calldata permit) external returns (uint256 usdcSpent);

    /// @notice Sells the caller's shares for USDC.
    /// @dev The vault pays each pool directly. What cannot be sold goes to the caller: a component without a pool, what a pool
    ///      does not take, and what belongs to a leg that fails, in either hop, are paid out in kind by the vault, and what the
    ///      vault cannot pay or read is the caller's to `claim` from it. A leg's `limit` is not enforced where nothing of the
    ///      component was sold: only `minUsdc` bounds the sale as a whole.
    /// @return usdcReceived {usdc}
    function sell(Sale calldata sale) external returns (uint256 usdcReceived);

    /// @notice `sell` after a signature in place of an approval.
    function sellWithPermit(Sale calldata sale, Permit calldata permit) external returns (uint256 usdcReceived);

    /* VIEWS */

    /// @notice Whose indexes can be bought and sold here.
    function factory() external view returns (address);

    /// @notice What is paid with and paid out.
    function usdc() external view returns (address);

    /// @notice Wrapped ether: the middle of legs of two hops.
    function weth() external view returns (address);

    /// @notice The Uniswap v3 factory whose pools are swapped with.
    function poolFactory() external view returns (address);
}
