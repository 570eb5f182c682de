/**
 * A message for the next page: a translation key and a name to put into it. Read once, then gone. Each has a
 * cookie of its own: an answer that takes one away, and is late, takes no other.
 */
import { randomBytes } from "node:crypto";
import { createCookie } from "react-router";
import { z } from "zod";

const FLASH_MAX_AGE_S = 60;

const PREFIX = "__Host-tenantry-flash-";
/** Names sort as they were made: the time in milliseconds, then what tells two of one moment apart. */
const DIGITS = 9;
const RANDOM_BYTES = 4;
const newName = (): string =>
  `${PREFIX}${Date.now().toString(36).padStart(DIGITS, "0")}-${randomBytes(RANDOM_BYTES).toString("hex")}`;

const cookieOf = (name: string) =>
  createCookie(name, {
    httpOnly: true,
    secure: true,
    sameSite: "lax",
    path: "/",
    maxAge: FLASH_MAX_AGE_S,
  });

export const MAX_UNDO_FIELDS = 20;

/** A form of one button: whom it is posted to, and its hidden fields. */
const undo = z.object({
  action: z.string().regex(/^(?:\/[a-z]+)+$/),
  fields: z.array(z.tuple([z.string(), z.string()])).max(MAX_UNDO_FIELDS),
});

const flash = z.object({
  key: z.enum([
    "projects.created", // example
    "projects.updated", // example
    "projects.changes.archive", // example
    "projects.changes.unarchive", // example
    "projects.changes.delete", // example
    "projects.changes.restore", // example
    "projects.changes.status", // example
    "projects.changes.visibility", // example
    "projects.changes.owner", // example
    "projects.changes.category", // example
    "projects.changes.undone", // example
    "projects.changes.nothing", // example
    "projectFiles.tooMany", // example
    "projectViews.saved", // example
    "projectViews.deleted", // example
    "projectViews.restored", // example
    "projectViews.full", // example
    "projectViews.madeDefault", // example
    "projectViews.noDefault", // example
    "projectViews.errors.gone", // example
    "categories.created", // example
    "categories.renamed", // example
    "categories.hidden", // example
    "categories.shown", // example
    "categories.deleted", // example
    "categories.restored", // example
    "dataExport.asked",
    "settings.saved",
    "settings.logo.saved",
    "settings.logo.removed",
    "account.saved",
    "account.nameSaved",
    "comments.added", // example
    "comments.addedUnknown", // example
    "comments.edited", // example
    "comments.editedUnknown", // example
    "comments.deleted", // example
    "comments.restored", // example
    "comments.nothing", // example
    "comments.followed", // example
    "comments.muted", // example
    "members.roleChanged",
    "members.removed",
    "members.deactivated",
    "members.reactivated",
    "join.accepted",
    "join.declined",
    "checklist.hidden",
    "sessions.ended",
    "sessions.overAlready",
    "sessions.endedOfMember",
    "security.saved",
    "notifications.allRead",
    "mailChoices.saved",
    "mailChoices.unmuted",
    "mailDomains.proven",
    "mailDomains.saved",
    "mailDomains.removed",
    "invitations.revoked",
    "invitations.resent",
    "invitations.notNeeded",
    "invitations.lost",
    "platform.actions.readOnly.done",
    "platform.actions.suspend.done",
    "platform.actions.resume.done",
    "platform.actions.rename.done",
    "platform.actions.plan.done",
    "platform.actions.owner.done",
    "platform.actions.move.done",
    "platform.move.abort.done",
    "platform.move.back.done",
    "platform.move.finish.done",
    "platform.actions.delete.done",
    "platform.actions.restore.done",
    "platform.actions.purge.done",
    "platform.actions.retried",
    "platform.archives.requested",
    "platform.actions.failed",
    "platform.webhooks.replayed",
    "platform.categories.added", // example
    "platform.categories.renamed", // example
    "platform.categories.isRetired", // example
    "platform.categories.isOffered", // example
  ]),
  name: z.string(),
  /** How many it is about, where it may be several; `name` is one of them. */
  count: z.number().int().optional(),
  undo: undo.optional(),
});

export type Flash = z.infer<typeof flash>;

export const flashCookie = (message: Flash): Promise<string> => cookieOf(newName()).serialize(message);

const NAMES = new RegExp(`(?<=^|;\\s*)${PREFIX}[0-9a-z]+-[0-9a-f]+(?==)`, "g");

/** The newest message that waits for this page, if any, and the headers that take away all that do. */
export async function takeFlash(request: Request): Promise<{ flash?: Flash; headers?: HeadersInit }> {
  const header = request.headers.get("Cookie");
  const names = [...(header?.match(NAMES) ?? [])].sort();
  const newest = names.at(-1);
  if (newest === undefined) return {};
  const value: unknown = await cookieOf(newest).parse(header);
  const gone = await Promise.all(names.map((name) => cookieOf(name).serialize("", { maxAge: 0 })));
  return { flash: flash.safeParse(value).data, headers: gone.map((text) => ["Set-Cookie", text]) };
}
