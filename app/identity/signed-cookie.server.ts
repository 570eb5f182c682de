/**
 * Cookies that we alone can have written. Their names begin with `__Host-`: the browser takes such a cookie
 * over https from this host only, for this host only, so no sibling can set it. The signature is made in the
 * process: React Router's own asks a thread for it, which costs a page more than its guards do.
 */
import { createSecretKey } from "node:crypto";
import { sign, unsign } from "cookie-signature";
import type { Cookie } from "react-router";
import { env } from "#app/env.server.ts";
import { soleCookie } from "./cookie-header.ts";
import { serializeHostCookie } from "./host-cookie.ts";

/**
 * Its values are text that a cookie can hold as it is, such as base64url; `parse` answers null for a cookie
 * that is not there, is there twice, or was not signed by us under this name. `maxAge` is in seconds.
 */
export function signedCookie(name: `__Host-${string}`, maxAge: number): Cookie {
  const key = createSecretKey(Buffer.from(`${name}=${env.SESSION_SECRET}`));
  return {
    name,
    isSigned: true,
    expires: undefined,
    async parse(header) {
      const signed = soleCookie(header, name);
      const value = signed !== undefined && unsign(signed, key);
      return value === false ? null : value;
    },
    async serialize(value: string, options) {
      return serializeHostCookie(name, value === "" ? "" : sign(value, key), options?.maxAge ?? maxAge);
    },
  };
}
