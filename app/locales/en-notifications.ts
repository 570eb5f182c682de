/** What a member is told of. */
export const enNotifications = {
  title: "Notifications",
  lead: "What others did in {{workspace}} that is about you. Kept for three months.",
  show: { label: "Which notifications", all: "All", unread: "Unread" },
  markRead: "Mark as read",
  markOneRead: "Mark as read: {{name}}",
  markAllRead: "Mark all as read",
  marking: "Marking…",
  allRead: "Everything is marked as read.",
  emptyTitle: "Nothing yet",
  empty: "What others do that is about you is told here.",
  noneUnreadTitle: "You have read everything",
  kinds: {
    // example
    project: {
      updated: "changed the project",
      archived: "archived the project",
      unarchived: "took the project out of the archive",
      transferred: "gave a new owner to",
      deleted: "deleted the project",
      restored: "restored the project",
      commented: "commented on",
      mentioned: "mentioned you in",
    },
    other: "did something about",
  },
};

/** From one workspace to another. */
export const enSwitcher = {
  title: "Switch workspace",
  all: "All workspaces",
  create: "Create workspace",
  waiting: "Something waits in another workspace.",
};
