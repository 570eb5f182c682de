/**
 * `npm run tutorial`: forgets one step of the tutorial after the other, in a copy of the tree. The command
 * that the tutorial names must fail, and with its words. A word of the question chooses.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeScratch } from "../../mutants/scratch.ts";
import { isFollowed, runIn, write } from "./follow.ts";
import { type Omission, readTutorial, type Tutorial } from "./read-tutorial.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const [words = ""] = process.argv.slice(2);

/** The one kind of command that makes something; the others look at what was made. */
const MAKES = /drizzle-kit generate/;

/** All steps but those of one group, and what stands in a folder that is not made then. */
async function followWithout({ parts }: Tutorial, group: number, root: string): Promise<void> {
  const isMade = parts.every((part) => part.group !== group || part.kind === "file");
  for (const part of parts) {
    if (part.group === group) continue;
    if (part.kind === "command") {
      if (MAKES.test(part.command)) await runIn(root, part.command);
    } else if (isMade || !part.file.includes("*")) {
      write(root, part);
    }
  }
}

/** Undefined where it is as it is said. */
async function faultOf(tutorial: Tutorial, { group, command, says }: Omission): Promise<string | undefined> {
  const scratch = makeScratch(ROOT);
  try {
    await followWithout(tutorial, group, scratch.root);
    const { code, output } = await runIn(scratch.root, command);
    if (code === 0) return `${command} succeeds`;
    return output.includes(says) ? undefined : `${command} says something else:\n${output}`;
  } finally {
    scratch.remove();
  }
}

const tutorial = readTutorial(readFileSync(join(ROOT, "docs/how-to/your-first-table.md"), "utf8"));
if (isFollowed(ROOT, tutorial)) throw new Error("The tutorial has been followed in this tree.");
const chosen = tutorial.omissions.filter(({ asks }) => asks.includes(words));
let wrong = 0;
for (const omission of chosen) {
  const fault = await faultOf(tutorial, omission);
  console.log(fault ? `✗ ${omission.asks} ${fault}` : `✓ ${omission.asks} ${omission.command} notices`);
  if (fault) wrong++;
}
console.log(`${chosen.length} steps left out, ${chosen.length - wrong} noticed as it is said, ${wrong} not`);
process.exitCode = wrong > 0 || chosen.length === 0 ? 1 : 0;
