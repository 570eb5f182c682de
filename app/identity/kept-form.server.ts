/**
 * What somebody had typed when their session was over survives the way through sign-in. It is sealed under a
 * secret that only this browser's cookie holds, bounded as every form is, and given once, to who typed it,
 * on the page it was sent to.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { type DataTier, KEPT_FORM_MINUTES, keepForm, takeKeptForm } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { readAnyFields } from "#app/http/fields.server.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";
import { signedCookie } from "./signed-cookie.server.ts";

const SECONDS_PER_MINUTE = 60;
const cookie = signedCookie("__Host-tenantry-kept", KEPT_FORM_MINUTES * SECONDS_PER_MINUTE);

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";

/** Values by name, as a form library takes them: one, or several of one name. */
export type KeptValues = Record<string, string | string[]>;
const keptValues = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** `hostname` and `userId` say whose it is: another's browser, or another in this browser, gets nothing. */
type Owner = { hostname: string; userId: string };

/**
 * Keeps what was posted to `page`. Answers the Set-Cookie header by which this browser finds it again;
 * undefined where there was nothing to keep. A body that is no form is refused, as anywhere.
 */
export async function keepPosted(
  { controlDb }: DataTier,
  request: Request,
  page: URL,
  owner: Owner,
): Promise<string | undefined> {
  const values = valuesOf(await readAnyFields(request));
  if (Object.keys(values).length === 0) return undefined;
  const secret = (await readSecret(request)) ?? newSecret();
  const sealed = seal(secret, JSON.stringify(values));
  const row = { ...owner, idHash: hashSecret(secret), path: page.pathname, sealed };
  await controlDb.write((tx) => keepForm(tx, row));
  return cookie.serialize(secret);
}

/** What waits for this person on this page, once; and the header that takes the cookie away with the last. */
export async function takeKept(
  { controlDb }: DataTier,
  request: Request,
  page: URL,
  owner: Owner,
): Promise<{ values?: KeptValues | undefined; setCookie?: string | undefined }> {
  const secret = await readSecret(request);
  if (!secret) return {};
  const key = { ...owner, idHash: hashSecret(secret) };
  const { sealed, isMoreLeft } = await controlDb.write((tx) => takeKeptForm(tx, key, page.pathname));
  return {
    values: sealed === undefined ? undefined : keptValues.parse(JSON.parse(open(secret, sealed))),
    setCookie: isMoreLeft ? undefined : await cookie.serialize("", { maxAge: 0 }),
  };
}

async function readSecret(request: Request): Promise<string | undefined> {
  const secret: unknown = await cookie.parse(request.headers.get("cookie"));
  return isSecret(secret) ? secret : undefined;
}

function valuesOf(fields: FormData): KeptValues {
  const names = [...new Set(fields.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const all = fields.getAll(name).map(String);
      return [name, all.length === 1 ? (all[0] ?? "") : all];
    }),
  );
}

const keyOf = (secret: string) =>
  Buffer.from(hkdfSync("sha256", secret, env.SESSION_SECRET, "tenantry:kept-form", 32));

function seal(secret: string, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce);
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Throws where it was changed, or sealed under another secret. */
function open(secret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  return decipher.update(body, undefined, "utf8") + decipher.final("utf8");
}
