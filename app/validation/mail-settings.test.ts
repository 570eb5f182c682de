// Threat: a password goes over the wire in the clear, or a wrong setting is noticed with the first mail.
import { expect, test } from "vitest";
import { mailFrom, smtpServer } from "./mail-settings.ts";

test("a server's address is read, with what is written as in any URL", () => {
  expect(smtpServer.parse("smtp://us%40er:p%2Fw@smtp.example.com")).toEqual({
    host: "smtp.example.com",
    port: 587,
    isSecure: false,
    needsTls: true,
    login: { user: "us@er", pass: "p/w" },
  });
  expect(smtpServer.parse("smtps://smtp.example.com")).toMatchObject({ port: 465, isSecure: true });
  expect(smtpServer.parse("smtp://[::1]:25")).toMatchObject({ host: "::1", port: 25, login: undefined });
});

test("a password is sent after the connection is turned to TLS alone, but on this machine", () => {
  expect(smtpServer.parse("smtp://u:p@10.0.0.1").needsTls).toBe(true);
  expect(smtpServer.parse("smtp://u:p@localhost").needsTls).toBe(false);
  expect(smtpServer.parse("smtp://relay.internal").needsTls).toBe(false);
});

test.each(["http://smtp.acme.com", "smtp.acme.com", "smtp://u@h", "smtp://h/path", "smtp://h?x=1"])(
  "%s is refused, and not repeated",
  (text) => {
    const { success, error } = smtpServer.safeParse(text);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).not.toContain(text);
  },
);

test("the sender has an address, and a name or none", () => {
  expect(mailFrom.parse("notices@example.com")).toEqual({ name: "", address: "notices@example.com" });
  expect(mailFrom.parse("Tenantry <notices@example.com>")).toEqual({
    name: "Tenantry",
    address: "notices@example.com",
  });
  for (const wrong of [
    "",
    "Tenantry",
    "a@b",
    "x <a@example.com",
    "x\r\nBcc: y <a@example.com>",
    "a@b.c, d@e.f",
  ])
    expect(mailFrom.safeParse(wrong).success, wrong).toBe(false);
});
