import { useFormat } from "../../../format/useFormat.ts";
import type { PriceLinesData } from "../../../model/chart/priceLines.ts";

/** The chart's figures for those who do not see it. */
export function PriceTable({ nav, leader, leaderName }: PriceLinesData) {
  const { date, dollars } = useFormat();
  const leaderAt = (time: bigint) => leader.findLast((each) => each.time <= time)?.value;
  return (
    <div className="sr-only">
      <table>
        <caption>Recorded value of a share, and {leaderName} from the same point</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Share</th>
            <th scope="col">{leaderName}</th>
          </tr>
        </thead>
        <tbody>
          {nav.map(({ time, value, complete }) => {
            const beside = leaderAt(time);
            return (
              <tr key={String(time)}>
                <th scope="row">{date(time)}</th>
                <td>
                  {dollars(value, "down")}
                  {!complete && ", incomplete"}
                </td>
                <td>{beside === undefined ? "unknown" : dollars(beside, "down")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
