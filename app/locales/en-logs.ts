/** What happened in a workspace: the activity for everybody, the audit log for its owners. */
export const enActivityPage = {
  lead: "Who did what in {{workspace}}, of all that you may see.",
  empty: "What you and others do shows up here, with who did it and when.",
  actor: "Who",
  actorHint: "Name",
  project: "Project",
  projectHint: "Name",
  action: "What",
  from: "From",
  to: "To",
  all: "All activity",
};

/** Kinds of acts, to choose from: the same as `activity` has sentences for. */
export const enActivityKinds = {
  // example
  project: {
    created: "Project created",
    updated: "Project updated",
    archived: "Project archived",
    unarchived: "Project taken out of the archive",
    transferred: "Project given a new owner",
    deleted: "Project deleted",
    restored: "Project restored",
    commented: "Comment written",
    commentEdited: "Comment changed",
    commentDeleted: "Comment deleted",
    commentRestored: "Comment restored",
  },
  category: {
    created: "Category created",
    renamed: "Category renamed",
    hidden: "Category hidden",
    shown: "Category shown again",
    deleted: "Category deleted",
    restored: "Category restored",
  },
  activity: { exported: "Activity exported" },
};

export const enExports = { csv: "Export as CSV", json: "Export as JSON" };

export const enAuditLog = {
  title: "Audit log",
  lead: "Who came to {{workspace}}, and what was changed in it: by members, and by Tenantry.",
  emptyTitle: "Nothing is written down yet",
  empty: "Sign-ins, members, roles, exports and settings show up here.",
  who: "Who",
  whoHint: "Name or e-mail address",
  what: "What",
  at: "When",
  ip: "IP address",
  staff: "Tenantry staff",
  system: "Tenantry",
  somebody: "somebody",
  reason: "Reason: {{reason}}",
  groups: {
    signIns: "Sign-ins",
    members: "Members",
    roles: "Roles",
    exports: "Exports",
    settings: "Settings",
    staff: "By Tenantry staff",
  },
};

/** What the columns of a file are called: said by the server alone. */
export const enFileColumns = {
  activity: { at: "Time", actor: "Who", action: "What", about: "About what", aboutId: "Its id" },
  auditLog: {
    at: "Time",
    who: "Who",
    what: "What",
    reason: "Reason",
    action: "Action",
    ip: "IP address",
    detail: "Detail",
  },
};

/** What was done, as a sentence without its subject: said by the server alone. */
export const enAuditWords = {
  session: { start: "Signed in", end: "Signed out", endOfOther: "Signed out {{person}}" },
  member: {
    join: "{{person}} joined as {{role}}",
    end: "{{person}} is a member no more",
    signOut: "Signed out {{person}} on every device",
    leave: "Left the workspace",
    remove: "Removed {{person}}",
    undo: "Took back a change of {{person}}",
    merge: "Made two accounts of {{person}} one",
    deactivate: "Deactivated {{person}}",
    reactivate: "Let {{person}} in again",
    role: "Gave {{person}} the role {{role}}, before: {{formerRole}}",
  },
  join: {
    ask: "Asked to be let in",
    accept: "Let {{person}} in as {{role}}",
    decline: "Declined the request of {{person}}",
    undo: "Took back that {{person}} was let in",
    domain: "Joined with an address of {{domain}}",
  },
  invitation: {
    create: "Invited somebody as {{role}}",
    resend: "Sent an invitation again",
    revoke: "Revoked an invitation",
  },
  archive: {
    create: "Took an archive of the workspace",
    clone: "Took a copy of the workspace",
    prune: "Removed archives of the workspace",
    restore: "Made the workspace from an archive",
  },
  export: {
    activity: "Exported the activity",
    auditLog: "Exported the audit log",
    data: "Asked for an export of all data",
    download: "Downloaded an export of all data",
  },
  project: { export: "Exported projects" },
  settings: { change: "Changed the settings of the workspace" },
  logo: { change: "Changed the logo", remove: "Removed the logo" },
  category: {
    create: "Created a category",
    rename: "Renamed a category",
    hide: "Hid a category",
    show: "Showed a hidden category again",
    order: "Changed the order of the categories",
    delete: "Deleted a category",
    restore: "Restored a category",
  },
  security: { change: "Changed the security: {{what}}" },
  "mail-domain": {
    add: "Added the mail domain {{domain}}",
    prove: "Proved the mail domain {{domain}}",
    change: "Changed who joins by {{domain}}",
    lapse: "{{domain}} is no longer proven",
    remove: "Removed the mail domain {{domain}}",
  },
  tenant: {
    provision: "Created the workspace",
    rename: "Changed the name of the workspace",
    address: "Changed the address from {{from}} to {{to}}",
    plan: "Changed the plan from {{formerPlan}} to {{plan}}",
    move: "Moved the workspace’s data to another place",
    replace: "Restored the workspace’s data as it was at an earlier time",
    "replace-undone": "Took back that the workspace’s data was restored",
    owner: "Made {{person}} an owner",
    readOnly: "Made the workspace read-only",
    suspend: "Suspended the workspace",
    resume: "Resumed the workspace",
    delete: "Deleted the workspace",
    restore: "Restored the workspace",
  },
};
