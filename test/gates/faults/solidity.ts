import type { GateCase } from "../plantedFault.ts";

const HEAD = "// SPDX-License-Identifier: MIT\npragma solidity 0.8.37;\n\n";
const named = (name: string): string => `/// @title ${name}\n/// @notice Planted.\n`;

export const solidity: GateCase = {
  gate: "solidity",
  clean: {
    "contracts/Clean.sol": `${HEAD}import {Math} from "./Math.sol";

${named("Clean")}contract Clean {
    /// @notice Nothing there.
    error Empty(uint256 amount);

    uint256 internal constant SCALE = 1e18;
    uint256 internal _amount;

    /// @notice Adds.
    function add(uint256 amount) external {
        require(amount > 0, Empty(amount));
        _amount += _scaled(amount);
    }

    /// @dev Scaled.
    function _scaled(uint256 amount) internal pure returns (uint256) {
        return Math.mulDiv(amount, SCALE, 1);
    }
}
`,
    "contracts/mocks/Loose.sol": `${HEAD}import "./Anything.sol";\n\ncontract Loose {}\n`,
  },
  planted: {
    "contracts/Undocumented.sol": `${HEAD}${named("Undocumented")}contract Undocumented {
    function silent() external {
        emit Done();
    }
}
`,
    "contracts/GlobalImport.sol": `${HEAD}import "./Clean.sol";\n\n${named("GlobalImport")}contract GlobalImport is Clean {\n    uint256 internal _a;\n}\n`,
    "contracts/Console.sol": `${HEAD}import {console} from "hardhat/console.sol";

${named("Console")}contract Console {
    /// @notice Speaks.
    function speak() external pure {
        console.log(1);
    }
}
`,
    "contracts/Visibility.sol": `${HEAD}${named("Visibility")}contract Visibility {
    uint256 _amount;
}
`,
    "contracts/Reason.sol": `${HEAD}${named("Reason")}contract Reason {
    /// @notice Refuses.
    function refuse(uint256 amount) external pure {
        require(amount > 0, "no amount");
    }
}
`,
    "contracts/Order.sol": `${HEAD}${named("Order")}contract Order {
    uint256 internal _amount;

    /// @dev Inner.
    function _inner() internal {
        ++_amount;
    }

    /// @notice Outer.
    function outer() external {
        _inner();
    }

    /// @notice Too late.
    event Late();
}
`,
    "contracts/Underscores.sol": `${HEAD}${named("Underscores")}contract Underscores {
    uint256 internal amount;

    /// @notice Sets it.
    function set(uint256 _newAmount) external {
        inner(_newAmount);
    }

    /// @dev Inner.
    function inner(uint256 newAmount) internal {
        amount = newAmount;
    }
}
`,
    "contracts/interfaces/ISilent.sol": `${HEAD}${named("ISilent")}interface ISilent {
    error Unexplained(uint256 amount);
}
`,
  },
  faults: [
    {
      fault: "an external function without `@notice`",
      file: "contracts/Undocumented.sol",
      message: "Missing @notice tag in function 'silent'",
    },
    {
      fault: "an import of everything",
      file: "contracts/GlobalImport.sol",
      message: "(no-global-import)",
    },
    { fault: "a console import", file: "contracts/Console.sol", message: "(no-console)" },
    {
      fault: "a state variable without visibility",
      file: "contracts/Visibility.sol",
      message: "(state-visibility)",
    },
    { fault: "a reason string", file: "contracts/Reason.sol", message: "(gas-custom-errors)" },
    {
      fault: "an outer function after an inner one",
      file: "contracts/Order.sol",
      message: "outer stands after the internal _inner of its section",
    },
    {
      fault: "an event after functions",
      file: "contracts/Order.sol",
      message: "declarations come first",
    },
    {
      fault: "an internal variable without `_`",
      file: "contracts/Underscores.sol",
      message: "internal variable amount lacks its _ (S8)",
    },
    {
      fault: "an internal function without `_`",
      file: "contracts/Underscores.sol",
      message: "internal function inner lacks its _ (S8)",
    },
    {
      fault: "a parameter with `_`",
      file: "contracts/Underscores.sol",
      message: "parameter _newAmount starts with _",
    },
    {
      fault: "an error of an interface without comment",
      file: "contracts/interfaces/ISilent.sol",
      message: "error Unexplained has no comment",
    },
  ],
};
