/**
 * Pure: after a fault in which files the tests' common set-up must be done anew, since it made of them what
 * each test gets a copy of: the server, its roles, the template of the control plane. A file that should be
 * here and is not shows itself: its fault survives.
 */
const MADE_OF = [
  /^db\/(cluster|embedded|migrate|setup|testing)\//,
  /^db\/(control|local-identity)\/migrations\//,
  /^db\/migration-files\.ts$/,
];

export const isSetUp = (file: string): boolean => MADE_OF.some((pattern) => pattern.test(file));
