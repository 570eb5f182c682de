/** A server that takes mail on this machine, or refuses it as a test says. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

type TakenMail = {
  /** As the envelope says. */
  from: string;
  to: string[];
  /** As it came over the wire. */
  raw: string;
  parsed: Email;
};

type Refusal = { code: number; at: "mail" | "rcpt" | "data" };

/** Takes whoever comes, with or without a login. */
export async function startSmtpServer() {
  const taken: TakenMail[] = [];
  const refusals: Refusal[] = [];
  const logins: (string | undefined)[] = [];
  const refuse = (at: Refusal["at"]) => {
    const next = refusals[0]?.at === at ? refusals.shift() : undefined;
    const said = "nobody@private.example is not taken here";
    return next && Object.assign(new Error(said), { responseCode: next.code });
  };
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth({ username }, _session, callback) {
      logins.push(username);
      callback(null, { user: username ?? "" });
    },
    onMailFrom(_address, _session, callback) {
      callback(refuse("mail") ?? null);
    },
    onRcptTo(_address, _session, callback) {
      callback(refuse("rcpt") ?? null);
    },
    onData(stream, { envelope }, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const refusal = refuse("data");
        if (refusal) return callback(refusal);
        const raw = Buffer.concat(parts).toString("latin1");
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        const to = envelope.rcptTo.map(({ address }) => address);
        PostalMime.parse(Buffer.concat(parts))
          .then((parsed) => taken.push({ from, to, raw, parsed }))
          .then(() => callback(null), callback);
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    logins,
    refuseNext: (refusal: Refusal) => void refusals.push(refusal),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
