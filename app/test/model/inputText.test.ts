import { encodeLeg } from "@sheaf/sdk/quote/encodeLeg";
import { expect } from "chai";

import { parseAmount } from "../../src/format/parseAmount.ts";
import { inputText } from "../../src/model/inputText.ts";
import { minimumsOf } from "../../src/model/minimumsOf.ts";
import { sendingSteps } from "../../src/model/sendingSteps.ts";

describe("inputText", () => {
  it("writes what a person would type, in the locale's own writing", () => {
    expect(inputText(50_000_000n, 6, "en-GB")).to.equal("50");
    expect(inputText(1_500_000n, 6, "de-DE")).to.equal("1,5");
    expect(inputText(10n ** 9n, 0, "en-GB")).to.equal("1,000,000,000");
  });

  it("keeps every digit through the field and back", () => {
    for (const locale of ["en-GB", "de-DE", "fr-FR", "de-CH"])
      for (const amount of [1n, 999_999_999_999_999_999n, 12_345_678_901_234_567_890_123n])
        expect(parseAmount(inputText(amount, 18, locale), 18, locale), locale).to.deep.equal({
          kind: "amount",
          amount,
        });
  });
});

describe("minimumsOf", () => {
  it("reads each swap's minimum from the words that are signed, and skips legs without a swap", () => {
    const [component, other] = [
      "0x1111111111111111111111111111111111111111",
      "0x2222222222222222222222222222222222222222",
    ] as const;
    const legs = [
      encodeLeg({ component, fee: 3_000, wethFee: 500, limit: 12_345_678n }),
      encodeLeg({ component: other, fee: 0, wethFee: 0, limit: 0n }),
    ];
    expect(minimumsOf(legs)).to.deep.equal([{ component, limit: 12_345_678n }]);
  });
});

describe("sendingSteps", () => {
  const names = { allowing: "allow", confirming: "confirm", waiting: "wait" };

  it("has one step under way, the earlier ones done", () => {
    expect(sendingSteps("confirming", names).map(({ state }) => state)).to.deep.equal([
      "done",
      "now",
      "later",
    ]);
    expect(sendingSteps("done", names).every(({ state }) => state === "done")).to.equal(true);
  });

  it("leaves out a step that a trade does not have", () => {
    const steps = sendingSteps("confirming", { ...names, allowing: undefined });
    expect(steps.map(({ name, state }) => `${name} ${state}`)).to.deep.equal([
      "confirm now",
      "wait later",
    ]);
  });
});
