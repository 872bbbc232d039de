// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What USDC does in a transfer, behind its proxy
/// @notice As in FiatTokenV2_2: every transfer asks whether the token is paused and whether anybody in it is blacklisted, a balance
///         shares its slot with the blacklist's bit, and no allowance is unlimited. Balances, allowances and supply lie where
///         `MockUSDC` keeps them, so that its code can be exchanged under a token in use. Anyone may mint. For measurements only.
contract UsdcLogic {
    error Paused();
    error Blacklisted(address account);
    error InsufficientAllowance(address owner, address spender, uint256 allowance, uint256 needed);
    error InsufficientBalance(address owner, uint256 balance, uint256 needed);

    error BalanceTooLarge(address account, uint256 balance);

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    uint256 private constant BALANCE = (1 << 255) - 1; // the bits below the blacklist's

    mapping(address account => uint256 blacklistBitAndBalance) private _states; // {tok}
    mapping(address owner => mapping(address spender => uint256)) public allowance; // {tok}
    uint256 public totalSupply; // {tok}
    uint256[13] private _ofMockUSDC; // its other slots, left alone
    address public pauser;
    bool public paused;

    modifier whenNotPaused() {
        require(!paused, Paused());
        _;
    }

    modifier notBlacklisted(address account) {
        require(_states[account] >> 255 == 0, Blacklisted(account));
        _;
    }

    /// @notice Mints `amount` {tok} to `to`.
    function mint(address to, uint256 amount) external whenNotPaused notBlacklisted(to) {
        totalSupply += amount;
        _setBalance(to, balanceOf(to) + amount);
        emit Transfer(address(0), to, amount);
    }

    /// @notice Lets `spender` take `amount` {tok} of the caller's.
    function approve(
        address spender,
        uint256 amount
    ) external whenNotPaused notBlacklisted(msg.sender) notBlacklisted(spender) returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    /// @notice Pays `amount` {tok} of the caller's to `to`.
    function transfer(
        address to,
        uint256 amount
    ) external whenNotPaused notBlacklisted(msg.sender) notBlacklisted(to) returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @notice Pays `amount` {tok} of `from` to `to`, out of the caller's allowance.
    function transferFrom(
        address from,
        address to,
        uint256 amount
    ) external whenNotPaused notBlacklisted(msg.sender) notBlacklisted(from) notBlacklisted(to) returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(amount <= allowed, InsufficientAllowance(from, msg.sender, allowed, amount));
        _transfer(from, to, amount);
        allowance[from][msg.sender] = allowed - amount;
        return true;
    }

    /// @return {decimals}
    function decimals() external pure returns (uint8) {
        return 6;
    }

    /// @return {tok}
    function balanceOf(address account) public view returns (uint256) {
        return _states[account] & BALANCE;
    }

    function _transfer(address from, address to, uint256 amount) private {
        uint256 balance = balanceOf(from);
        require(amount <= balance, InsufficientBalance(from, balance, amount));
        _setBalance(from, balance - amount);
        _setBalance(to, balanceOf(to) + amount);
        emit Transfer(from, to, amount);
    }

    function _setBalance(address account, uint256 balance) private notBlacklisted(account) {
        require(balance <= BALANCE, BalanceTooLarge(account, balance));
        _states[account] = balance;
    }
}
