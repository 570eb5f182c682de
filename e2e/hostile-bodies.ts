/**
 * Bodies that no form of ours sends. What each may be answered with is the sender's fault, or what the page
 * says anyway.
 */
import type { Ask } from "./http.ts";

export const URLENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data; boundary=x";
const form = (body: string): Ask => ({ method: "POST", headers: { "Content-Type": URLENCODED }, body });
const typed = (type: string | undefined, body: string): Ask => ({
  method: "POST",
  headers: type ? { "Content-Type": type } : {},
  body,
});
const part = (head: string, body = "1") =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n--x--\r\n`;

export const HOSTILE: Record<string, Ask> = {
  "an index": form("x[99999999]=1"),
  "an index of a known name": form("name[99999999]=1&email[99999999]=1&categoryIds[99999999]=1"),
  "a deep name": form(`name${"[a]".repeat(4_000)}=1`),
  "a name of dots": form(`${"a.".repeat(10_000)}=1`),
  "many fields": form("a=1&".repeat(16_000)),
  "many of one": form("name=1&".repeat(9_000)),
  "a prototype": form("__proto__[x]=1&constructor=1&__proto__=1&toString=1"),
  "an intent": form("__intent__=foo"),
  "an empty intent": form("__intent__=%7B%7D"),
  "a null intent": form("__intent__=null"),
  "an update": form(
    `__intent__=${encodeURIComponent('{"type":"update","payload":{"name":"name[9999999]","value":1}}')}`,
  ),
  "an insert": form(`__intent__=${encodeURIComponent('{"type":"insert","payload":{"name":"name"}}')}`),
  "a state": form("__state__=%7B"),
  NUL: form("name=a%00b&userId=user%00x&slug=%00&email=a%00%40b.example&reason=%00"),
  "half a surrogate": form("name=%ED%A0%80&userId=%ED%A0%80&email=%ff%fe"),
  "malformed escapes": form("name=%&email=%zz&userId=%u0041"),
  "64 KiB": form(`name=${"a".repeat(65_500)}`),
  "more than a form has": form(`name=${"a".repeat(70_000)}`),
  JSON: typed("application/json", '{"name":"x"}'),
  "no content type": typed(undefined, "name=x"),
  "plain text": typed("text/plain", "name=x"),
  "a foreign type": typed("application/x-protobuf", "\u0001"),
  "a malformed type": typed("bad//type;;", "name=x"),
  "multipart without a boundary": typed("multipart/form-data", "x"),
  "multipart with another boundary": typed(MULTIPART, "--y\r\n\r\n--y--"),
  "multipart cut off": typed(MULTIPART, '--x\r\nContent-Disposition: form-data; name="a'),
  "a file": typed(MULTIPART, part('name="name"; filename="a.exe"')),
  "an index in multipart": typed(MULTIPART, part('name="x[99999999]"')),
  "an empty body": form(""),
  PUT: { ...form("a=b"), method: "PUT" },
  PATCH: { ...form("a=b"), method: "PATCH" },
  DELETE: { ...form("a=b"), method: "DELETE" },
  // Node sends no body with these.
  TRACE: { method: "TRACE" },
  OPTIONS: { method: "OPTIONS" },
  PROPFIND: { method: "PROPFIND" },
};

/** Those that a client navigation is tried with too: one of each kind. */
export const ALSO_AS_DATA: ReadonlySet<string> = new Set(["an index", "an intent", "NUL", "JSON", "PUT"]);
