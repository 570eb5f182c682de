/** Where a provider keeps mail that nobody delivers. */
import type { DataTier } from "#app/db.server.ts";

/** A mail that nobody delivers. */
type KeptMail = { id: string; to: string; subject: string; sentAt: Date };
type MailText = { text: string; html: string };
export type Outbox = {
  keep(tier: DataTier, mail: Omit<KeptMail, "id" | "sentAt"> & MailText): Promise<void>;
  /** The newest first. */
  list(tier: DataTier): Promise<KeptMail[]>;
  get(tier: DataTier, id: string): Promise<(KeptMail & MailText) | undefined>;
};
