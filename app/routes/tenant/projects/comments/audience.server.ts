/** Whom a comment names: members who may see the project it is about, and nobody else. */
import { getMember } from "#app/db.people.server.ts";
import type { TenantTx } from "#app/db.server.ts";
import { findMembersByHandle, type HandledMember, handleOf, type Project } from "#app/db.tenant.server.ts";
import { handlesIn } from "#app/markdown/markdown.server.ts";
import { can } from "#app/permissions.ts";
import { cutTo } from "../cut-to.ts";

type Subject = Pick<Project, "createdBy" | "isPublic">;

export type Audience = {
  /** Their ids, each once. */
  mentions: string[];
  isSomebody: (handle: string) => boolean;
  /** What was written like a name, and is nobody's here, or several people's: as words, empty for none. */
  unknown: string;
};

/** Names that are said to be nobody's, and how much of each: what says so has to fit into a cookie. */
const MOST_UNKNOWN = 5;
const UNKNOWN_MAX_LENGTH = 60;

export async function audienceOf(
  tx: TenantTx,
  project: Subject,
  { text, tell }: { text: string; tell?: string | undefined },
): Promise<Audience> {
  const handles = handlesIn(text);
  const [found, chosen] = await Promise.all([
    findMembersByHandle(tx, handles),
    tell ? getMember(tx, tell) : undefined,
  ]);
  const readers = found.filter((person) => can(person, "projects:view", project));
  const named = new Map(handles.map((handle) => [handle, whoIs(handle, readers)]));
  const told = chosen?.isActive && can(chosen, "projects:view", project) ? [chosen.id] : [];
  const unknown = handles.filter((handle) => !named.get(handle));
  return {
    mentions: [...new Set([...named.values(), ...told].filter((id) => id !== undefined))],
    isSomebody: (handle) => Boolean(named.get(handle)),
    unknown: unknown
      .slice(0, MOST_UNKNOWN)
      .map((handle) => `@${cutTo(handle, UNKNOWN_MAX_LENGTH)}`)
      .join(", "),
  };
}

/** Of a form, whatever arrived, as far as it is text: a preview names people, too. */
export const typedIn = ({ text }: Record<string, unknown>) => ({
  text: typeof text === "string" ? text : "",
});

/** By address, or else by a name that only one of them has. */
function whoIs(handle: string, people: Pick<HandledMember, "id" | "email" | "name">[]): string | undefined {
  const wanted = handleOf(handle);
  const byEmail = people.filter(({ email }) => handleOf(email) === wanted);
  const found = byEmail.length > 0 ? byEmail : people.filter(({ name }) => handleOf(name) === wanted);
  return found.length === 1 ? found[0]?.id : undefined;
}

/** For a comment that is there: whether it told this one. */
export const toldIn =
  (told: Pick<HandledMember, "id" | "email" | "name">[]) =>
  (handle: string): boolean =>
    Boolean(whoIs(handle, told));
