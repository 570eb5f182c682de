import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataTierContext } from "#app/context.ts";
import { upsertUser } from "#app/db.people.server.ts";
import { env } from "#app/env.server.ts";
import { action, loader } from "#app/routes/apex/sign-in/continue.tsx";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { bindSession, COMPANION_COOKIE, formerOwner, unbindSession } from "./companion.server.ts";
import { getUser, getVerifiedUser, requireUser } from "./current-user.server.ts";
import {
  cookies,
  get,
  handshakeToken,
  ORIGIN,
  PROVIDERS,
  pass,
  token,
} from "./providers/clerk/testing/providers.ts";
import { hashSecret } from "./secret.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  for (const id of ["user_ada", "user_mallory"]) {
    const email = `${id}@example.com`;
    const user = { id, email, firstName: id, lastName: null, avatarUrl: null, sourceUpdatedAt: new Date() };
    await tier.controlDb.write((tx) => upsertUser(tx, user));
  }
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const pairOf = (setCookie: string) => setCookie.split(";")[0] ?? "";
const companionOf = async (sessionId: string, id = "user_ada") =>
  pairOf(await bindSession({ id, sessionId }));
const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof Response ? thrown.headers.get("location") : thrown),
  );

async function passing(...call: Parameters<typeof pass>) {
  const passed = await pass(...call);
  passed.args.context.set(dataTierContext, tier);
  return passed;
}

test("the cookie is this host's alone, and no script reads it", async () => {
  expect(await bindSession({ id: "user_ada", sessionId: "sess_1" })).toMatch(
    /^__Host-tenantry-apex=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await unbindSession()).toMatch(/^__Host-tenantry-apex=; Path=\/; Max-Age=0; /);
});

describe.each(PROVIDERS)("on the apex with %s", (kind) => {
  const argsWith = async (...pairs: string[]) => (await passing(kind, get(pairs.join("; ")))).args;

  test("a session that this browser began is its person's", async () => {
    const args = await argsWith(cookies(token()), await companionOf("sess_ada"));
    expect(await getUser(args)).toMatchObject({ id: "user_ada" });
    expect(await requireUser(args)).toMatchObject({ id: "user_ada" });
  });

  // Threat: a sibling's page plants a whole sign-in of its own in a browser that has none, and the victim
  // works in the attacker's account.
  test("a session that this browser did not begin is nobody's, and its person is asked", async () => {
    const planted = token({ userId: "user_mallory", sessionId: "sess_mallory" });
    for (const companion of [
      "",
      await companionOf("sess_ada"),
      `${COMPANION_COOKIE}=${Buffer.from(JSON.stringify(hashSecret("sess_mallory"))).toString("base64")}`,
      `${await companionOf("sess_mallory")}; ${await companionOf("sess_mallory")}`,
    ]) {
      const args = await argsWith(cookies(planted), companion);
      expect(await getUser(args), companion).toBeNull();
      expect(await thrownBy(requireUser(args))).toBe("/continue?return_to=%2Fworkspaces");
      expect(await getVerifiedUser(args)).toMatchObject({ id: "user_mallory" });
    }
  });

  // Threat: a sibling's cookie says whose form it is, and the attacker is given what the victim typed.
  test("whose session it was is said by the companion alone, and lets nobody in", async () => {
    const planted = cookies(token({ userId: "user_mallory", sessionId: "sess_mallory" }));
    expect(await formerOwner(get(`${planted}; ${await companionOf("sess_ada")}`))).toBe("user_ada");
    expect(await formerOwner(get(await companionOf("sess_ada")))).toBe("user_ada");
    expect(await formerOwner(get(planted))).toBeUndefined();
    expect(await formerOwner(get(`${COMPANION_COOKIE}=${hashSecret("sess_ada")}.user_ada`))).toBeUndefined();
    expect(await getUser(await argsWith(await companionOf("sess_ada")))).toBeNull();
  });

  test("nobody is asked to sign in first, and not who they are", async () => {
    const args = await argsWith(await companionOf("sess_ada"));
    expect(await thrownBy(requireUser(args))).toBe("/sign-in?return_to=%2Fworkspaces");
  });
});

describe("the question who somebody is", () => {
  const session = (id: string) => cookies(token({ userId: "user_ada", sessionId: id }));
  const ask = async (cookie: string, query = "") => {
    const { args } = await passing("clerk", get(cookie, {}, new URL(`/continue${query}`, ORIGIN)));
    return loader(args as never);
  };
  const answer = async (cookie: string, fields: Record<string, string>) => {
    const { args } = await passing("clerk", get(cookie));
    const request = new Request(`${ORIGIN}/continue`, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams(fields),
    });
    return action({ ...args, request } as never);
  };

  test("is about the session that the browser has, and leads back", async () => {
    const id = `sess_${randomUUID()}`;
    const shown = await ask(session(id), "?return_to=/onboarding");
    expect(shown).toMatchObject({ email: "user_ada@example.com", returnTo: "/onboarding" });
    const given = await answer(session(id), { session: shown.session, return_to: shown.returnTo });
    expect(given.headers.get("location")).toBe("/onboarding");
    const bound = pairOf(given.headers.get("set-cookie") ?? "");
    const { args } = await passing("clerk", get(`${session(id)}; ${bound}`));
    expect(await getUser(args)).toMatchObject({ id: "user_ada" });
    expect(await thrownBy(ask(`${session(id)}; ${bound}`))).toBe("/start");
  });

  // Threat: between the question and the answer the planted session takes the place of the one that was
  // shown.
  test("is asked again where the session is not the one that was shown", async () => {
    const given = await answer(session("sess_other"), { session: hashSecret("sess_shown") });
    expect(given.headers.get("location")).toBe("/continue?return_to=%2Fstart");
    expect(given.headers.get("set-cookie")).toBeNull();
  });

  test("is not for who is not signed in", async () => {
    expect(await thrownBy(ask(""))).toBe("/sign-in?return_to=%2Fstart");
    const given = await answer("", { session: hashSecret("sess_shown") });
    expect(given.headers.get("location")).toBe("/sign-in?return_to=%2Fstart");
  });

  // Threat: the way back is turned into a way to somebody else's page.
  test("leads back to a page of our own alone", async () => {
    const given = await answer(session("sess_1"), {
      session: hashSecret("sess_1"),
      return_to: "//evil.example",
    });
    expect(given.headers.get("location")).toBe("/start");
  });
});

// Threat: an attacker sends a link with the handshake of their own sign-in, and the victim is signed in as
// them.
test("a link that carries another's sign-in signs nobody in before they say so", async () => {
  const mallory = token({ userId: "user_mallory", sessionId: "sess_mallory" });
  const handshake = handshakeToken([`__session=${mallory}; Path=/`, "__client_uat=1; Path=/"]);
  const link = new URL(`/workspaces?__clerk_handshake=${handshake}`, ORIGIN);
  const { response } = await passing("clerk", get("", {}, link));
  const planted = response.headers.getSetCookie().map(pairOf).join("; ");
  expect(planted).toContain(mallory);
  const { args } = await passing("clerk", get(`${planted}; ${await companionOf("sess_ada")}`));
  expect(await getVerifiedUser(args)).toMatchObject({ id: "user_mallory" });
  expect(await getUser(args)).toBeNull();
});
