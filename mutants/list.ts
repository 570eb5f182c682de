/** The walls, each with the fault that takes it down and the tests that must notice. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const shape = z.strictObject({
  /** What stands, as a promise. */
  wall: z.string().min(1),
  file: z.string().min(1),
  /** Occurs exactly once in the file. */
  find: z.string().min(1),
  replace: z.string(),
  tests: z.array(z.string().min(1)).min(1),
});

export type Mutant = z.infer<typeof shape>;

/** Reads every list below a folder, in the order of their names. */
export function readLists(folder: string): Mutant[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().flatMap((name) => {
    const parsed = z.array(shape).safeParse(JSON.parse(readFileSync(join(folder, name), "utf8")));
    if (parsed.success) return parsed.data;
    throw new Error(`${name} is no list of mutants: ${z.prettifyError(parsed.error)}`);
  });
}

/** What is wrong with the list itself: a fault that fits nowhere any more, or a wall that is named twice. */
export function problemsOf(root: string, mutants: Mutant[]): string[] {
  const walls = new Set<string>();
  return mutants.flatMap((mutant) => {
    const isDouble = walls.has(mutant.wall);
    walls.add(mutant.wall);
    return [...(isDouble ? [`${mutant.wall}: named twice`] : []), ...problemsOfOne(root, mutant)];
  });
}

function problemsOfOne(root: string, { wall, file, find, replace, tests }: Mutant): string[] {
  const gone = [file, ...tests].filter((path) => !existsSync(join(root, path)));
  if (gone.length > 0) return [`${wall}: there is no ${gone.join(", ")}`];
  if (find === replace) return [`${wall}: the fault changes nothing`];
  const count = readFileSync(join(root, file), "utf8").split(find).length - 1;
  return count === 1 ? [] : [`${wall}: the place occurs ${count} times in ${file}`];
}
