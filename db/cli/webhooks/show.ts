import { Command } from "commander";
import { getWebhookEventDetail, type WebhookEventDetail } from "../../control/webhook-log.ts";
import { examples } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";
import { date, facts } from "../text.ts";
import { noSuchEvent } from "./no-such-event.ts";

const INDENT = 2;

export const showCommand = () =>
  new Command("show")
    .description("show one message; secrets and what people wrote are left out")
    .argument("<id>", "as `tenantry webhooks list` prints it")
    .addHelpText("after", examples("tenantry webhooks show msg_2abc"))
    .action((id: string, _options: object, command: Command) =>
      withSession(command, async ({ tier }) => {
        const event = await tier.controlDb.read((tx) => getWebhookEventDetail(tx, id));
        if (!event) throw noSuchEvent(id);
        print(command, event, () => asText(event));
      }),
    );

const asText = ({ id, type, state, attempts, receivedAt, processedAt, error, payload }: WebhookEventDetail) =>
  [
    facts([
      ["id", id],
      ["type", type],
      ["state", state],
      ["tries", attempts],
      ["received", date(receivedAt)],
      ["processed", date(processedAt)],
      ["error", error],
    ]),
    "",
    payload === null
      ? "What it said has been taken away; it cannot be replayed any more."
      : JSON.stringify(payload, null, INDENT),
  ].join("\n");
