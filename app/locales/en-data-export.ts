/** All of a workspace's data, as a file. */
export const enDataExport = {
  title: "Export",
  lead: "Take all data of {{workspace}} along, as one file.",
  format: "Format",
  formatHint: "JSON for programs. CSV for spreadsheets: one file a table, packed together.",
  formats: { json: "JSON", csv: "CSV, packed (.tar.gz)" },
  withTrash: "With what is in the trash",
  withTrashHint: "What was deleted in the last days, and can still be restored.",
  whatIsIn:
    "In it is what the workspace has: projects, comments, categories, activity and its people. What members keep for themselves, earlier exports and secrets are not.",
  ask: "Start export",
  asking: "Starting export…",
  asked: "The export is started.",
  files: "Files",
  filesHint:
    "Each can be downloaded for {{days}} days; at most {{most}} are kept, and the oldest makes room.",
  none: "No export was asked for in the last days.",
  askedFor: "Asked for",
  alsoTrash: "with the trash",
  download: "Download",
  ready: "{{rows}} rows, {{size}}. It can be downloaded until {{until}} (UTC).",
  waiting: "It begins in a moment.",
  rows: "{{written}} of {{total}} rows are written.",
  progress: "Progress of the export",
  failed: "It could not be made. Start another one.",
  tooLarge: "There is more than fits into one file. Write to us.",
  fileName: "export",
  errors: {
    format: "Choose one of the formats.",
    underWay: "An export is being made already. Wait for it, then start another one.",
  },
};
