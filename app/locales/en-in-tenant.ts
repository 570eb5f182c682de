import { enMembers, enSessions } from "./en-members.ts";
import { enProjects } from "./en-projects.ts"; // example
import { enShared } from "./en-shared.ts";

export const texts = {
  ...enShared,
  members: enMembers,
  sessions: enSessions,
  ...enProjects, // example
} as const;
