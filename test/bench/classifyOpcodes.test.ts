import { expect } from "chai";

import { classifyOpcodes } from "../../bench/gas/classifyOpcodes.ts";
import type { TraceStep } from "../../bench/gas/classifyOpcodes.ts";

const step = (op: string, depth: number, gas: number, gasCost: number): TraceStep => ({
  op,
  depth,
  gas,
  gasCost,
});

describe("classifyOpcodes", () => {
  it("charges a call with its own price and each frame with its steps", () => {
    const steps = [
      step("PUSH1", 1, 1000, 3),
      step("CALL", 1, 997, 900), // passes 800 on, of which 205 are used
      step("SLOAD", 2, 800, 200),
      step("STOP", 2, 600, 0),
      step("LOG1", 1, 697, 50),
      step("RETURN", 1, 647, 5),
    ];
    // 997 - 697 is gone at the call, 200 of it below
    expect(classifyOpcodes({ gasLimit: 22_000, gasUsed: 21_300, steps })).to.deep.equal({
      intrinsic: 21_000,
      storage: 200,
      calls: 100,
      logs: 50,
      compute: 8,
      refund: 58,
    });
  });

  it("follows frames that end together", () => {
    const steps = [
      step("DELEGATECALL", 1, 900, 100),
      step("CALL", 2, 700, 100),
      step("SSTORE", 3, 500, 20),
      step("STOP", 3, 480, 0),
      step("RETURN", 2, 620, 1), // 80 gone at the call, 20 of them below
      step("STOP", 1, 719, 0), // 181 gone at the delegate call, 81 of them below
    ];
    const { storage, calls, compute } = classifyOpcodes({ gasLimit: 900, gasUsed: 181, steps });
    expect({ storage, calls, compute }).to.deep.equal({ storage: 20, calls: 160, compute: 1 });
  });
});
