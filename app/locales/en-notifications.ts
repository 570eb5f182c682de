/** What a member is told of. */
export const enNotifications = {
  title: "Notifications",
  lead: "What others did in {{workspace}} that is about you. Kept for three months.",
  show: { label: "Which notifications", all: "All", unread: "Unread" },
  isUnread: "Unread:",
  markRead: "Mark as read",
  markOneRead: "Mark as read: {{name}}",
  markAllRead: "Mark all as read",
  marking: "Marking…",
  allRead: "Everything is marked as read.",
  emptyTitle: "Nothing yet",
  empty: "When somebody does something that is about you, you read of it here.",
  noneUnreadTitle: "You have read everything",
  noneUnread: "What comes in next waits here.",
  kinds: {
    project: { updated: "changed your project", deleted: "deleted your project" }, // example
    other: "did something about",
  },
};

/** From one workspace to another. */
export const enSwitcher = {
  title: "Switch workspace",
  others: "Your other workspaces",
  all: "All workspaces",
  create: "Create workspace",
  waiting: "Something waits in another workspace.",
};
