/** How a command ends. */
import { CommanderError } from "commander";
import { EnvironmentInvalid } from "../env.ts";
import { DataTierError } from "../errors.ts";

export const EXIT = { done: 0, failed: 1, usage: 2, partly: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The person asked for something that there is not, or not like this. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** The person changed their mind. */
export class Cancelled extends Error {
  constructor() {
    super("Nothing was changed.");
    this.name = "Cancelled";
  }
}

/** Sets the exit code; the process ends by itself when all is closed. */
export const exitWith = (code: ExitCode): void => {
  process.exitCode = code;
};

/** What went wrong, in words for the person at the terminal; a stack only for what nobody foresaw. */
export function report(error: unknown, options: { json: boolean }): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const isForeseen =
    error instanceof DataTierError ||
    error instanceof EnvironmentInvalid ||
    error instanceof UsageError ||
    error instanceof Cancelled;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (options.json) console.log(JSON.stringify({ error: { name, message } }));
  else console.error(isForeseen ? `tenantry: ${message}` : error);
  return isUsage(error) ? EXIT.usage : EXIT.failed;
}

const BAD_INPUT: number[] = [400, 404];

/** What was asked for is malformed, or is not there. */
const isUsage = (error: unknown): boolean =>
  error instanceof UsageError || (error instanceof DataTierError && BAD_INPUT.includes(error.status));
