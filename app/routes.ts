/** Every URL, grouped by audience. An area's guard refuses its paths on the hosts of the others. */
import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),

  // The apex: public pages, identity, a person's workspaces.
  layout("routes/apex/area.tsx", [
    route("workspaces/:slug/enter", "routes/apex/enter.ts"),
    route("platform-enter", "routes/apex/platform-enter.ts"),
    route("sign-out", "routes/apex/sign-out.tsx"),
    layout("routes/apex/layout.tsx", [
      route("sign-in/*", "routes/apex/sign-in.tsx"),
      route("sign-up/*", "routes/apex/sign-up.tsx"),
      route("continue", "routes/apex/continue.tsx"),
      route("onboarding", "routes/apex/onboarding.tsx"),
      route("onboarding/:slug", "routes/apex/onboarding-wait.tsx"),
      route("workspaces", "routes/apex/workspaces.tsx"),
    ]),
  ]),

  // A workspace, on a hostname of its own.
  layout("routes/tenant/area.tsx", [
    route("session", "routes/tenant/session.tsx"),
    route("session/end", "routes/tenant/session-end.tsx"),
    layout("routes/tenant/layout.tsx", [
      route("dashboard", "routes/tenant/dashboard.tsx"),
      route("projects", "routes/tenant/projects.tsx"),
      route("projects/new", "routes/tenant/project-new.tsx"),
      route("projects/:projectId", "routes/tenant/project.tsx"),
      route("projects/:projectId/edit", "routes/tenant/project-edit.tsx"),
      route("projects/:projectId/delete", "routes/tenant/project-delete.tsx"),
    ]),
  ]),

  // The platform's console, for staff.
  layout("routes/platform/area.tsx", [
    route("platform/session", "routes/platform/session.tsx"),
    route("platform/session/end", "routes/platform/session-end.tsx"),
    layout("routes/platform/layout.tsx", [
      route("platform", "routes/platform/overview.tsx"),
      route("platform/tenants", "routes/platform/tenants.tsx"),
      route("platform/tenants/:tenantId", "routes/platform/tenant.tsx"),
      route("platform/tenants/:tenantId/suspensions", "routes/platform/suspensions.tsx"),
      route("platform/tenants/:tenantId/resumptions", "routes/platform/resumptions.tsx"),
      route("platform/tenants/:tenantId/renames", "routes/platform/renames.tsx"),
      route("platform/tenants/:tenantId/plan-changes", "routes/platform/plan-changes.tsx"),
      route("platform/tenants/:tenantId/deletions", "routes/platform/deletions.tsx"),
      route("platform/tenants/:tenantId/restorations", "routes/platform/restorations.tsx"),
      route("platform/tenants/:tenantId/purges", "routes/platform/purges.tsx"),
      route("platform/tenants/:tenantId/continuations", "routes/platform/continuations.tsx"),
      route("platform/clusters", "routes/platform/clusters.tsx"),
      route("platform/migrations", "routes/platform/migrations.tsx"),
      route("platform/migrations/:runId", "routes/platform/migration.tsx"),
      route("platform/migrations/:runId/progress", "routes/platform/migration-progress.ts"),
      route("platform/webhooks", "routes/platform/webhooks.tsx"),
      route("platform/webhooks/:eventId", "routes/platform/webhook.tsx"),
      route("platform/webhooks/:eventId/replays", "routes/platform/replays.tsx"),
      route("platform/audit", "routes/platform/audit.tsx"),
    ]),
  ]),

  route("preferences", "routes/preferences.ts"),
  route("webhooks/clerk", "routes/webhooks/clerk.ts"),
  route("healthz", "routes/health.ts"),
  route("readyz", "routes/ready.ts"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
