/** Where links in mail lead that stop it. */
export const enUnsubscribe = {
  on: {
    title: "Stop this mail",
    all: "No more mail about notifications, from any of your workspaces.",
    kind: "No more mail of this kind: somebody {{what}} …",
    subject: "No more mail about what this mail told of.",
  },
  off: {
    title: "This mail is stopped",
    all: "There is no more mail about notifications for you, from any of your workspaces.",
    kind: "There is no more mail for you of this kind: somebody {{what}} …",
    subject: "There is no more mail for you about what that mail told of.",
  },
  app: "The app goes on telling you what is new.",
  stop: "Stop this mail",
  stopping: "Stopping…",
  start: "Start it again",
  starting: "Starting…",
  invalid: {
    title: "This link cannot stop mail",
    lead: "It is too old, or a part of it is missing. Sign in, and choose in a workspace, under Notifications, when mail comes.",
    workspaces: "Your workspaces",
  },
};
