/** The job of one mail: written in its reader's language and handed over, or tried again, or given up. */
import { createInstance, type TFunction } from "i18next";
import { z } from "zod";
import {
  getQueuedMail,
  MAIL_OVER,
  noteMailProblem,
  type QueuedMail,
  settleMail,
} from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { fallbackLanguage, i18nOptions, type Language, languages } from "#app/i18n/i18n.ts";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { log } from "#app/telemetry/log.server.ts";
import { deliver, MailNotTaken } from "./deliver.server.ts";
import { letterOf } from "./letter-of.server.ts";
import { renderLetter } from "./render.server.tsx";

const Payload = z.object({ mailId: z.uuid() });

/**
 * A mail is handed over once, unless the process ends between the server's yes and our note of it: then it
 * goes again, under the same Message-ID. Throws MailNotTaken, and is tried again by the queue, later and
 * later.
 */
export async function sendMail(tier: DataTier, payload: unknown): Promise<void> {
  const { mailId } = Payload.parse(payload);
  const mail = await tier.controlDb.read((tx) => getQueuedMail(tx, mailId));
  if (!mail) return;
  const settle = (problem?: string) => tier.controlDb.write((tx) => settleMail(tx, mailId, problem));
  if (mail.isLate) return giveUp("late", mail, settle);
  const written = await write(tier, mail);
  // Whoever is gone, or what was answered meanwhile, needs no mail.
  if (!written) return settle(MAIL_OVER);
  try {
    await deliver(tier, written);
  } catch (error) {
    if (!(error instanceof MailNotTaken)) throw error;
    if (error.isFinal) return giveUp(error.problem, mail, settle);
    await tier.controlDb.write((tx) => noteMailProblem(tx, mailId, error.problem));
    throw error;
  }
  await settle();
}

async function giveUp(
  problem: string,
  { id, kind, tenantId }: QueuedMail,
  settle: (problem: string) => Promise<void>,
): Promise<void> {
  await settle(problem);
  log.warn({ mailId: id, kind, tenantId, problem }, "mail given up");
}

/** Undefined where there is nobody to write to, or nothing to say. */
async function write(tier: DataTier, mail: QueuedMail) {
  if (!mail.receiver) return undefined;
  const language = languages.find((known) => known === mail.receiver?.language) ?? fallbackLanguage;
  const letter = await letterOf(tier, mail, { t: await textsIn(language), language });
  if (!letter) return undefined;
  const { unsubscribeUrl } = letter;
  return { id: mail.id, to: mail.receiver.email, unsubscribeUrl, ...(await renderLetter(letter, language)) };
}

const resources = { en: { translation: en }, es: { translation: es } };

async function textsIn(language: Language): Promise<TFunction> {
  return createInstance().init({ ...i18nOptions, lng: language, resources });
}
