/** Asking the DNS whether a name has a text: for proofs, which somebody has put there. */
import { Resolver } from "node:dns/promises";
import { env } from "#app/env.server.ts";

/** For one question to one server; it is asked so often. */
const DNS_TIMEOUT_MS = 2_000;
const DNS_TRIES = 2;
/** No name has so many texts for a reason of its own. */
const MAX_TXT_RECORDS = 100;

/** There is no such name, or none with a text: an answer, as against none. */
const ABSENT = new Set(["ENOTFOUND", "ENODATA"]);

export type TxtAnswer = "found" | "missing" | "unknown";

/** Never throws: what cannot be asked, or is not answered, is unknown. */
export async function findTxt(name: string, text: string): Promise<TxtAnswer> {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES });
  if (env.DNS_SERVERS) resolver.setServers(env.DNS_SERVERS);
  try {
    const records = await resolver.resolveTxt(name);
    // One text comes in pieces of 255 bytes.
    const texts = records.slice(0, MAX_TXT_RECORDS).map((pieces) => pieces.join("").trim());
    return texts.includes(text) ? "found" : "missing";
  } catch (error) {
    return ABSENT.has((error as NodeJS.ErrnoException).code ?? "") ? "missing" : "unknown";
  }
}
