/**
 * Pure: what two addresses have in common when they are one. It is made here alone, never by the database:
 * whose idea of capitals depends on its locale (`İ` becomes another character there than here).
 */

/**
 * Composed and in lower case. It makes no two people one whom the provider holds apart: `ß` is not `ss`,
 * and what a mail server does with a dot or a `+` is its own business.
 */
export const emailKey = (email: string): string => email.normalize("NFC").toLowerCase().normalize("NFC");
