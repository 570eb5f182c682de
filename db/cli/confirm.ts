/** Asking before something hurts. */
import { confirm, isCancel, text } from "@clack/prompts";
import { Cancelled, UsageError } from "./exit.ts";

type Answer = { yes?: boolean };

/** Throws Cancelled on "no", UsageError where there is nobody to ask and no `--yes`. */
export async function confirmOrStop(message: string, { yes }: Answer): Promise<void> {
  if (yes) return;
  requireTerminal(message);
  const answer = await confirm({ message, initialValue: false, output: process.stderr });
  if (isCancel(answer) || !answer) throw new Cancelled();
}

/** For what cannot be taken back: the person types the name. */
export async function confirmByName(message: string, name: string, { yes }: Answer): Promise<void> {
  if (yes) return;
  requireTerminal(message);
  const answer = await text({ message: `${message} Type ${name} to go on.`, output: process.stderr });
  if (isCancel(answer) || answer !== name) throw new Cancelled();
}

function requireTerminal(message: string): void {
  if (process.stdin.isTTY && process.stderr.isTTY) return;
  throw new UsageError(`${message} There is no terminal to ask at: add --yes.`);
}
