import { expect, test } from "vitest";
import type { WebhookEvent } from "#app/db.server.ts";
import {
  happenedAt,
  IdData,
  MembershipData,
  OrganizationData,
  toUser,
  UserData,
  versionOf,
} from "./payloads.ts";

const receivedAt = new Date("2026-11-01T00:00:00Z");
const event = (payload: Record<string, unknown> = {}): WebhookEvent => ({
  id: "msg_1",
  type: "user.updated",
  payload,
  receivedAt,
  processedAt: null,
});

test("a user with everything absent, null or unknown is still read", () => {
  expect(toUser(UserData.parse({ id: "user_1", news: { a: [1] } }), event())).toEqual({
    id: "user_1",
    email: "",
    firstName: null,
    lastName: null,
    avatarUrl: null,
    sourceUpdatedAt: receivedAt,
  });
  for (const two_factor_enabled of [null, "yes", 1])
    expect(toUser(UserData.parse({ id: "user_1", two_factor_enabled }), event())).not.toHaveProperty(
      "hasSecondFactor",
    );
  const nulls = { id: "user_1", first_name: null, email_addresses: null, updated_at: null, image_url: "" };
  expect(toUser(UserData.parse(nulls), event()).avatarUrl).toBeNull();
});

// Threat: a message of the provider's makes every colleague's browser load what somebody chose.
test("a picture is the person's own, from where the provider keeps pictures; any other is none", () => {
  const pictureOf = (facts: object) => toUser(UserData.parse({ id: "user_1", ...facts }), event()).avatarUrl;
  const url = "https://img.clerk.com/eyJ0eXBlIjoicHJveHkifQ";
  expect(pictureOf({ image_url: url, has_image: true })).toBe(url);
  expect(pictureOf({ image_url: url })).toBe(url);
  // No database takes these as they are.
  expect(pictureOf({ image_url: `${url}\0\ud800` })).toBe(`${url}%00%EF%BF%BD`);
  expect(pictureOf({ image_url: url, has_image: false })).toBeNull();
  for (const image_url of [
    "https://img.clerk.com.evil.example/a.png",
    "http://img.clerk.com/a.png",
    "javascript:alert(1)",
    "data:image/png;base64,AA",
    "/relative.png",
    "not a url",
    `https://img.clerk.com/${"a".repeat(5_000)}`,
  ])
    expect(pictureOf({ image_url, has_image: true }), image_url).toBeNull();
});

test("whether a user has a second factor is taken as it is said", () => {
  for (const two_factor_enabled of [true, false])
    expect(toUser(UserData.parse({ id: "user_1", two_factor_enabled }), event())).toMatchObject({
      hasSecondFactor: two_factor_enabled,
    });
});

test("who is banned or taken out of a directory is barred, and nothing is concluded from silence", () => {
  const barredBy = (said: object) => toUser(UserData.parse({ id: "user_1", ...said }), event()).isBarred;
  expect(barredBy({ banned: false, deprovisioned: true })).toBe(true);
  expect(barredBy({ banned: true })).toBe(true);
  expect(barredBy({ banned: false, deprovisioned: false })).toBe(false);
  expect(barredBy({ deprovisioned: null, banned: "no" })).toBeUndefined();
});

test("the primary address is taken, and the first where none is marked", () => {
  const email_addresses = [
    { id: "idn_1", email_address: "first@example.com" },
    { id: "idn_2", email_address: "second@example.com", extra: true },
  ];
  const read = (primary: string | null) =>
    toUser(UserData.parse({ id: "u", email_addresses, primary_email_address_id: primary }), event()).email;
  expect(read("idn_2")).toBe("second@example.com");
  expect(read("idn_gone")).toBe("first@example.com");
  expect(read(null)).toBe("first@example.com");
});

test("an object's own version counts, then the event's time, then ours", () => {
  const timestamp = 1_790_000_000_000;
  expect(versionOf({ updated_at: 1_780_000_000_000 }, event({ timestamp }))).toEqual(
    new Date(1_780_000_000_000),
  );
  expect(versionOf({}, event({ timestamp }))).toEqual(new Date(timestamp));
  expect(happenedAt(event({ timestamp: "yesterday" }))).toEqual(receivedAt);
});

test("organizations, memberships and deletions are read from the little they must have", () => {
  expect(OrganizationData.parse({ id: "org_1", name: "Acme" }).slug).toBeUndefined();
  const organization = { id: "org_1" };
  const public_user_data = { user_id: "user_1" };
  const membership = { id: "orgmem_1", role: "org:member", organization, public_user_data };
  expect(MembershipData.parse(membership).organization).toEqual({ id: "org_1" });
  expect(IdData.parse({ id: "user_1", deleted: true, object: "user" })).toEqual({ id: "user_1" });
});
