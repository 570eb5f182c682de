/** The keys that the stand-in made for itself, once for each database. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { ControlTx } from "../control/control-db.ts";
import { localInstance } from "./schema.ts";

export type LocalInstance = Omit<typeof localInstance.$inferSelect, "id">;

const RSA_BITS = 2048;

/**
 * The instance's keys; made where there are none. Of two processes that make them at once, one's are kept.
 */
export async function ensureLocalInstance(tx: ControlTx): Promise<LocalInstance> {
  const existing = await readInstance(tx);
  if (existing) return existing;
  await tx.insert(localInstance).values(makeInstance()).onConflictDoNothing();
  const made = await readInstance(tx);
  if (!made) throw new Error("The stand-in's keys were written and not found.");
  return made;
}

async function readInstance(tx: ControlTx): Promise<LocalInstance | undefined> {
  const rows = await tx
    .select({
      privateKeyPem: localInstance.privateKeyPem,
      publicKeyPem: localInstance.publicKeyPem,
      secretKey: localInstance.secretKey,
      webhookSecret: localInstance.webhookSecret,
    })
    .from(localInstance);
  return rows[0];
}

function makeInstance(): LocalInstance {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: RSA_BITS,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return {
    privateKeyPem: privateKey,
    publicKeyPem: publicKey,
    secretKey: `sk_live_${randomBytes(24).toString("base64url")}`,
    webhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
  };
}
