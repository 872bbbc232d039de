/** How a local service refuses for a while. */
export type Refusals = {
  readonly busy?: readonly number[]; // status of the first answer to a look-up, a submission, a question
  readonly down?: boolean; // it refuses everything
};
export const LOOK_UP = 0;
export const SUBMISSION = 1;
export const QUESTION = 2;

/** The status with which the next request of a kind is refused; undefined if it is not. */
export function firstRefusals({ busy = [], down = false }: Refusals) {
  const left: (number | undefined)[] = [...busy];
  return (kind: number): number | undefined => {
    const status = down ? 500 : left[kind];
    left[kind] = undefined;
    return status;
  };
}
