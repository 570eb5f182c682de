/** PostgreSQL's messages, as a pooler sees them: cut out of a stream of bytes, and a few made. */

export type Message = { type: string; bytes: Buffer };

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/** Collects bytes, and hands out whole messages. */
export function messageReader(): (chunk: Buffer) => Message[] {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: Message[] = [];
    while (rest.length >= TYPE_BYTES + LENGTH_BYTES) {
      const end = TYPE_BYTES + rest.readInt32BE(TYPE_BYTES);
      if (rest.length < end) break;
      messages.push({ type: String.fromCharCode(rest[0] ?? 0), bytes: rest.subarray(0, end) });
      rest = rest.subarray(end);
    }
    return messages;
  };
}

/** The text of a simple query, or of a password. */
export const textOf = ({ bytes }: Message): string =>
  bytes.toString("utf8", TYPE_BYTES + LENGTH_BYTES).replace(/\0$/, "");

/** `user` and `database` of a startup message. */
export function startupOf(chunk: Buffer): Record<string, string> {
  const words = chunk.toString("utf8", 8).split("\0");
  const pairs: Record<string, string> = {};
  for (let at = 0; at + 1 < words.length; at += 2) pairs[words[at] ?? ""] = words[at + 1] ?? "";
  return pairs;
}

function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeInt32BE(LENGTH_BYTES + body.length);
  return Buffer.concat([Buffer.from(type), length, body]);
}

export const askPassword = message("R", Buffer.from([0, 0, 0, 3]));
export const welcome = message("R", Buffer.from([0, 0, 0, 0]));
export const ready = message("Z", Buffer.from("I"));
export const rollback = message("Q", Buffer.from("ROLLBACK\0"));
export const refusal = (text: string): Buffer =>
  message("E", Buffer.from(`SERROR\0VERROR\0C0A000\0M${text}\0\0`));

/** ReadyForQuery outside a transaction. */
export const isIdle = ({ type, bytes }: Message): boolean => type === "Z" && bytes.at(-1) === 0x49;
/** What the server answers with a ReadyForQuery: a simple query, and Sync. */
export const asksForReady = ({ type }: Message): boolean => type === "Q" || type === "S";
