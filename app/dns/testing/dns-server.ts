/** A name server over UDP on this machine, which answers texts as a test says. */
import { createSocket, type RemoteInfo } from "node:dgram";
import { once } from "node:events";
import { decode, encode, RECURSION_DESIRED } from "dns-packet";

/** `NXDOMAIN` and `SERVFAIL` as in RFC 1035; silent: no answer at all. */
type Zone = string[] | "NXDOMAIN" | "SERVFAIL" | "silent";
const RCODES = { NXDOMAIN: 3, SERVFAIL: 2 } as const;

/** Names that nobody set are NXDOMAIN, or as `setOthers` says. */
export async function startDnsServer(port = 0) {
  const zones = new Map<string, Zone>();
  let others: Zone = "NXDOMAIN";
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (packet: Buffer, from: RemoteInfo) => {
    const { id = 0, questions = [] } = decode(packet);
    const [question] = questions;
    const name = question?.name.toLowerCase() ?? "";
    const zone = zones.get(name) ?? others;
    asked.push(name);
    if (zone === "silent") return;
    const texts = Array.isArray(zone) ? zone : [];
    const rcode = Array.isArray(zone) ? 0 : RCODES[zone];
    const answer = encode({
      type: "response",
      id,
      // A resolver that was asked says so in its answer.
      flags: RECURSION_DESIRED | rcode,
      questions,
      answers: texts.map((text) => ({ type: "TXT" as const, name, ttl: 0, data: pieces(text) })),
    });
    socket.send(answer, from.port, from.address);
  });
  socket.bind(port, "127.0.0.1");
  await once(socket, "listening");
  return {
    /** As `DNS_SERVERS` takes it. */
    address: `127.0.0.1:${socket.address().port}`,
    /** Names, in the order in which they were asked for. */
    asked,
    set: (name: string, zone: Zone) => void zones.set(name.toLowerCase(), zone),
    setOthers(zone: Zone) {
      others = zone;
    },
    clear: () => zones.clear(),
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

const PIECE = 255;
const pieces = (text: string): string[] => text.match(new RegExp(`.{1,${PIECE}}`, "g")) ?? [""];
