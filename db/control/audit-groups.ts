/** Pure: which acts a tenant's owners are told of, and under which head they look for them. */
import { type AuditGroup, EXPORTS } from "./audit-heads.ts";

/** Sessions that began and ended: what the log keeps for a time, and not for good. */
export const SIGN_INS = ["session.start", "session.end"] as const;

export const ACTIONS_OF: Record<Exclude<AuditGroup, "staff">, readonly string[]> = {
  signIns: [...SIGN_INS, "member.signOut"],
  members: [
    ...["join.ask", "join.accept", "join.decline", "join.undo", "join.domain"],
    ...["invitation.create", "invitation.resend", "invitation.revoke"],
    ...["member.join", "member.leave", "member.end", "member.remove", "member.undo", "member.merge"],
    ...["member.deactivate", "member.reactivate"],
  ],
  roles: ["member.role", "tenant.owner"],
  exports: [...EXPORTS, "project.export", "archive.create", "archive.clone", "archive.prune"],
  settings: [
    ...["security.change", "tenant.rename", "tenant.plan", "tenant.move"],
    ...["tenant.replace", "tenant.replace-undone"],
    ...["mail-domain.add", "mail-domain.prove", "mail-domain.change", "mail-domain.lapse"],
    ...["mail-domain.remove", "tenant.provision", "archive.restore"],
    ...["tenant.readOnly", "tenant.suspend", "tenant.resume", "tenant.delete", "tenant.restore"],
    ...["settings.change", "logo.change", "logo.remove"],
    ...["category.create", "category.rename", "category.hide", "category.show", "category.order"],
    ...["category.delete", "category.restore"],
  ],
};

/** All that owners are told of. What is not here is the platform's own business. */
export const TOLD_TO_OWNERS: readonly string[] = Object.values(ACTIONS_OF).flat();
