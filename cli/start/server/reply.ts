/** A response of the local server. */
export type Reply = {
  readonly status: number;
  readonly type: string; // content type
  readonly body: string | Buffer;
  readonly cache?: "immutable"; // never changes under its name
  readonly headers?: Readonly<Record<string, string>>;
};
