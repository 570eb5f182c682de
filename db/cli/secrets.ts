/** `tenantry secrets …`: what is sealed at rest. */
import { Command } from "commander";
import { type Resealed, resealAll } from "../control/reseal.ts";
import { EXIT, exitWith } from "./exit.ts";
import { examples } from "./options.ts";
import { print } from "./output.ts";
import { withSession } from "./session.ts";
import { plural } from "./text.ts";

export const secretsCommand = () =>
  new Command("secrets").description("what is sealed with SECRETS_KEY").addCommand(rotateCommand());

const rotateCommand = () =>
  new Command("rotate")
    .description(
      "seal everything anew under SECRETS_KEY, once every process has it and the one before as SECRETS_KEY_FORMER",
    )
    .addHelpText("after", examples("tenantry secrets rotate"))
    .action((_options: object, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const result = await tier.controlDb.write((tx) => resealAll(tx, tier.secrets, { actor }));
        print(command, result, () => sentence(result));
        if (result.unopened.length > 0) exitWith(EXIT.partly);
      }),
    );

function sentence({ resealed, current, unopened }: Resealed): string {
  const done = `${plural(resealed, "secret")} sealed anew, ${current} were already.`;
  if (unopened.length === 0) return `${done} SECRETS_KEY_FORMER can be taken away.`;
  const who = unopened.join(", ");
  return `${done} No key in force opens those of the tenants ${who}: set the key that sealed them as SECRETS_KEY_FORMER, or give each another login with \`tenantry tenants rotate-login\`.`;
}
