/**
 * Pure: words for columns, statuses and visibilities as files of other tools have them, in English and
 * Spanish, whatever the language of who imports them.
 */
import type { Project } from "#app/db.tenant.server.ts";
import { projectStatuses } from "../project-statuses.ts";

export const IMPORT_FIELDS = ["name", "description", "status", "visibility", "categories"] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What becomes of a line whose name a project has already. */
export const WITH_TAKEN_NAMES = ["skip", "create"] as const;

/** In lower case, without accents; of several columns the one whose word stands first here. */
const COLUMN_WORDS: Record<ImportField, string[]> = {
  name: ["name", "nombre", "project", "proyecto", "project name", "nombre del proyecto", "title", "titulo"],
  description: ["description", "descripcion", "summary", "resumen", "details", "detalles", "notes", "notas"],
  status: ["status", "estado", "state", "stage", "fase"],
  visibility: ["visibility", "visibilidad", "access", "acceso", "public", "publico"],
  categories: [
    ...["categories", "categorias", "category", "categoria"],
    ...["labels", "label", "etiquetas", "etiqueta", "tags", "tag"],
  ],
};

const STATUS_WORDS: Record<Project["status"], string[]> = {
  planned: [
    "planned",
    "planeado",
    "planificado",
    "backlog",
    "to do",
    "todo",
    "pendiente",
    "por hacer",
    "draft",
  ],
  active: [
    "active",
    "activo",
    "in progress",
    "en curso",
    "en progreso",
    "started",
    "doing",
    "open",
    "abierto",
  ],
  paused: ["paused", "en pausa", "pausado", "on hold", "en espera", "blocked", "bloqueado"],
  done: [
    "done",
    "terminado",
    "completed",
    "complete",
    "completado",
    "hecho",
    "closed",
    "cerrado",
    "finished",
  ],
};

const PUBLIC_WORDS = ["public", "publico", "publicos", "yes", "si", "true", "1", "everyone", "todos"];
const PRIVATE_WORDS = ["private", "privado", "privados", "no", "false", "0"];

/** Case, accents and runs of blanks are no difference. */
export const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

/** The columns that are named as fields are; each is one field at most. */
export function guessColumns(header: string[]): Partial<Record<ImportField, number>> {
  const names = header.map(plain);
  const guessed: Partial<Record<ImportField, number>> = {};
  for (const field of IMPORT_FIELDS) {
    const at = COLUMN_WORDS[field].map((word) => names.indexOf(word)).find((index) => index >= 0);
    if (at !== undefined) guessed[field] = at;
  }
  return guessed;
}

export const statusOf = (text: string): Project["status"] | undefined =>
  projectStatuses.find((status) => STATUS_WORDS[status].includes(plain(text)));

export function visibilityOf(text: string): boolean | undefined {
  if (PUBLIC_WORDS.includes(plain(text))) return true;
  return PRIVATE_WORDS.includes(plain(text)) ? false : undefined;
}
