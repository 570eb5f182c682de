/** What a restore into the same tenant has kept: dropped, or had back. */
import { Command } from "commander";
import { confirmReplacement, undoReplacement } from "../../archive/replacement-ends.ts";
import { confirmOrStop } from "../confirm.ts";
import { findTenant } from "../find.ts";
import { examples, type Yes, yesOption } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";

type Ending = {
  name: "confirm" | "undo";
  description: string;
  question: (slug: string) => string;
  end: typeof confirmReplacement;
  done: (slug: string) => string;
};

const endingCommand = ({ name: verb, description, question, end, done }: Ending) =>
  new Command(verb)
    .description(description)
    .argument("<tenant>", "slug or id")
    .addOption(yesOption())
    .addHelpText("after", examples(`tenantry archive ${verb} acme`))
    .action((name: string, options: Yes, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const { id, slug } = await findTenant(tier, name);
        await confirmOrStop(question(slug), options);
        await end(tier, id, { actor });
        print(command, { id, slug, ended: verb }, () => done(slug));
      }),
    );

export const confirmCommand = () =>
  endingCommand({
    name: "confirm",
    description: "what was restored into a tenant is right: drop the rows that it had before",
    question: (slug) => `Drop the former rows of ${slug}? There is no way back after that.`,
    end: confirmReplacement,
    done: (slug) => `The former rows of ${slug} are dropped.`,
  });

export const undoCommand = () =>
  endingCommand({
    name: "undo",
    description:
      "what was restored into a tenant is not what was wanted: have the rows back that it had before",
    question: (slug) => `Have the former rows of ${slug} back? What was written since the restore is lost.`,
    end: undoReplacement,
    done: (slug) => `${slug} has its former rows again.`,
  });
