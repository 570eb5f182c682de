/** What the form takes that changes projects, one or those that are ticked. */
import { z } from "zod";
import { PROJECTS_A_PAGE, readChange } from "./project-change.ts";

const MAX_PATH_LENGTH = 2_000;
/** A page of ours about projects, to go back to. */
const BACK = /^\/(?:projects(?:\/[0-9a-f-]{36}|\/trash)?|dashboard)(?:\?[!-~]*)?$/;

export const back = z.string().max(MAX_PATH_LENGTH).regex(BACK).catch("/projects");

const change = z.string("projects.changes.errors.change").transform((text, at) => {
  const read = readChange(text);
  if (read) return read;
  at.addIssue({ code: "custom", message: "projects.changes.errors.change" });
  return z.NEVER;
});

/** `undo` is another kind of the same: a change and the projects that it concerns, a line for each. */
const undo = z.string().transform((text, at) => {
  const [words = "", ids = ""] = text.split("|");
  const read = readChange(words);
  const projects = z.array(z.uuid()).min(1).max(PROJECTS_A_PAGE).safeParse(ids.split(","));
  if (read && projects.success) return { change: read, projects: projects.data };
  at.addIssue({ code: "custom", message: "projects.changes.errors.change" });
  return z.NEVER;
});

export const changesForm = z.object({
  project: z.array(z.uuid("projects.changes.errors.projects")).max(PROJECTS_A_PAGE).default([]),
  change: change.optional(),
  undo: z.array(undo).max(PROJECTS_A_PAGE).default([]),
  back,
});
