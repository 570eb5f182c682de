/**
 * Finding projects by words. Every word must be there, as the beginning of one in name or description; where
 * no project has them all, names that are spelled much alike are found instead.
 */
import { ilike, type SQL, sql } from "drizzle-orm";
import { containing } from "../text.ts";
import { projects } from "./schema.ts";

/** More words than these narrow nothing down. */
const MAX_WORDS = 10;

/**
 * What is between blanks, and between signs which PostgreSQL would take for a part of one word: of addresses,
 * paths and numbers each part is a word, as in the generated column.
 */
const wordsOf = (search: string): string[] =>
  search
    .split(/[\s/@.:_+-]+/u)
    .filter(Boolean)
    .slice(0, MAX_WORDS);

/** A query of PostgreSQL's text search. Quoted, so that no character of a word is an operator. */
const queryOf = (search: string): string =>
  wordsOf(search)
    .map((word) => `'${word.replaceAll(/['\\]/g, "$&$&")}':*`)
    .join(" & ");

/** A search for signs alone, which are no words, is for names that have them in a row. */
export const hasWords = (search: string): SQL =>
  /[\p{L}\p{N}]/u.test(search)
    ? sql`${projects.searchWords} @@ to_tsquery('simple', ${queryOf(search)})`
    : ilike(projects.name, containing(search));

/**
 * For `isSimilar`, until the end of the transaction: the part of the groups of three letters of what was
 * typed that a name must have. Two letters that changed places leave less than half.
 */
export const acceptLikeness: SQL = sql`set local pg_trgm.word_similarity_threshold = 0.42`;

/** A name, or a part of it, that shares enough of its groups of three letters with what was typed. */
export const isSimilar = (search: string): SQL => sql`lower(${search}) <% lower(${projects.name})`;
