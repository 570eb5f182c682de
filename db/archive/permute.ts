/**
 * Text for other text of the same shape: letters for letters, digits for digits, all else as it was. Two that
 * differ still do, in lower case as well, and the same under one key is always the same. Pure.
 */
import { createHash, createHmac } from "node:crypto";

/** Each half is changed by the other this many times in all. */
const ROUNDS = 4;
const BYTES_A_SIGN = 2;
const LETTERS = 26;
const DIGITS = 10;
const OTHER_LETTER = /[\p{L}\p{N}\p{M}](?<![a-zA-Z0-9])/u;
const OTHER_LETTERS = new RegExp(OTHER_LETTER, "gu");
/** Of what stands for letters of other alphabets: 60 bits. */
const TAG_LENGTH = 12;

export function permute(key: string, text: string): string {
  const { length } = text;
  if (!OTHER_LETTER.test(text)) return exchanged(key, text);
  // Other alphabets have no ten or twenty-six: a letter stands for each, and a tag keeps two apart.
  const plain = exchanged(key, text.replaceAll(OTHER_LETTERS, "x"));
  const kept = plain.slice(0, Math.max(length - TAG_LENGTH, 0)).replace(/[\ud800-\udbff]$/, "");
  return `${kept}${tagOf(key, text)}`;
}

/** Letters alone, so that whatever may hold a word may hold it. */
export const tagOf = (key: string, text: string): string =>
  [...createHmac("sha256", key).update(`tag:${text}`).digest().subarray(0, TAG_LENGTH)]
    .map((byte) => String.fromCharCode(0x61 + (byte % LETTERS)))
    .join("");

type Sign = { at: number; first: number; radix: number; value: number };

/** Letters are numbers without their case, which is put back where it was. */
function signOf(code: number, at: number): Sign | undefined {
  if (code >= 0x30 && code <= 0x39) return { at, first: 0x30, radix: DIGITS, value: code - 0x30 };
  if (code >= 0x61 && code <= 0x7a) return { at, first: 0x61, radix: LETTERS, value: code - 0x61 };
  if (code >= 0x41 && code <= 0x5a) return { at, first: 0x41, radix: LETTERS, value: code - 0x41 };
  return undefined;
}

/** A Feistel network over the signs: whatever the halves' function is, no two come to the same. */
function exchanged(key: string, text: string): string {
  const signs: Sign[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = signOf(text.charCodeAt(at), at);
    if (sign) signs.push(sign);
  }
  const shape = text.toLowerCase().replaceAll(/[a-z]/g, "a").replaceAll(/[0-9]/g, "0");
  const halves = [signs.filter((_, n) => n % 2 === 0), signs.filter((_, n) => n % 2 === 1)] as const;
  for (let round = 0; round < ROUNDS; round++) {
    const [changed, by] = round % 2 === 0 ? halves : [halves[1], halves[0]];
    const stream = streamOf(key, `${round}:${shape}:${by.map(({ value }) => value).join()}`, changed.length);
    for (const [n, sign] of changed.entries())
      sign.value = (sign.value + stream.readUInt16BE(n * BYTES_A_SIGN)) % sign.radix;
  }
  const codes = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  for (const { at, first, value } of signs) codes[at] = first + value;
  return Buffer.from(codes.buffer).toString("utf16le");
}

function streamOf(key: string, what: string, signs: number): Buffer {
  const seed = createHmac("sha256", key).update(what).digest();
  return createHash("shake256", { outputLength: Math.max(signs * BYTES_A_SIGN, 1) })
    .update(seed)
    .digest();
}
