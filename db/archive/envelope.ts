/**
 * What is around the entries: a header that says what the file is, encryption where a passphrase is given,
 * and at the end a hash of every byte before it. One byte that is not what was written refuses the file.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { ArchiveRefused } from "./archive-refused.ts";
import { FLAG_ENCRYPTED, FORMAT_VERSION, HEADER_BYTES, MAGIC, TRAILER_BYTES } from "./format.ts";

type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>;

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** 32 MiB of memory for each guess. */
const SCRYPT = { N: 32_768, r: 8, p: 1, maxmem: 67_108_864 };
const CIPHER = "aes-256-gcm";
const TAG_BYTES = 16;
const COUNTER_BYTES = 11;
const FRAME_BYTES = 65_536;
const LENGTH_BYTES = 4;

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
const keyOf = (passphrase: string, salt: Buffer) =>
  derive(passphrase.normalize("NFC"), salt, KEY_BYTES, SCRYPT);

/** The bytes of a whole file. */
export async function* sealed(payload: Pieces, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const piece of headed(payload, passphrase)) {
    hash.update(piece);
    yield piece;
  }
  yield hash.digest();
}

async function* headed(payload: Pieces, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const flags = passphrase === undefined ? 0 : FLAG_ENCRYPTED;
  const header = Buffer.concat([MAGIC, Buffer.from([FORMAT_VERSION, flags])]);
  yield header;
  if (passphrase === undefined) return yield* payload;
  const salt = randomBytes(SALT_BYTES);
  yield salt;
  yield* encrypted(payload, await keyOf(passphrase, salt), header);
}

/** Each frame counts, and the last one says that it is the last: none is left out, doubled or moved. */
const nonceOf = (frame: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(COUNTER_BYTES + 1);
  nonce.writeUIntBE(frame, COUNTER_BYTES - 6, 6);
  nonce[COUNTER_BYTES] = isLast ? 1 : 0;
  return nonce;
};

async function* encrypted(payload: Pieces, key: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  let frame = 0;
  const seal = (text: Buffer, isLast: boolean) => {
    const cipher = createCipheriv(CIPHER, key, nonceOf(frame++, isLast)).setAAD(header);
    const body = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, body]);
  };
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of payload) {
    held = Buffer.concat([held, piece]);
    // What is held at the end is the last frame: it may be empty, and is always there.
    for (; held.length > FRAME_BYTES; held = held.subarray(FRAME_BYTES))
      yield seal(held.subarray(0, FRAME_BYTES), false);
  }
  yield seal(held, true);
}

/**
 * What `sealed` was given. Whoever acts on it waits for the end: only then every byte is known to be good.
 * Throws ArchiveRefused.
 */
export async function* opened(file: Pieces, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const bytes = new Bytes(checked(file));
  const header = await bytes.take(HEADER_BYTES);
  if (!header?.subarray(0, MAGIC.length).equals(MAGIC)) throw new ArchiveRefused("This is no archive.");
  const [version = 0, flags = 0] = header.subarray(MAGIC.length);
  if (version > FORMAT_VERSION)
    throw new ArchiveRefused(`This archive is of format ${version}: a newer release reads it.`);
  if (version < 1 || (flags & ~FLAG_ENCRYPTED) !== 0) throw new ArchiveRefused("This is no archive.");
  if (flags & FLAG_ENCRYPTED) {
    if (passphrase === undefined)
      throw new ArchiveRefused("This archive is encrypted: give its passphrase in ARCHIVE_PASSPHRASE.");
    const salt = await bytes.take(SALT_BYTES);
    if (!salt) throw damaged();
    yield* decrypted(bytes, await keyOf(passphrase, salt), header);
  } else yield* bytes.rest();
}

async function* decrypted(bytes: Bytes, key: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  for (let frame = 0; ; frame++) {
    const length = (await bytes.take(LENGTH_BYTES))?.readUInt32BE() ?? 0;
    if (length < TAG_BYTES || length > FRAME_BYTES + TAG_BYTES) throw damaged();
    const body = await bytes.take(length);
    if (!body) throw damaged();
    const isLast = await bytes.isOver();
    const decipher = createDecipheriv(CIPHER, key, nonceOf(frame, isLast)).setAAD(header);
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    const text = decipher.update(body.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
    } catch (error) {
      const why = frame === 0 ? "The passphrase is another one, or the file is damaged." : DAMAGED;
      throw new ArchiveRefused(why, { cause: error });
    }
    yield text;
    if (isLast) return;
  }
}

/** All but the hash at the end; throws there where it is not that of what was read. */
async function* checked(file: Pieces): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of file) {
    held = Buffer.concat([held, piece]);
    if (held.length <= TRAILER_BYTES) continue;
    const good = held.subarray(0, -TRAILER_BYTES);
    held = held.subarray(-TRAILER_BYTES);
    hash.update(good);
    yield good;
  }
  if (held.length < TRAILER_BYTES || !hash.digest().equals(held)) throw damaged();
}

const DAMAGED = "The archive is damaged or incomplete: what it holds is not what was written.";
const damaged = () => new ArchiveRefused(DAMAGED);

/** Pieces of any size, taken by number of bytes. */
class Bytes {
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  constructor(pieces: AsyncGenerator<Buffer>) {
    this.#pieces = pieces;
  }

  /** Undefined where there are not as many. */
  async take(count: number): Promise<Buffer | undefined> {
    while (this.#held.length < count) if (!(await this.#more())) return undefined;
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  async isOver(): Promise<boolean> {
    while (this.#held.length === 0) if (!(await this.#more())) return true;
    return false;
  }

  async *rest(): AsyncGenerator<Buffer> {
    do {
      if (this.#held.length > 0) yield this.#held;
      this.#held = Buffer.alloc(0);
    } while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next();
    if (done) return false;
    this.#held = Buffer.concat([this.#held, value]);
    return true;
  }
}
