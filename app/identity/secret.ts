/** Secrets that travel in cookies and links, and the hashes by which we know them again. */
import { createHash, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
const HASH = /^[0-9a-f]{64}$/;

/** 256 random bits. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const isSecret = (value: unknown): value is string => typeof value === "string" && SECRET.test(value);
export const isHash = (value: unknown): value is string => typeof value === "string" && HASH.test(value);
