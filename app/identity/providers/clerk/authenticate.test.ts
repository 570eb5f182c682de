import { getAuth } from "@clerk/react-router/server";
import { describe, expect, test } from "vitest";
import {
  clientSince,
  cookies,
  get,
  handshakeToken,
  issuer,
  makeKeys,
  ORIGIN,
  PAGE,
  PROVIDERS,
  type ProviderKind,
  pass,
  SUFFIX,
  suffixedCookies,
  token,
} from "./testing/providers.ts";

const DAY_MS = 86_400_000;
const freshCookies = () => cookies(token());
const attackers = () => token({ userId: "user_mallory", sessionId: "sess_mallory" });

async function visit(kind: ProviderKind, request: Request, stage?: "live" | "test") {
  const { args, response } = await pass(kind, request, stage);
  if (response.status !== 200) return { status: response.status, userId: null };
  return { status: 200, userId: (await getAuth(args)).userId };
}
const signedOut = { status: 200, userId: null };
const ada = { status: 200, userId: "user_ada" };

// Threat: the provider is away, and everybody who is signed in is sent to sign in where nobody can.
test("a token that cannot be verified because the provider is away is 503, and is not signed out", async () => {
  const away = { jwtKey: undefined, apiUrl: "http://127.0.0.1:1" };
  await expect(pass("clerk", get(freshCookies()), "live", away)).rejects.toMatchObject({ status: 503 });
  expect((await pass("clerk", get(""), "live", away)).response.status).toBe(200);
});

describe.each(PROVIDERS)("the apex with %s", (kind) => {
  const visitWith = (cookie: string, headers?: Record<string, string>) => visit(kind, get(cookie, headers));

  test("takes the provider's token", async () => {
    expect(await visitWith(freshCookies())).toEqual(ada);
  });

  // Threat: a token that was made for another host's pages is sent to the apex.
  test("a token for another origin signs nobody in", async () => {
    const foreign = token({ origin: "http://acme.app.localhost:3000" });
    expect(await visitWith(cookies(foreign))).toEqual(signedOut);
  });

  // Threat: somebody signs tokens with a key of their own, or edits one of ours.
  test("a token with another's signature, or a changed one, signs nobody in", async () => {
    expect(await visitWith(cookies(token({ signer: makeKeys() })))).toEqual(signedOut);
    const [header = "", , signature = ""] = token().split(".");
    const claims = {
      iss: issuer,
      azp: ORIGIN,
      sub: "user_root",
      sid: "sess_x",
      iat: clientSince(),
      exp: 4e9,
    };
    const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
    expect(await visitWith(cookies(`${header}.${payload}.${signature}`))).toEqual(signedOut);
  });

  // Threat: a page of a sibling tenant sets a sign-in cookie of its own for all hosts, in front of the
  // person's or beside it.
  test.each<[string, () => string]>([
    ["in front", () => `__session=${attackers()}; ${freshCookies()}`],
    ["behind", () => `${freshCookies()}; __session=${attackers()}`],
    ["the very same twice", () => `__session=${token()}; ${freshCookies()}`],
    ["with a space before the sign", () => `__session =${attackers()}; ${freshCookies()}`],
    ["with a tab", () => `${freshCookies()};\t__session\t=${attackers()}`],
    ["a second age of the client", () => `__client_uat=1; ${freshCookies()}`],
    ["a suffixed pair beside the plain one", () => `${freshCookies()}; ${suffixedCookies(attackers())}`],
    ["a plain pair beside the suffixed one", () => `${suffixedCookies(token())}; ${cookies(attackers())}`],
    ["a suffixed token alone", () => `__session_${SUFFIX}=${attackers()}; ${freshCookies()}`],
    ["no token at all, suffixed", () => `__session_${SUFFIX}=garbage; ${freshCookies()}`],
    ["two means to renew", () => `${freshCookies()}; __refresh_${SUFFIX}=a; __refresh_${SUFFIX}=b`],
    ["two browsers", () => `${freshCookies()}; __clerk_db_jwt=a; __clerk_db_jwt=b`],
  ])("cookies that do not agree are nobody, and lead nowhere: %s", async (_, header) => {
    expect(await visitWith(header())).toEqual(signedOut);
  });

  test("a sibling's cookies for another instance of the provider change nothing", async () => {
    const other = `__session_other123=${attackers()}; __client_uat_other123=1`;
    expect(await visitWith(`${other}; ${freshCookies()}; ${other}`)).toEqual(ada);
  });

  test("a token that was renewed under one name before the other is the same person's", async () => {
    const older = token({ fromMs: -4_000 });
    const both = `${cookies(older)}; ${suffixedCookies(token())}`;
    expect(await visitWith(both)).toEqual(ada);
  });

  // Threat: where cookies do not agree, a link decides.
  test("a link that carries a sign-in does not decide between cookies", async () => {
    const handshake = handshakeToken([`__session=${attackers()}; Path=/`, `__client_uat=${clientSince()}`]);
    const url = new URL(`/workspaces?__clerk_handshake=${handshake}`, ORIGIN);
    const { args, response } = await pass(kind, get(`__session=x; ${freshCookies()}`, {}, url));
    expect((await getAuth(args)).userId).toBeNull();
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("nothing that anybody may send decides for whom or where the request is", async () => {
    const forged = {
      authorization: `Bearer ${attackers()}`,
      "x-forwarded-host": "evil.example",
      forwarded: "host=evil.example",
      host: "evil.example",
    };
    expect(await visitWith(freshCookies(), forged)).toEqual(ada);
    expect(await visitWith("", forged)).toEqual(signedOut);
  });
});

test("with the real provider the cookies of our own instance's suffix do alone", async () => {
  expect(await visit("clerk", get(suffixedCookies(token())))).toEqual(ada);
});

// Threat: by a header that anybody may send, a person comes back from the provider to somebody else's page.
test("with the real provider a sign-in that is renewed comes back to our page, whatever the headers say", async () => {
  const expired = `__session=${token({ fromMs: -2 * DAY_MS, untilMs: -DAY_MS })}; __client_uat=1`;
  const forged = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    forwarded: "host=evil.example",
    "cloudfront-forwarded-proto": "http",
  };
  const { response } = await pass("clerk", get(expired, forged)).catch((thrown: unknown) => ({
    response: thrown as Response,
  }));
  const target = new URL(response.headers.get("location") ?? "");
  expect(new URL(target.searchParams.get("redirect_url") ?? "").origin).toBe(ORIGIN);
});

// Threat: cookies that do not agree send the browser round and round.
test("cookies that do not agree end in no loop, where the browser has no cookie of a development instance either", async () => {
  const twice = `__session=${attackers()}; ${freshCookies()}; __clerk_db_jwt=a; __clerk_db_jwt=b`;
  expect(await visit("clerk", get(twice), "test")).toEqual(signedOut);
});

// Threat: the token of an ended session is kept and shown again.
test("an expired token signs nobody in at the stand-in, and leads nowhere", async () => {
  const expired = token({ fromMs: -2 * DAY_MS, untilMs: -DAY_MS });
  expect(await visit("local", get(cookies(expired)))).toEqual(signedOut);
  expect(await visit("local", get(`__session=${expired}; __client_uat=1`))).toEqual(signedOut);
});

test("the stand-in never sends anybody to a provider's host that does not exist", async () => {
  const expired = token({ fromMs: -2 * DAY_MS, untilMs: -DAY_MS });
  const elsewhere = { referer: "http://acme.app.localhost:3000/dashboard" };
  const link = new URL("/?__clerk_handshake=x&__clerk_db_jwt=y", ORIGIN);
  const requests = [
    get(cookies(expired)),
    get(`__session=${token()}`),
    get(`__client_uat=${clientSince()}`),
    get("__session=garbage; __client_uat=1"),
    get(`${freshCookies()}; __clerk_handshake=x`, elsewhere),
    get(freshCookies(), {}, link),
    get("", { authorization: "Bearer ak_machine" }, PAGE),
  ];
  for (const request of requests) expect((await visit("local", request)).status).toBe(200);
});
