/** How rows are copied out and in: the same text for the same rows, whatever a server's own settings are. */

/** Of a connection: COPY wants it for itself. */
export const COPYING = { applicationName: "tenantry:archive", pipelines: false };

/** First in a transaction. A copy takes as long as it takes, also where the server's own limits are short. */
export const AS_COPIED = [
  "SET LOCAL statement_timeout = 0",
  "SET LOCAL idle_in_transaction_session_timeout = 0",
  "SET LOCAL timezone = 'UTC'",
  "SET LOCAL datestyle = 'ISO, MDY'",
  "SET LOCAL intervalstyle = 'postgres'",
  "SET LOCAL extra_float_digits = 1",
  "SET LOCAL bytea_output = 'hex'",
];
