/** Pure: how much one file of projects may hold. */

/** A mebibyte is some ten thousand short lines. */
export const IMPORT_MAX_BYTES = 1024 * 1024;
/** Lines below the names of the columns. All of them are made in one transaction. */
export const IMPORT_MAX_LINES = 2_000;
export const IMPORT_MAX_COLUMNS = 50;
/** Answers on one page. */
export const ANSWERS_A_PAGE = 50;
