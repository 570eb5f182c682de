/** Where our own mail is handed over, and whom it is from, as the environment says. */
import { z } from "zod";
import { isLoopback } from "#app/http/loopback.ts";
import { emailAddress } from "./email-address.ts";

const SUBMISSION_PORT = 587;
const SUBMISSION_OVER_TLS_PORT = 465;

export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte. */
  isSecure: boolean;
  /** Nothing is said before the connection is turned to TLS: a password is never sent in the clear. */
  needsTls: boolean;
  login: { user: string; pass: string } | undefined;
};

/** `smtp://user:password@host:port`, or `smtps://…`; a name and a password are written as in any URL. */
export const smtpServer = z
  .string()
  .refine(isSmtpUrl, "must be such as smtp://user:password@smtp.example.com:587, or smtps://…")
  .transform(readSmtpUrl);

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === "") return false;
  const isBare = (url.pathname === "" || url.pathname === "/") && !url.search && !url.hash;
  return isBare && isDecodable(url.username) && isDecodable(url.password) && !url.username === !url.password;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function readSmtpUrl(text: string): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(text);
  const isSecure = protocol === "smtps:";
  const login = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port ? Number(port) : isSecure ? SUBMISSION_OVER_TLS_PORT : SUBMISSION_PORT,
    isSecure,
    needsTls: !isSecure && login !== undefined && !isLoopback(hostname),
    login,
  };
}

export type Sender = { name: string; address: string };

const NAMED = /^(?<name>[^<>\p{Cc}]*)<(?<address>[^<>]+)>$/u;

/** `notices@example.com`, or `Tenantry <notices@example.com>`. */
export const mailFrom = z.string().transform((text, context): Sender => {
  const { name = "", address = text } = NAMED.exec(text.trim())?.groups ?? {};
  const parsed = emailAddress.safeParse(address);
  if (!parsed.success)
    context.addIssue({ code: "custom", message: "must be such as Tenantry <notices@example.com>" });
  return { name: name.trim(), address: parsed.data ?? "" };
});
