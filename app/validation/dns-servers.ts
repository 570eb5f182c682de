/** Who is asked for records, as Node takes them: addresses, each with a port where it is not 53. */
import { isIP } from "node:net";
import { z } from "zod";

const WITH_PORT = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[^:]+)):(?<port>\d{1,5})$/;
const MAX_PORT = 65_535;

export const dnsServers = z
  .string()
  .transform((text) => text.split(",").map((server) => server.trim()))
  .refine((servers) => servers.every(isServer), {
    message: "must be addresses with commas between, such as 192.0.2.53 or [2001:db8::53]:5353",
  });

function isServer(text: string): boolean {
  if (isIP(text) > 0) return true;
  const { v4 = "", v6 = "", port } = WITH_PORT.exec(text)?.groups ?? {};
  return (isIP(v4) === 4 || isIP(v6) === 6) && Number(port) > 0 && Number(port) <= MAX_PORT;
}
