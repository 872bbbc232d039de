/** Where published documents are read from: a folder, a web server, a content-addressed store. */
export type DocumentSource = {
  /** The bytes under a name; undefined where there is nothing. */
  read(name: string): Promise<Uint8Array | undefined>;
};
