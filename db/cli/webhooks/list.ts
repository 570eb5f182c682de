import { Command, Option } from "commander";
import { listWebhookEvents, type WebhookEventSummary } from "../../control/webhook-log.ts";
import { WEBHOOK_EVENT_STATES, type WebhookEventState } from "../../control/webhook-states.ts";
import { collect, limitOption } from "../collect.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { date, oneLine } from "../text.ts";

type Options = { state?: WebhookEventState; type?: string; search?: string; limit: number };

export const listCommand = () =>
  new Command("list")
    .description("list messages, the newest first")
    .addOption(new Option("--state <state>", "only in this state").choices(WEBHOOK_EVENT_STATES))
    .option("--type <type>", "only of this type, such as organization.created")
    .option("--search <id>", "the message's id, or the id of what it is about")
    .option(...limitOption)
    .addHelpText("after", examples("tenantry webhooks list --state failed", "tenantry webhooks list --json"))
    .action(({ limit, ...filter }: Options, command: Command) =>
      withSession(command, async ({ tier }) => {
        const events = await collect(limit, (page) =>
          tier.controlDb.read((tx) => listWebhookEvents(tx, { ...filter, ...page })),
        );
        print(command, events, () => table(events.map(toRow)));
      }),
    );

const toRow = ({ id, type, state, attempts, receivedAt, error }: WebhookEventSummary) => ({
  id,
  type,
  state,
  tries: attempts,
  received: date(receivedAt),
  error: oneLine(error),
});
