/** What a file is called: of which workspace, what, and of which day in UTC. */
export const fileName = (workspace: string, what: string, now = new Date()): string =>
  `${workspace} ${what} ${now.toISOString().slice(0, 10)}`;
