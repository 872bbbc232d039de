import type { Format } from "../format/useFormat.ts";
import type { Side, TradeState } from "../model/tradeState.ts";

/** Texts of a state in the panel: its button, and the reason beside it. */
export type StateText = {
  readonly button: string;
  readonly reason?: string;
};

export type StateTextInputs = {
  readonly state: TradeState;
  readonly side: Side;
  readonly symbol: string;
  readonly chainName: string;
  readonly pausedUntil: bigint; // {s}
  readonly minimum: string; // with its unit
  readonly unreadable: string | undefined; // why the input cannot be read
  readonly quoteFault: string | undefined;
  readonly format: Format;
};

/** The words of the states before a trade is sent. */
export function stateText(inputs: StateTextInputs): StateText {
  const { state, side, symbol, chainName, format } = inputs;
  const buys = side === "buy";
  const unit = buys ? "USDC" : symbol;
  switch (state) {
    case "node gone":
      return {
        button: "Waiting for the node",
        reason: "The node does not answer. Your input is kept, and the page tries again by itself.",
      };
    case "winding down":
      return {
        button: "Purchases have ended",
        reason: "This index is being wound down. You can sell and redeem as always.",
      };
    case "paused":
      return {
        button: "Purchases are paused",
        reason: `A guardian paused purchases until ${format.date(inputs.pausedUntil)}. You can sell and redeem as always.`,
      };
    case "wrong network":
      return {
        button: `Switch to ${chainName}`,
        reason: `Your wallet is on another network. This index is on ${chainName}.`,
      };
    case "empty":
      return { button: "Enter an amount" };
    case "unreadable":
      return {
        button: "Enter an amount",
        reason: inputs.unreadable ?? "Write an amount in digits.",
      };
    case "below minimum":
      return {
        button: `The minimum is ${inputs.minimum}`,
        reason: `Enter ${inputs.minimum} or more.`,
      };
    case "over balance":
      return { button: `Not enough ${unit}`, reason: `This is more than your wallet has.` };
    case "no route":
      return {
        button: buys ? "This amount cannot be bought now" : "This amount cannot be sold now",
        reason: inputs.quoteFault ?? "No pool gives as much at a fair price.",
      };
    case "quote failed":
      return { button: "Try again", reason: inputs.quoteFault ?? "The quote could not be read." };
    case "quote loading":
      return { button: "Getting a quote" };
    case "impact too high":
      return {
        button: "The price impact is too high",
        reason: `This ${buys ? "purchase" : "sale"} would move prices by more than 5 %. Trade less, or in parts.${buys ? "" : " Tokens in kind need no pool."}`,
      };
    case "no gas token":
      return {
        button: "Not enough ETH for the network fee",
        reason: `Your wallet needs a little ETH on ${chainName} to send the transaction.`,
      };
    case "stale":
      return { button: "Refreshing the quote" };
    default:
      return { button: "Review" };
  }
}
