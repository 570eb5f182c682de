/** Pure: what the page after a change says of it, with the form that undoes it. */
import type { ChangedProject, ProjectChange } from "#app/db.tenant.server.ts";
import type { Flash } from "#app/http/flash.server.ts";
import { changeText, undoOf } from "./project-change.ts";

/** A change, and those whom it changed. */
export type Done = { change: ProjectChange; changed: ChangedProject[] };

/** `mayUndo`: who gave their own project away cannot take it back. */
export function toldOf(done: Done[], mayUndo = true): Flash {
  const [first] = done.filter(({ changed }) => changed.length > 0);
  if (!first) return NOTHING;
  return {
    key: `projects.changes.${first.change.kind}`,
    ...countedIn(done),
    ...(mayUndo && { undo: { action: "/projects/changes", fields: undoFields(done) } }),
  };
}

export const toldOfUndo = (done: Done[]): Flash =>
  done.some(({ changed }) => changed.length > 0)
    ? { key: "projects.changes.undone", ...countedIn(done) }
    : NOTHING;

const NOTHING: Flash = { key: "projects.changes.nothing", name: "" };

function countedIn(done: Done[]): { name: string; count: number } {
  const names = done.flatMap(({ changed }) => changed.map(({ name }) => name));
  return { name: names[0] ?? "", count: names.length };
}

/** Those that get the same back go together. */
function undoFields(done: Done[]): [string, string][] {
  const all = done.flatMap(({ change, changed }) =>
    changed.map((project) => ({ id: project.id, text: changeText(undoOf(change, project)) })),
  );
  return [...Map.groupBy(all, ({ text }) => text)].map(([text, some]) => [
    "undo",
    `${text}|${some.map(({ id }) => id).join()}`,
  ]);
}
