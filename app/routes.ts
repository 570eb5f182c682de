/** Every URL, grouped by audience. An area's guard refuses its paths on the hosts of the others. */
import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),

  // The apex: public pages, identity, a person's workspaces.
  layout("routes/apex/area.tsx", [
    route("workspaces/:slug/enter", "routes/apex/enter/enter.ts"),
    route("platform-enter", "routes/apex/enter/platform-enter.ts"),
    route("start", "routes/apex/workspaces/start.ts"),
    route("sign-out", "routes/apex/sign-in/sign-out.tsx"),
    layout("routes/apex/layout.tsx", [
      route("sign-in/*", "routes/apex/sign-in/sign-in.tsx"),
      route("sign-in-again", "routes/apex/sign-in/sign-in-again.tsx"),
      route("sign-in-code", "routes/apex/sign-in/sign-in-code.tsx"),
      route("second-factor", "routes/apex/sign-in/second-factor.tsx"),
      route("company-sign-on", "routes/apex/sign-in/company-sign-on.tsx"),
      route("profile", "routes/apex/sign-in/profile.tsx"),
      route("sign-up/*", "routes/apex/sign-in/sign-up.tsx"),
      route("signed-out", "routes/apex/sign-in/signed-out.tsx"),
      route("continue", "routes/apex/sign-in/continue.tsx"),
      route("onboarding", "routes/apex/onboarding/onboarding.tsx"),
      route("onboarding/:slug", "routes/apex/onboarding/onboarding-wait.tsx"),
      route("workspaces/:slug/ask", "routes/apex/join/ask.tsx"),
      route("workspaces/:slug/company-sign-on", "routes/apex/workspaces/company-set-up.tsx"),
      route("workspaces/:slug/join", "routes/apex/join/join.ts"),
      route("workspaces", "routes/apex/workspaces/workspaces.tsx"),
      route("invitations/accept", "routes/apex/invitations/accept.tsx"),
      route("invitations/wait", "routes/apex/invitations/invitation-wait.tsx"),
      route("privacy", "routes/apex/legal/privacy.tsx"),
      route("terms", "routes/apex/legal/terms.tsx"),
      route("unsubscribe", "routes/apex/unsubscribe/unsubscribe.tsx"),
      route("outbox", "routes/apex/outbox/outbox.tsx"),
      route("outbox/:mailId", "routes/apex/outbox/mail.tsx"),
    ]),
  ]),

  // A workspace, on a hostname of its own.
  layout("routes/tenant/area.tsx", [
    route("session", "routes/tenant/session/session.tsx"),
    route("session/again", "routes/tenant/session/session-again.ts"),
    route("session/end", "routes/tenant/session/session-end.tsx"),
    route("live", "routes/tenant/live/live.ts"),
    layout("routes/tenant/layout.tsx", [
      route("dashboard", "routes/tenant/dashboard/dashboard.tsx"),
      route("dashboard/hidings", "routes/tenant/dashboard/hidings.ts"),
      route("activity", "routes/tenant/activity/activity.tsx"),
      route("activity/exports", "routes/tenant/activity/activity-exports.ts"),
      route("members", "routes/tenant/members/members.tsx"),
      route("members/requests/:requestId/acceptances", "routes/tenant/members/acceptances.ts"),
      route("members/requests/:requestId/declines", "routes/tenant/members/declines.ts"),
      route("members/roles", "routes/tenant/members/roles.tsx"),
      route("members/changes", "routes/tenant/members/bulk-changes.tsx"),
      route("members/:userId", "routes/tenant/members/member.tsx"),
      route("members/:userId/remove", "routes/tenant/members/member-remove.tsx"),
      route("members/:userId/sessions", "routes/tenant/members/member-sessions.ts"),
      route("members/:userId/deactivations", "routes/tenant/members/deactivations.ts"),
      route("members/:userId/reactivations", "routes/tenant/members/reactivations.ts"),
      route("notifications", "routes/tenant/notifications/notifications.tsx"),
      route("notifications/settings", "routes/tenant/mail-choices/mail-choices.tsx"),
      route("notifications/unmutings", "routes/tenant/mail-choices/unmutings.ts"),
      route("notifications/readings", "routes/tenant/notifications/readings.ts"),
      route("notifications/:notificationId", "routes/tenant/notifications/notification.ts"),
      route("notifications/:notificationId/readings", "routes/tenant/notifications/reading.ts"),
      route("sessions", "routes/tenant/sessions/sessions.tsx"),
      route("settings/security", "routes/tenant/security/security.tsx"),
      route("settings/audit-log", "routes/tenant/audit-log/audit-log.tsx"),
      route("settings/audit-log/exports", "routes/tenant/audit-log/audit-log-exports.ts"),
      route("settings/export", "routes/tenant/data-export/data-export.tsx"),
      route("settings/export/:exportId/downloads", "routes/tenant/data-export/downloads.ts"),
      route("settings/mail-domains", "routes/tenant/mail-domains/mail-domains.tsx"),
      route("settings/mail-domains/:domainId", "routes/tenant/mail-domains/mail-domain.tsx"),
      route("settings/mail-domains/:domainId/checks", "routes/tenant/mail-domains/mail-domain-checks.tsx"),
      route("settings/mail-domains/:domainId/remove", "routes/tenant/mail-domains/mail-domain-remove.tsx"),
      route("settings", "routes/tenant/settings/general.tsx"),
      route("settings/address", "routes/tenant/settings/address.tsx"),
      route("settings/logo", "routes/tenant/settings/logo.tsx"),
      route("settings/logo/removals", "routes/tenant/settings/logo-removals.ts"),
      route("logo/:version", "routes/tenant/settings/logo-picture.ts"),
      route("settings/plan", "routes/tenant/settings/plan.tsx"),
      route("settings/danger", "routes/tenant/settings/danger.tsx"),
      route("account", "routes/tenant/account/account.tsx"),
      route("account/name", "routes/tenant/account/account-name.tsx"),
      route("settings/categories", "routes/tenant/categories/categories.tsx"), // example
      route("settings/categories/order", "routes/tenant/categories/category-order.ts"), // example
      route("settings/categories/restorations", "routes/tenant/categories/category-restorations.ts"), // example
      route("settings/categories/:categoryId", "routes/tenant/categories/category.tsx"), // example
      route("settings/categories/:categoryId/visibility", "routes/tenant/categories/category-visibility.ts"), // example
      route("settings/categories/:categoryId/remove", "routes/tenant/categories/category-remove.tsx"), // example
      route("leave", "routes/tenant/members/leave.tsx"),
      route("search", "routes/tenant/actions/search.tsx"),
      route("shortcuts", "routes/tenant/actions/shortcuts.tsx"),
      route("projects", "routes/tenant/projects/projects.tsx"), // example
      route("projects/changes", "routes/tenant/projects/project-changes.ts"), // example
      route("projects/trash", "routes/tenant/projects/trash.tsx"), // example
      route("projects/export", "routes/tenant/projects/export/project-export.ts"), // example
      route("projects/import", "routes/tenant/projects/import/import-new.tsx"), // example
      route("projects/import/:importId", "routes/tenant/projects/import/import.tsx"), // example
      route("projects/import/:importId/check", "routes/tenant/projects/import/import-check.tsx"), // example
      route("projects/import/:importId/undoings", "routes/tenant/projects/import/undoings.ts"), // example
      route("projects/views", "routes/tenant/projects/views/views.tsx"), // example
      route("projects/views/new", "routes/tenant/projects/views/view-new.tsx"), // example
      route("projects/views/defaults", "routes/tenant/projects/views/defaults.ts"), // example
      route("projects/views/deletions", "routes/tenant/projects/views/deletions.ts"), // example
      route("projects/views/restorations", "routes/tenant/projects/views/restorations.ts"), // example
      route("projects/views/:viewId", "routes/tenant/projects/views/view-edit.tsx"), // example
      route("projects/new", "routes/tenant/projects/project-new.tsx"), // example
      route("projects/comments/restorations", "routes/tenant/projects/comments/restorations.ts"), // example
      route("projects/:projectId", "routes/tenant/projects/project.tsx"), // example
      route("projects/:projectId/followings", "routes/tenant/projects/comments/followings.ts"), // example
      route("projects/:projectId/comments/:id", "routes/tenant/projects/comments/comment.ts"), // example
      route("projects/:projectId/comments/:id/edit", "routes/tenant/projects/comments/comment-edit.tsx"), // example
      route("projects/:projectId/comments/:id/deletions", "routes/tenant/projects/comments/deletions.ts"), // example
      route("projects/:projectId/owner", "routes/tenant/projects/project-owner.tsx"), // example
      route("projects/:projectId/categories", "routes/tenant/projects/in-place/project-categories.ts"), // example
      route("projects/:projectId/edit", "routes/tenant/projects/project-edit.tsx"), // example
      route("projects/:projectId/delete", "routes/tenant/projects/project-delete.tsx"), // example
      route("members/invitations", "routes/tenant/members/invitations.tsx"),
      route("members/invitations/new", "routes/tenant/members/invite.tsx"),
      route("members/invitations/:invitationId/resendings", "routes/tenant/members/resendings.ts"),
      route("members/invitations/:invitationId/revocations", "routes/tenant/members/revocations.ts"),
    ]),
    route("*", "routes/tenant/unknown.tsx"),
  ]),

  // The platform's console, for staff.
  layout("routes/platform/area.tsx", [
    route("platform/session", "routes/platform/session/session.tsx"),
    route("platform/session/end", "routes/platform/session/session-end.tsx"),
    layout("routes/platform/layout.tsx", [
      route("platform", "routes/platform/overview/overview.tsx"),
      route("platform/tenants", "routes/platform/tenants/tenants.tsx"),
      route("platform/tenants/:tenantId", "routes/platform/tenants/tenant.tsx"),
      route("platform/tenants/:tenantId/read-only-periods", "routes/platform/tenants/read-only-periods.tsx"),
      route("platform/tenants/:tenantId/suspensions", "routes/platform/tenants/suspensions.tsx"),
      route("platform/tenants/:tenantId/resumptions", "routes/platform/tenants/resumptions.tsx"),
      route("platform/tenants/:tenantId/renames", "routes/platform/tenants/renames.tsx"),
      route("platform/tenants/:tenantId/plan-changes", "routes/platform/tenants/plan-changes.tsx"),
      route("platform/tenants/:tenantId/moves", "routes/platform/tenants/moves.tsx"),
      route("platform/tenants/:tenantId/move-turns/:turn", "routes/platform/tenants/move-turns.tsx"),
      route("platform/tenants/:tenantId/archives", "routes/platform/tenants/archives.tsx"),
      route("platform/tenants/:tenantId/owners", "routes/platform/tenants/owners.tsx"),
      route("platform/tenants/:tenantId/deletions", "routes/platform/tenants/deletions.tsx"),
      route("platform/tenants/:tenantId/restorations", "routes/platform/tenants/restorations.tsx"),
      route("platform/tenants/:tenantId/purges", "routes/platform/tenants/purges.tsx"),
      route("platform/tenants/:tenantId/continuations", "routes/platform/tenants/continuations.tsx"),
      route("platform/clusters", "routes/platform/clusters/clusters.tsx"),
      route("platform/migrations", "routes/platform/migrations/migrations.tsx"),
      route("platform/migrations/:runId", "routes/platform/migrations/migration.tsx"),
      route("platform/migrations/:runId/progress", "routes/platform/migrations/migration-progress.ts"),
      route("platform/categories", "routes/platform/categories/base-categories.tsx"), // example
      route("platform/categories/:categoryId", "routes/platform/categories/base-category.tsx"), // example
      route("platform/categories/:categoryId/retirements", "routes/platform/categories/retirements.tsx"), // example
      route("platform/categories/:categoryId/offers", "routes/platform/categories/offers.tsx"), // example
      route("platform/webhooks", "routes/platform/webhooks/webhooks.tsx"),
      route("platform/webhooks/:eventId", "routes/platform/webhooks/webhook.tsx"),
      route("platform/webhooks/:eventId/replays", "routes/platform/webhooks/replays.tsx"),
      route("platform/audit", "routes/platform/audit/audit.tsx"),
    ]),
  ]),

  route("preferences", "routes/preferences.ts"),
  route("manifest.webmanifest", "routes/manifest.ts"),
  route("webhooks/clerk", "routes/webhooks/clerk.ts"),
  route("healthz", "routes/health.ts"),
  route("readyz", "routes/ready.ts"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
