import { Command } from "commander";
import { replayWebhookEvent } from "../../control/webhook-log.ts";
import { examples } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";
import { noSuchEvent } from "./no-such-event.ts";

export const replayCommand = () =>
  new Command("replay")
    .description("have a message processed once more, by the worker of a running server")
    .argument("<id>", "as `tenantry webhooks list` prints it")
    .addHelpText("after", examples("tenantry webhooks replay msg_2abc"))
    .action((id: string, _options: object, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const type = await tier.controlDb.write((tx) => replayWebhookEvent(tx, id, { actor }));
        if (type === undefined) throw noSuchEvent(id);
        const message = `${type} was put back into the queue; a worker processes it.`;
        print(command, { id, type, message }, () => message);
      }),
    );
