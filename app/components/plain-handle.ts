/** A route whose `handle` says so is a document without any script: its forms and links need none. */
export type PlainHandle = { isPlain: true };

export const isPlainHandle = (handle: unknown): handle is PlainHandle =>
  typeof handle === "object" && handle !== null && "isPlain" in handle;
