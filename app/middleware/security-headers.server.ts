import { randomBytes } from "node:crypto";
import type { MiddlewareFunction } from "react-router";
import { type Area, nonceContext, requestContext } from "#app/context.ts";
import { clerkOriginOf, contentSecurityPolicy } from "#app/csp.server.ts";
import { env } from "#app/env.server.ts";
import { getOptional } from "#app/optional-context.ts";

const HSTS = "max-age=63072000; includeSubDomains";
const GENERATED = /^text\/(html|x-script)/;

export const newNonce = (): string => randomBytes(16).toString("base64");

/** Makes the document's nonce, and puts the security headers on whatever comes back: pages, errors, data. */
export const securityHeaders: MiddlewareFunction<Response> = async ({ context }, next) => {
  const nonce = newNonce();
  context.set(nonceContext, nonce);
  const response = await next();
  setSecurityHeaders(response.headers, nonce, getOptional(context, requestContext)?.area);
  return response;
};

export function setSecurityHeaders(headers: Headers, nonce: string, area: Area | undefined): void {
  headers.set("Content-Security-Policy", policy(nonce, area));
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "same-origin");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (env.baseUrl.protocol === "https:") headers.set("Strict-Transport-Security", HSTS);
  if (GENERATED.test(headers.get("Content-Type") ?? "")) headers.set("Cache-Control", "private, no-store");
}

function policy(nonce: string, area: Area | undefined): string {
  const usesClerk = env.identity === "clerk" && env.CLERK_PUBLISHABLE_KEY && area === "apex";
  return contentSecurityPolicy({
    nonce,
    // Signing in posts on the apex and ends on a workspace; signing out goes the other way.
    formTargets: [env.baseUrl.origin, `${env.baseUrl.protocol}//*.${env.baseUrl.host}`],
    clerkOrigin: usesClerk ? clerkOriginOf(env.CLERK_PUBLISHABLE_KEY ?? "") : undefined,
    isDev: import.meta.env.DEV,
  });
}
