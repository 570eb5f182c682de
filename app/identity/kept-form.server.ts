/**
 * What somebody had typed when their session was over survives the way through sign-in; what a read-only
 * workspace did not take is back in its form. It is sealed under a secret that only this browser's cookie
 * holds, bounded as every form is, and given once, to who typed it, on the page it was sent to.
 */
import { z } from "zod";
import { KEPT_FORM_MINUTES, keepForm, takeKeptForm } from "#app/db.people.server.ts";
import { createSecrets, type DataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { readAnyFields } from "#app/http/fields.server.ts";
import { notedFields, noteFields } from "#app/http/typed.server.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";
import { signedCookie } from "./signed-cookie.server.ts";

const SECONDS_PER_MINUTE = 60;
const cookie = signedCookie("__Host-tenantry-kept", KEPT_FORM_MINUTES * SECONDS_PER_MINUTE);

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
  const fields = notedFields(request) ?? (await readAnyFields(request));
  noteFields(request, fields);
  const values = valuesOf(fields);
  if (Object.keys(values).length === 0) return undefined;
  const secret = (await readSecret(request)) ?? newSecret();
  const sealed = sealUnder(secret).seal(JSON.stringify(values));
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
    values: sealed === undefined ? undefined : keptValues.parse(JSON.parse(sealUnder(secret).open(sealed))),
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

/** Under what the browser holds and what we hold: neither alone opens it. */
const sealUnder = (secret: string) => createSecrets(`${env.SESSION_SECRET}${secret}`);
