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
      updated: "changed your project",
      archived: "archived your project",
      unarchived: "took your project out of the archive",
      transferred: "gave a new owner to",
      deleted: "deleted your project",
      restored: "restored your project",
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
