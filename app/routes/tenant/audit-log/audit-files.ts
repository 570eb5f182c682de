/** Pure: entries of the log in the form of files. */
import type { TFunction } from "i18next";
import { actorWords, auditWords, reasonIn } from "./audit-words.ts";
import type { NamedEntry } from "./find-audit.server.ts";

/** As they stand in a line. */
export const AUDIT_COLUMNS = ["at", "who", "what", "reason", "action", "ip", "detail"] as const;

export async function* auditCells(t: TFunction, lots: AsyncIterable<NamedEntry[]>) {
  for await (const entries of lots)
    yield entries.map((entry) => [
      entry.at,
      actorWords(t, entry),
      auditWords(t, entry),
      reasonIn(entry),
      entry.action,
      entry.ip,
      JSON.stringify(entry.detail),
    ]);
}

/** One list of objects, whatever it is long. */
export async function* auditJson(t: TFunction, lots: AsyncIterable<NamedEntry[]>): AsyncGenerator<string> {
  let between = "[\n";
  for await (const entries of lots) {
    for (const entry of entries) {
      const { id, at, action, by, actorId, ip, detail } = entry;
      const told = { who: actorWords(t, entry), what: auditWords(t, entry) };
      yield between + JSON.stringify({ id, at, by, actorId, ...told, action, ip, detail });
      between = ",\n";
    }
  }
  yield between === "[\n" ? "[]\n" : "\n]\n";
}
