/** Mail that the provider keeps instead of sending it: where it sends it, there are no pages of it. */
import { data } from "react-router";
import type { DataTier } from "#app/db.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { identity } from "./identity.server.ts";
import type { Outbox } from "./provider-outbox.ts";

function requireOutbox(): Outbox {
  if (!identity.outbox) throw data(null, { status: 404 });
  return identity.outbox;
}

export const loadOutbox = async (tier: DataTier) => requireOutbox().list(tier);

export const loadMail = async (tier: DataTier, id: string) =>
  requireFound(await requireOutbox().get(tier, id));
