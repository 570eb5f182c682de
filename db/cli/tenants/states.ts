/** Commands that change the state of one tenant. */

import { Command, Option } from "commander";
import { readUntil } from "../../control/read-only-until.ts";
import { DELETED_GRACE_DAYS } from "../../control/retention.ts";
import { isDoneAlready, type TenantAction } from "../../control/transitions.ts";
import { deleteTenant, restoreTenant } from "../../lifecycle/delete.ts";
import { nameOwner } from "../../lifecycle/name-owner.ts";
import { changeTenantPlan, isToHaveDatabase } from "../../lifecycle/plan.ts";
import { purgeTenant } from "../../lifecycle/purge.ts";
import { makeReadOnly } from "../../lifecycle/read-only.ts";
import { renameTenant } from "../../lifecycle/rename.ts";
import { resumeTenant, suspendTenant } from "../../lifecycle/suspend.ts";
import type { Plan, Tenant } from "../../routing/tenant.ts";
import { confirmByName, confirmOrStop } from "../confirm.ts";
import { UsageError } from "../exit.ts";
import { findTenant } from "../find.ts";
import { examples, planOption, type Yes, yesOption } from "../options.ts";
import { print } from "../output.ts";
import { type Session, withSession } from "../session.ts";

type Verb = {
  action: TenantAction;
  /** What the command is called, where that is not as the action. */
  name?: string;
  description: string;
  example: string;
  ask?: (tenant: Tenant, options: Yes) => Promise<void>;
  /** Answers whether anything changed. */
  act: (session: Session, tenant: Tenant, options: Record<string, string>) => Promise<boolean>;
  done: (tenant: Tenant, options: Record<string, string>) => string;
  /** Every verb is the same the second time: exit code 0, and this. Default: the state that it is in. */
  already?: (tenant: Tenant) => string;
};

function verbCommand(verb: Verb): Command {
  const command = new Command(verb.name ?? verb.action)
    .description(verb.description)
    .argument("<tenant>", "slug or id");
  if (verb.ask) command.addOption(yesOption());
  return command
    .addHelpText("after", examples(verb.example))
    .action((name: string, options: Record<string, string>, self: Command) =>
      withSession(self, async (session) => {
        const tenant = await findTenant(session.tier, name);
        // Where there is nothing to do nobody is asked.
        if (!isDoneAlready(tenant.status, verb.action)) await verb.ask?.(tenant, options as Yes);
        const changed = await verb.act(session, tenant, options);
        const message = changed ? verb.done(tenant, options) : (verb.already ?? isSoAlready)(tenant);
        print(self, { id: tenant.id, slug: tenant.slug, changed, message }, () => message);
      }),
    );
}

const isSoAlready = ({ slug, status }: Tenant): string =>
  `${slug} is ${status} already; nothing was changed.`;

const reasonOption = () => new Option("--reason <text>", "kept in the audit log");

export const readOnlyCommand = () =>
  verbCommand({
    action: "readOnly",
    name: "read-only",
    description: "let a tenant's people read and change nothing, for a time; nobody is signed out, jobs wait",
    example: "tenantry tenants read-only acme --until 2h --notice 'We are moving your data.'",
    ask: ({ slug }, options) => confirmOrStop(`Make ${slug} read-only? Its members change nothing.`, options),
    act: ({ tier, actor }, { id }, { until, notice }) =>
      makeReadOnly(tier, id, { actor, until: until === undefined ? undefined : readEnd(until), notice }),
    done: ({ slug }) => `${slug} is read-only. \`tenantry tenants resume ${slug}\` ends it.`,
  })
    .option("--until <end>", "when it is expected to be over, as its people are told: 90m, 2h, 3d, or a time")
    .option("--notice <text>", "what its people are told of why");

/** Throws UsageError. */
function readEnd(text: string): Date {
  const end = readUntil(text, new Date());
  if (end) return end;
  throw new UsageError(
    `--until takes 90m, 2h, 3d or a time to come, such as 2027-01-31T06:00Z: not ${text}.`,
  );
}

export const suspendCommand = () =>
  verbCommand({
    action: "suspend",
    description: "close a tenant: pages, sessions and jobs stop at once, its data stays",
    example: "tenantry tenants suspend acme --reason 'unpaid invoice'",
    ask: ({ slug }, options) => confirmOrStop(`Suspend ${slug}? Its members are signed out.`, options),
    act: ({ tier, actor }, { id }, { reason, showReason }) => {
      if (showReason && !reason) throw new UsageError("Say what to show: --reason.");
      return suspendTenant(tier, id, { actor, reason, isReasonShown: Boolean(showReason) });
    },
    done: ({ slug }) => `${slug} is suspended. \`tenantry tenants resume ${slug}\` opens it again.`,
  })
    .addOption(reasonOption())
    .option("--show-reason", "show the reason on the workspace's page, to whoever opens it");

export const resumeCommand = () =>
  verbCommand({
    action: "resume",
    description: "open a tenant again that is suspended or read-only",
    example: "tenantry tenants resume acme",
    act: ({ tier, actor }, { id }) => resumeTenant(tier, id, { actor }),
    done: ({ slug }) => `${slug} is active.`,
  });

export const renameCommand = () =>
  verbCommand({
    action: "rename",
    description: "give a tenant another slug or name; the old hostname redirects for 90 days",
    example: "tenantry tenants rename acme --slug acme-corp --name 'Acme Corporation'",
    act: ({ tier, actor }, { id }, { slug, name }) => {
      if (!slug && !name) throw new UsageError("Say what to change: --slug, --name or both.");
      return renameTenant(tier, id, { slug, name, actor });
    },
    done: (tenant, { slug, name }) => `${tenant.slug} is now ${[slug, name].filter(Boolean).join(", ")}.`,
    already: ({ slug }) => `${slug} is called so already; nothing was changed.`,
  })
    .option("--slug <slug>", "the new slug")
    .option("--name <name>", "the new name");

export const planCommand = () =>
  verbCommand({
    action: "plan",
    description:
      "put a tenant on another plan; one that gives a database of its own has a worker move it there",
    example: "tenantry tenants plan acme --plan enterprise",
    act: ({ tier, actor }, { id }, { plan }) => changeTenantPlan(tier, id, { plan: plan as Plan, actor }),
    done: (tenant, { plan }) =>
      [
        `${tenant.slug} is on the plan ${plan}.`,
        ...(isToHaveDatabase(plan as Plan, tenant) ? ["A worker moves it to a database of its own."] : []),
      ].join(" "),
    already: ({ slug, plan }) => `${slug} is on the plan ${plan} already; nothing was changed.`,
  }).addOption(planOption("the new plan").makeOptionMandatory());

export const ownerCommand = () =>
  verbCommand({
    action: "owner",
    description: "name an owner, such as where those that there were are gone; a worker tells the provider",
    example: "tenantry tenants owner acme --person ada@acme.example --reason 'The owner has left'",
    act: ({ tier, actor }, { id }, { person, reason }) =>
      nameOwner(tier, id, { person: person ?? "", actor, reason }),
    done: ({ slug }, { person }) => `${person} owns ${slug}.`,
    already: ({ slug }) => `The person owns ${slug} already; nothing was changed.`,
  })
    .requiredOption("--person <person>", "the e-mail address, or the id, of somebody who has signed up")
    .addOption(reasonOption());

export const deleteCommand = () =>
  verbCommand({
    action: "delete",
    description: `delete a tenant; within ${DELETED_GRACE_DAYS} days it can be restored`,
    example: "tenantry tenants delete acme --yes",
    ask: ({ slug }, options) => confirmOrStop(`Delete ${slug}?`, options),
    act: ({ tier, actor }, { id }, { reason }) => deleteTenant(tier, id, { actor, reason }),
    done: ({ slug }) =>
      `${slug} is deleted. For ${DELETED_GRACE_DAYS} days \`tenantry tenants restore ${slug}\` brings it back.`,
  }).addOption(reasonOption());

export const restoreCommand = () =>
  verbCommand({
    action: "restore",
    description: "bring a deleted tenant back, as it was",
    example: "tenantry tenants restore acme",
    act: ({ tier, actor }, { id }) => restoreTenant(tier, id, { actor }),
    done: ({ slug }) => `${slug} is back.`,
  });

export const purgeCommand = () =>
  verbCommand({
    action: "purge",
    description: "remove a deleted tenant for good: its schema or database, its role, its names",
    example: "tenantry tenants purge acme --yes",
    ask: ({ slug }, options) => confirmByName(`Purge ${slug}? Nothing brings it back.`, slug, options),
    act: ({ tier, actor }, { id }, { reason }) => purgeTenant(tier, id, { actor, reason }),
    done: ({ slug }) => `${slug} is purged.`,
  }).addOption(reasonOption());
