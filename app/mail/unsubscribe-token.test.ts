// Threat: somebody makes, changes or keeps a link that stops, or starts, another person's mail.
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import {
  readUnsubscription,
  UNSUBSCRIBE_DAYS,
  type Unsubscription,
  unsubscribeUrl,
} from "./unsubscribe-token.ts";

const DAY_MS = 86_400_000;
const tenantId = "0199b2c0-0000-7000-8000-000000000001";
const own: Unsubscription = { userId: "user_1", tenantId, of: { what: "all" } };
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";
const textOf = (token: string) => token.slice(0, token.lastIndexOf("."));
/** The same, of another person. */
const ofAnother = () => {
  const [, ...rest] = JSON.parse(
    Buffer.from(textOf(tokenOf(unsubscribeUrl(own))), "base64url").toString(),
  ) as unknown[];
  return Buffer.from(JSON.stringify(["user_2", ...rest])).toString("base64url");
};

test.each<Unsubscription["of"]>([
  { what: "all" },
  { what: "kind", kind: "project.updated" },
  { what: "subject", subjectType: "project", subjectId: tenantId },
])("a link says who stops $what, and nothing else", (of) => {
  const url = unsubscribeUrl({ ...own, of });
  expect(new URL(url).origin + new URL(url).pathname).toBe("http://app.localhost:3000/unsubscribe");
  expect(readUnsubscription(tokenOf(url))).toEqual({ ...own, of });
});

test("a link is over after a year", () => {
  const token = tokenOf(unsubscribeUrl(own, 0));
  expect(readUnsubscription(token, UNSUBSCRIBE_DAYS * DAY_MS)).toEqual(own);
  expect(readUnsubscription(token, UNSUBSCRIBE_DAYS * DAY_MS + 1)).toBe("over");
});

test("a link has nothing in it that a mail program would write in another way", () => {
  const url = unsubscribeUrl({
    ...own,
    of: { what: "subject", subjectType: "project", subjectId: tenantId },
  });
  expect(url).toMatch(/^http:\/\/app\.localhost:3000\/unsubscribe\?token=[\w-]+\.[\w-]+$/);
  expect(url.length).toBeLessThan(300);
});

test("what was changed, cut, signed by another or for another purpose is nothing", () => {
  const token = tokenOf(unsubscribeUrl(own));
  const signature = token.slice(token.lastIndexOf(".") + 1);
  const another = ofAnother();
  const signedWith = (secret: string) =>
    `${another}.${createHmac("sha256", secret).update(another).digest("base64url")}`;
  for (const wrong of [
    null,
    "",
    ".",
    textOf(token),
    token.slice(0, -1),
    `${token}.`,
    `${token}.${signature}`,
    `${another}.${signature}`,
    `${another}.`,
    signedWith("another secret"),
    signedWith(`__Host-tenantry=${env.SESSION_SECRET}`),
    signedWith(env.SESSION_SECRET),
    "x".repeat(100_000),
    "\u{1F600}.\u0000",
  ])
    expect(readUnsubscription(wrong), String(wrong).slice(0, 40)).toBeUndefined();
});
