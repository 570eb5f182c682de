/** A file of tenants to make: CSV with a header, or JSON lines. Pure. */
import { z } from "zod";
import { checkSlug } from "../../control/slug.ts";
import { PLACEMENT_KINDS } from "../../routing/placement.ts";
import { PLANS } from "../../routing/tenant.ts";
import { isReadableName } from "../../text.ts";
import type { NewTenant } from "./create-tenant.ts";
import { readCsvRows } from "./csv.ts";

export type Line = { line: number; tenant: NewTenant } | { line: number; error: string };

const optional = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), shape.optional());

const shape = z.strictObject({
  slug: z.string().refine((slug) => checkSlug(slug) === "ok", "is malformed or reserved"),
  name: optional(z.string().max(200).refine(isReadableName, "cannot be read")),
  placement: optional(z.enum(PLACEMENT_KINDS)),
  plan: optional(z.enum(PLANS)),
  cluster: optional(z.string()),
  region: optional(z.string()),
  ownerEmail: optional(z.email()),
});

/**
 * Every line that is not empty, in order, each with its number in the file; a slug that comes twice is
 * refused the second time.
 */
export function readTenantFile(text: string): Line[] {
  const body = text.replace(/^\uFEFF/, "");
  const lines = body.trimStart().startsWith("{") ? readJsonLines(body) : readCsv(body);
  const seen = new Map<string, number>();
  return lines.map((entry) => {
    if ("error" in entry) return entry;
    const before = seen.get(entry.tenant.slug);
    if (before !== undefined) return { line: entry.line, error: `slug: is the same as in line ${before}` };
    seen.set(entry.tenant.slug, entry.line);
    return entry;
  });
}

function checked(line: number, value: unknown): Line {
  const parsed = shape.safeParse(value);
  if (parsed.success) return { line, tenant: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  return { line, error: issues.join("; ") };
}

function readJsonLines(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((source, at): Line[] => {
    if (source.trim() === "") return [];
    try {
      return [checked(at + 1, JSON.parse(source))];
    } catch {
      return [{ line: at + 1, error: "is not JSON" }];
    }
  });
}

const HEADERS: Record<string, string> = {
  owner_email: "ownerEmail",
  owneremail: "ownerEmail",
  kind: "placement",
};

function readCsv(text: string): Line[] {
  const [header, ...rows] = readCsvRows(text).filter((row) => "error" in row || !isBlank(row.cells));
  if (!header) return [];
  if ("error" in header) return [header];
  const names = header.cells.map((cell) => HEADERS[cell.toLowerCase()] ?? cell.toLowerCase());
  if (!names.includes("slug"))
    return [{ line: header.line, error: 'the first line must name the columns; "slug" is missing' }];
  return rows.map((row) => {
    if ("error" in row) return row;
    const { line, cells } = row;
    if (cells.length > names.length)
      return { line, error: `has ${cells.length} cells, the header ${names.length}` };
    return checked(line, Object.fromEntries(names.map((name, at) => [name, cells[at]?.trim() ?? ""])));
  });
}

const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === "");
