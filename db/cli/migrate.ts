/** `tenantry migrate …` */
import { Command } from "commander";
import { downCommand } from "./migrate/down.ts";
import { driftCommand } from "./migrate/drift.ts";
import { planCommand } from "./migrate/plan.ts";
import { statusCommand } from "./migrate/status.ts";
import { upCommand } from "./migrate/up.ts";

export const migrateCommand = () =>
  new Command("migrate")
    .description("the tables of all tenants: plan a change, make it, look where it stands")
    .addCommand(planCommand())
    .addCommand(upCommand())
    .addCommand(statusCommand())
    .addCommand(driftCommand())
    .addCommand(downCommand());
