/** The bridge to what is in tenants' own tables: the product's nouns, what was done to them, who is told. */

export { type ActivityEntry, listActivity } from "#db/tenant/activity.ts";
export { listActivityPage, recordActivityExport } from "#db/tenant/activity-page.ts";
export {
  type Bundle,
  type BundleReceiver,
  listUntold,
  takeBundle,
  waitsForMail,
} from "#db/tenant/bundles.ts";
export {
  adoptCategories,
  type Category,
  listCategories,
  listManagedCategories,
  listOwnCategories,
} from "#db/tenant/categories.ts";
export {
  createCategory,
  deleteCategory,
  hideCategory,
  MAX_OWN_CATEGORIES,
  orderCategories,
  renameCategory,
  restoreCategory,
} from "#db/tenant/category-changes.ts";
export { getChecklistFacts, hideChecklist } from "#db/tenant/checklist.ts";
export {
  addComment,
  deleteComment,
  editComment,
  restoreComment,
} from "#db/tenant/comment-changes.ts";
export {
  type Comment,
  countComments,
  cursorBefore,
  getComment,
  lastCommentOf,
  listComments,
} from "#db/tenant/comments.ts";
export {
  type Attempt,
  beginExport,
  type DataExport,
  EXPORT_CHUNK_BYTES,
  ExportOvertaken,
  ExportUnderWay,
  finishExport,
  getReadyExport,
  listExports,
  MAX_EXPORT_BYTES,
  MAX_EXPORTS,
  type Progress,
  type ReadyExport,
  readChunk,
  refuseExport,
  writeChunk,
} from "#db/tenant/exports.ts";
export { getFollowing, listFollowers, setFollowing } from "#db/tenant/followings.ts";
export { findMembersByHandle, type HandledMember, handleOf, MAX_HANDLES } from "#db/tenant/handles.ts";
export { type BaseCategory, type CategoryLabel, nameCategories } from "#db/tenant/merge-categories.ts";
export {
  isMuted,
  listMuted,
  type MutedThing,
  mute,
  unmute,
} from "#db/tenant/notification-mutes.ts";
export {
  countUnread,
  getNotification,
  listNotifications,
  markAllRead,
  type Notification,
  openNotification,
  type Receiver,
} from "#db/tenant/notifications.ts";
export { type ChangedCategories, changeCategories } from "#db/tenant/project-category-changes.ts";
export {
  type ChangedProject,
  changeProject,
  changeProjects,
  type ProjectChange,
} from "#db/tenant/project-changes.ts";
export {
  countForExport,
  EXPORT_MAX_PROJECTS,
  type ExportedProject,
  type ExportRequest,
  listForExport,
} from "#db/tenant/project-export.ts";
export {
  countProjectsBySpan,
  hasProjects,
  listWaitingProjects,
} from "#db/tenant/project-figures.ts";
export {
  finishImport,
  getImport,
  listTakenNames,
  lockImport,
  type ProjectImport,
  setImportColumns,
  startImport,
  undoImport,
} from "#db/tenant/project-imports.ts";
export {
  countProjects,
  countProjectsByStatus,
  isAnyFound,
  isNarrow,
  type ListedProject,
  listProjects,
  listRecentProjects,
  listSimilarProjects,
  MOST_COUNTED,
  type ProjectBrief,
} from "#db/tenant/project-list.ts";
export type { ProjectReach } from "#db/tenant/project-reach.ts";
export { listTrash, type TrashedProject } from "#db/tenant/project-trash.ts";
export {
  changeView,
  createView,
  deleteView,
  getEditableView,
  listViews,
  MAX_OWN_VIEWS,
  MAX_SHARED_VIEWS,
  type ProjectView,
  restoreView,
  setDefaultView,
  type ViewEditor,
  type ViewRefusal,
} from "#db/tenant/project-views.ts";
export { createProject, getProject, type Project, updateProject } from "#db/tenant/projects.ts";
export { TRASH_DAYS } from "#db/tenant/schema.ts";
export { EXPORT_DAYS } from "#db/tenant/schema-exports.ts";
export { makeOnce } from "#db/tenant/sent-forms.ts";
export { countAllProjects, getStorageBytes } from "#db/tenant/usage.ts";
