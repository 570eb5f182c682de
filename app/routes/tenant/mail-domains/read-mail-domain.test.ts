// Threat: an owner "proves" a domain in which everybody may have an address, or one that is read in two ways.
import { expect, test } from "vitest";
import { readMailDomain } from "./read-mail-domain.server.ts";

test.each([
  ["acme.com", "acme.com"],
  ["@Acme.COM.", "acme.com"],
  ["mail.acme.co.uk", "mail.acme.co.uk"],
  ["Bücher.de", "xn--bcher-kva.de"],
  ["ａｃｍｅ.com", "acme.com"],
  ["acme.github.io", "acme.github.io"],
])("%s is %s", (typed, domain) => {
  expect(readMailDomain(typed)).toEqual({ domain });
});

test.each(["gmail.com", "GMX.net", "@outlook.com", "hotmail.es", "fastmail.com", "mail.gmail.com", "qq.com"])(
  "%s is a provider's: everybody can have an address there",
  (typed) => {
    expect(readMailDomain(typed)).toEqual({ error: "mailDomains.errors.publicProvider" });
  },
);

test.each(["com", "co.uk", "github.io", "xn--p1ai", "рф"])("%s is above many people's names", (typed) => {
  expect(readMailDomain(typed)).toEqual({ error: "mailDomains.errors.publicSuffix" });
});

test.each([
  "localhost",
  "acme",
  "1.2.3.4",
  "0x7f.1",
  "[::1]",
  "a..com",
  "-a.com",
  "acme.com/x",
  "acme.com:80",
  "a b.com",
  "anna@acme.com",
  "%61cme.com",
  "http://acme.com",
  "acme.com?x",
  `${"x".repeat(64)}.com`,
  "@",
])("%s is no domain", (typed) => {
  expect(readMailDomain(typed)).toEqual({ error: "mailDomains.errors.malformed" });
});
