/** Pure: where what was typed and what is stored differ, in words. */
import type { Category, Project } from "#app/db.tenant.server.ts";

type Words = {
  isPublic: (isPublic: boolean) => string;
  status: (status: Project["status"]) => string;
  none: string;
};

export type Difference = {
  field: "name" | "description" | "status" | "visibility" | "categories";
  theirs: string;
  yours: string;
};

/** `typed`: the fields of the form as they arrived. */
export function differences(
  project: Project,
  typed: unknown,
  categories: Category[],
  words: Words,
): Difference[] {
  const fields = (typed ?? {}) as Record<string, unknown>;
  const text = (name: string) =>
    typeof fields[name] === "string" ? fields[name].replaceAll("\r\n", "\n") : "";
  const names = (ids: string[]) =>
    categories
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(", ") || words.none;
  const all: Difference[] = [
    { field: "name", theirs: project.name, yours: text("name") },
    { field: "description", theirs: project.description, yours: text("description") },
    {
      field: "status",
      theirs: words.status(project.status),
      yours: words.status(text("status") as Project["status"]),
    },
    {
      field: "visibility",
      theirs: words.isPublic(project.isPublic),
      yours: words.isPublic(text("isPublic") === "on"),
    },
    {
      field: "categories",
      theirs: names(project.categories.map(({ id }) => id)),
      yours: names([fields.categoryIds ?? []].flat().map(String)),
    },
  ];
  return all.filter(({ theirs, yours }) => theirs.trim() !== yours.trim());
}
