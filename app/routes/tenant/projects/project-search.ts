import { z } from "zod";
import { cursor, oneOf, readerOf, words } from "#app/validation/search.ts";
import { projectStatuses } from "./project-statuses.ts";

const projects = z.object({ q: words, status: oneOf(projectStatuses), cursor });

export type ProjectSearch = z.infer<typeof projects>;
export const readProjectSearch = readerOf(projects);
