/** Pure: what a picture is, by its own bytes; never by its name, or by what its sender calls it. */
import type { LogoMediaType } from "#app/db.shared.ts";

export type Picture = { mediaType: LogoMediaType; width: number; height: number };

const text = (bytes: Buffer, from: number, to: number): string => bytes.toString("latin1", from, to);

/** Undefined for what is none of the three, or is cut off before it says how large it is. */
export function readPicture(bytes: Buffer): Picture | undefined {
  try {
    return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function readPng(bytes: Buffer): Picture | undefined {
  if (!bytes.subarray(0, PNG.length).equals(PNG) || text(bytes, 12, 16) !== "IHDR") return undefined;
  return { mediaType: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

const JPEG_START = 0xffd8;
/** Frames: C0 to CF, but tables of Huffman and arithmetic codes, and a marker that is reserved. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function readJpeg(bytes: Buffer): Picture | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== JPEG_START) return undefined;
  let at = 2;
  while (bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (isFrame(marker))
      return {
        mediaType: "image/jpeg",
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
      };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

const SIDE_14_BITS = 0x3fff;

function readWebp(bytes: Buffer): Picture | undefined {
  if (text(bytes, 0, 4) !== "RIFF" || text(bytes, 8, 12) !== "WEBP") return undefined;
  const size = webpSize(bytes, text(bytes, 12, 16));
  return size && { mediaType: "image/webp", ...size };
}

/** Lossy, lossless, or with more than a picture in it. */
function webpSize(bytes: Buffer, kind: string): { width: number; height: number } | undefined {
  switch (kind) {
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & SIDE_14_BITS, height: bytes.readUInt16LE(28) & SIDE_14_BITS };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & SIDE_14_BITS) + 1, height: ((bits >>> 14) & SIDE_14_BITS) + 1 };
    }
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
