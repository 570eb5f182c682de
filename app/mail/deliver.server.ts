/** Handing a mail over: to the server of `SMTP_URL`, or to the outbox of the stand-in where there is none. */
import { createTransport } from "nodemailer";
import type { DataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { emailAddress } from "#app/validation/email-address.ts";
import type { Sender, SmtpServer } from "#app/validation/mail-settings.ts";

const CONNECT_TIMEOUT_MS = 10_000;
/** Without a word of the server's. */
const SILENCE_TIMEOUT_MS = 30_000;

export type OutgoingMail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where programs that show mail stop such mail for its reader. */
  unsubscribeUrl?: string | undefined;
};

/** Words of ours for what went wrong; the server's own may quote an address. */
export type MailProblem = "badAddress" | "refused" | "noServer" | "notReached" | "notTaken";

/** The mail was not taken. `isFinal`: nothing changes by trying again. */
export class MailNotTaken extends Error {
  readonly problem: MailProblem;
  readonly isFinal: boolean;
  constructor(problem: MailProblem, { isFinal }: { isFinal: boolean }) {
    super(`A mail was not taken: ${problem}.`);
    this.name = "MailNotTaken";
    this.problem = problem;
    this.isFinal = isFinal;
  }
}

/** Throws MailNotTaken. */
export async function deliver(tier: DataTier, mail: OutgoingMail): Promise<void> {
  const { SMTP_URL: server, MAIL_FROM: from } = env;
  if (server && from) return submit(server, from, mail);
  const { id: _, unsubscribeUrl: __, ...kept } = mail;
  if (!identity.outbox) throw new MailNotTaken("noServer", { isFinal: true });
  await identity.outbox.keep(tier, kept);
}

async function submit(server: SmtpServer, from: Sender, mail: OutgoingMail): Promise<void> {
  const { id, to, unsubscribeUrl, ...content } = mail;
  const address = emailAddress.safeParse(to).data;
  if (!address) throw new MailNotTaken("badAddress", { isFinal: true });
  const transport = transportTo(server);
  try {
    await transport.sendMail({
      ...content,
      from,
      to: { name: "", address },
      envelope: { from: from.address, to: [address] },
      // The same at each attempt: whoever gets it twice can tell.
      messageId: `<${id}@${env.baseHostname}>`,
      headers: {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        ...(unsubscribeUrl !== undefined && oneClick(unsubscribeUrl)),
      },
    });
  } catch (error) {
    throw inOurWords(error);
  } finally {
    transport.close();
  }
}

/** RFC 8058: one click in a program that shows mail is a POST to this address, from wherever it runs. */
const oneClick = (url: string) => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

const transportTo = ({ host, port, isSecure, needsTls, login }: SmtpServer) =>
  createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: needsTls,
    ...(login && { auth: login }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

type SmtpError = { code?: string; command?: string; responseCode?: number };

/** 530, 535: a server that asks for a login asks it at any command. */
const LOGIN_CODES = new Set([530, 535]);

/** A 5xx to the receiver or to the mail is final; to the login or the sender it is not: somebody mends it. */
function inOurWords(error: unknown): MailNotTaken {
  const { code, command, responseCode = 0 } = error as SmtpError;
  const isAboutMail = command === "RCPT TO" || code === "EMESSAGE";
  if (isAboutMail && responseCode >= 500 && !LOGIN_CODES.has(responseCode))
    return new MailNotTaken("refused", { isFinal: true });
  return new MailNotTaken(responseCode > 0 ? "notTaken" : "notReached", { isFinal: false });
}
