import { esMembers, esSessions } from "./es-members.ts";
import { esProjects } from "./es-projects.ts"; // example
import { esShared } from "./es-shared.ts";

export const texts = {
  ...esShared,
  members: esMembers,
  sessions: esSessions,
  ...esProjects, // example
} as const;
