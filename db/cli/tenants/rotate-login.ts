import { Command } from "commander";
import { rotateLogin } from "../../lifecycle/rotate-login.ts";
import { findTenant } from "../find.ts";
import { examples } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";

export const rotateLoginCommand = () =>
  new Command("rotate-login")
    .description(
      "give a dedicated database another login, with another password, while it is used; the former one is gone then",
    )
    .argument("<tenant>", "slug or id")
    .addHelpText("after", examples("tenantry tenants rotate-login initech"))
    .action((name: string, _options: object, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const { id, slug } = await findTenant(tier, name);
        const login = await rotateLogin(tier, id, { actor });
        print(command, { id, slug, login }, () => `${slug} has the login ${login}; the former one is gone.`);
      }),
    );
