import { generateKeyPairSync } from "node:crypto";
import { getAuth } from "@clerk/react-router/server";
import { type LoaderFunctionArgs, RouterContextProvider } from "react-router";
import { expect, test } from "vitest";
import { authenticate } from "./clerk.server.ts";
import type { ClerkOptions } from "./keys.server.ts";
import { cleanRequest } from "./local/clean-request.ts";
import { signSessionToken } from "./local/token.ts";

const ORIGIN = "http://app.localhost:3000";
const PAGE = new URL("/workspaces", ORIGIN);
const DAY_MS = 86_400_000;

const makeKeys = () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { privateKeyPem: privateKey, publicKeyPem: publicKey };
};
const keys = makeKeys();
const issuer = "https://clerk.app.localhost";
const options: ClerkOptions = {
  publishableKey: `pk_live_${Buffer.from("clerk.app.localhost$").toString("base64").replaceAll("=", "")}`,
  secretKey: "sk_live_test",
  webhookSecret: "whsec_dGVzdA==",
  jwtKey: keys.publicKeyPem,
  apiUrl: undefined,
};

type Token = { origin?: string; instance?: typeof keys; fromMs?: number; untilMs?: number };
const token = ({ origin = ORIGIN, instance = keys, fromMs = -1000, untilMs = DAY_MS }: Token = {}) =>
  signSessionToken({ instance, issuer }, origin, {
    userId: "user_ada",
    sessionId: "sess_ada",
    issuedAt: new Date(Date.now() + fromMs),
    expiresAt: new Date(Date.now() + untilMs),
  });
const issuedAt = () => Math.floor((Date.now() - 5000) / 1000);
const cookies = (session: string) => `__session=${session}; __client_uat=${issuedAt()}`;
const freshCookies = () => cookies(token());

/** The real middleware, before a page that answers 200. */
async function visit(request: Request): Promise<{ status: number; userId: string | null }> {
  const context = new RouterContextProvider();
  const args = { request, context, params: {}, url: PAGE, pattern: "/" } as LoaderFunctionArgs;
  const response = await authenticate(options, ORIGIN)(args, async () => new Response());
  const { status } = response ?? {};
  if (status !== 200) return { status: status ?? 0, userId: null };
  const { userId } = await getAuth(args);
  return { status, userId };
}

const get = (cookie: string, headers: Record<string, string> = {}) =>
  new Request(PAGE, { headers: { cookie, accept: "text/html", "sec-fetch-dest": "document", ...headers } });
const visitStandIn = (cookie: string, headers?: Record<string, string>) =>
  visit(cleanRequest(get(cookie, headers), PAGE));
const signedOut = { status: 200, userId: null };

test("the provider's own middleware takes the stand-in's token", async () => {
  expect(await visitStandIn(freshCookies())).toEqual({ status: 200, userId: "user_ada" });
});

// Threat: a token that was made for another host's pages is sent to the apex.
test("a token for another origin signs nobody in", async () => {
  const foreign = token({ origin: "http://acme.app.localhost:3000" });
  expect(await visit(get(cookies(foreign)))).toEqual(signedOut);
  expect(await visitStandIn(cookies(foreign))).toEqual(signedOut);
});

// Threat: somebody signs tokens with a key of their own, or edits one of ours.
test("a token with another's signature, or a changed one, signs nobody in", async () => {
  expect(await visitStandIn(cookies(token({ instance: makeKeys() })))).toEqual(signedOut);
  const [header = "", , signature = ""] = token().split(".");
  const claims = {
    iss: issuer,
    azp: ORIGIN,
    sub: "user_root",
    sid: "sess_x",
    iat: issuedAt(),
    exp: 4_000_000_000,
  };
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  expect(await visitStandIn(cookies(`${header}.${payload}.${signature}`))).toEqual(signedOut);
});

// Threat: the token of an ended session is kept and shown again.
test("an expired token signs nobody in", async () => {
  const expired = token({ fromMs: -2 * DAY_MS, untilMs: -DAY_MS });
  expect(await visitStandIn(cookies(expired))).toEqual(signedOut);
});

test("the stand-in never sends anybody to a provider's host that does not exist", async () => {
  const expired = token({ fromMs: -2 * DAY_MS, untilMs: -DAY_MS });
  const elsewhere = { referer: "http://acme.app.localhost:3000/dashboard" };
  const requests = [
    visitStandIn(cookies(expired)),
    visitStandIn(`__session=${token()}`),
    visitStandIn(`__client_uat=${issuedAt()}`),
    visitStandIn("__session=garbage; __client_uat=1"),
    visitStandIn(`${freshCookies()}; __clerk_handshake=x`, elsewhere),
    visit(cleanRequest(get(freshCookies()), new URL("/?__clerk_handshake=x&__clerk_db_jwt=y", ORIGIN))),
    visitStandIn("", { authorization: "Bearer ak_machine" }),
  ];
  for (const { status } of await Promise.all(requests)) expect(status).toBe(200);
});

// Threat: a sibling tenant tosses its own sign-in cookie in front of the person's.
test("of two sign-in cookies neither counts", async () => {
  expect(await visitStandIn(`__session=${token()}; ${freshCookies()}`)).toEqual(signedOut);
});
