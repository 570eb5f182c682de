/**
 * The provider's own middleware, offline, with keys made here: as with real keys, and as the stand-in runs
 * it.
 */
import { generateKeyPairSync, sign } from "node:crypto";
import { type LoaderFunctionArgs, RouterContextProvider } from "react-router";
import { cleanRequest } from "../../local/clean-request.ts";
import { sessionToken } from "../../local/token.ts";
import { authenticate } from "../authenticate.server.ts";
import { type ClerkOptions, cookieSuffixOf } from "../keys.server.ts";
import { providerRequest, type See, seeWhole } from "../provider-request.ts";

export type ProviderKind = "clerk" | "local";
export const PROVIDERS: ProviderKind[] = ["clerk", "local"];
const SEES: Record<ProviderKind, See> = { clerk: seeWhole, local: cleanRequest };
export const ORIGIN = "http://app.localhost:3000";
export const PAGE = new URL("/workspaces", ORIGIN);
const DAY_MS = 86_400_000;

export const makeKeys = () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { privateKeyPem: privateKey, publicKeyPem: publicKey };
};

const keys = makeKeys();
export const issuer = "https://clerk.app.localhost";
const instance = Buffer.from("clerk.app.localhost$").toString("base64").replaceAll("=", "");

const optionsOf = (stage: "live" | "test"): ClerkOptions => ({
  publishableKey: `pk_${stage}_${instance}`,
  secretKey: `sk_${stage}_test`,
  webhookSecrets: ["whsec_dGVzdA=="],
  cookieSuffix: cookieSuffixOf(`pk_${stage}_${instance}`),
  jwtKey: keys.publicKeyPem,
  apiUrl: undefined,
});
export const { cookieSuffix: SUFFIX } = optionsOf("live");

type Token = {
  origin?: string;
  signer?: typeof keys;
  fromMs?: number;
  untilMs?: number;
  userId?: string;
  sessionId?: string;
};

/** Ada's, good for a day from a second ago, unless told otherwise. */
export const token = ({
  origin = ORIGIN,
  signer = keys,
  fromMs = -1000,
  untilMs = DAY_MS,
  userId = "user_ada",
  sessionId = "sess_ada",
}: Token = {}): string => {
  const { header, payload } = sessionToken({ instance: signer, issuer }, origin, {
    userId,
    sessionId,
    issuedAt: new Date(Date.now() + fromMs),
    expiresAt: new Date(Date.now() + untilMs),
  });
  return signed(header, payload, signer);
};

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(header: object, payload: object, { privateKeyPem }: typeof keys): string {
  const content = `${encode(header)}.${encode(payload)}`;
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKeyPem).toString("base64url")}`;
}

/** What the provider's own host gives to a browser that it sends back. */
export const handshakeToken = (directives: string[]): string =>
  signed({ alg: "RS256", typ: "JWT", kid: "ins_test" }, { handshake: directives }, keys);

export const clientSince = () => Math.floor((Date.now() - 5000) / 1000);
export const cookies = (session: string) => `__session=${session}; __client_uat=${clientSince()}`;
export const suffixedCookies = (session: string) =>
  `__session_${SUFFIX}=${session}; __client_uat_${SUFFIX}=${clientSince()}`;

export const get = (cookie: string, headers: Record<string, string> = {}, page: URL = PAGE) =>
  new Request(page, { headers: { cookie, accept: "text/html", "sec-fetch-dest": "document", ...headers } });

/** The real middleware, before a page that answers 200. The arguments are those that a loader would get. */
export async function pass(
  kind: ProviderKind,
  request: Request,
  stage: "live" | "test" = "live",
  changes: Partial<ClerkOptions> = {},
) {
  const url = new URL(request.url);
  const options = { ...optionsOf(stage), ...changes };
  const args = { request, context: new RouterContextProvider(), params: {}, url, pattern: "/" };
  const seen = providerRequest(request, { pageUrl: url, suffix: options.cookieSuffix, see: SEES[kind] });
  const response = (await authenticate(options, ORIGIN)(
    { ...args, request: seen } as LoaderFunctionArgs,
    async () => new Response(),
  )) as Response;
  return { args: args as LoaderFunctionArgs, response };
}
