import { MIN_PASSPHRASE_CHARACTERS } from "../../env.ts";
import { UsageError } from "../exit.ts";

/** Never an argument: those are seen by whoever lists processes. */
const VARIABLE = "ARCHIVE_PASSPHRASE";

export const PASSPHRASE_HELP = `The passphrase is read from ${VARIABLE}.`;

/** Undefined where none is set. */
export const readPassphrase = (): string | undefined => process.env[VARIABLE] || undefined;

/** For a new file. Throws UsageError where there is none, or one that is guessed. */
export function requirePassphrase(): string {
  const passphrase = readPassphrase();
  if (passphrase === undefined)
    throw new UsageError(
      `Set ${VARIABLE} to the passphrase, of ${MIN_PASSPHRASE_CHARACTERS} characters or more.`,
    );
  if (passphrase.length < MIN_PASSPHRASE_CHARACTERS)
    throw new UsageError(
      `${VARIABLE} has ${passphrase.length} characters: use ${MIN_PASSPHRASE_CHARACTERS} or more.`,
    );
  return passphrase;
}
