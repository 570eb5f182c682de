/** What is secret at rest: sealed with AES-256-GCM under SECRETS_KEY, or derived from it. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

export interface Secrets {
  seal(plain: string): string;
  /** Throws where the text was changed, or sealed under a key that is not in force. */
  open(sealed: string): string;
  /** Whether it was sealed under the key that seals now. */
  isCurrent(sealed: string): boolean;
  /**
   * The password of one of our own internal logins: the same wherever the key is the same, stored nowhere.
   */
  derivePassword(login: string): string;
  /**
   * The channel on which changes of the tenant with this role are told: nobody without the key can name it,
   * so no tenant's role can listen to, or speak on, another's.
   */
  deriveChannel(role: string): string;
  /** The key with which what is in this tenant is masked: the same wherever the key is the same. */
  deriveMaskKey(tenantId: string): string;
}

const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of a channel's name, which PostgreSQL keeps to 63 characters: 160 bits of it cannot be guessed. */
const CHANNEL_DIGITS = 40;

/**
 * With a `former` key two are in force: what was sealed under the former opens still, and everything new is
 * made under `key`.
 */
export function createSecrets(key: string, former?: string): Secrets {
  const sealing = sealingKey(key);
  const opening = former === undefined ? [sealing] : [sealing, sealingKey(former)];
  const deriving = Buffer.from(hkdfSync("sha256", key, "", "tenantry:derive", 32));
  const masking = Buffer.from(hkdfSync("sha256", key, "", "tenantry:mask", 32));
  const telling = Buffer.from(hkdfSync("sha256", key, "", "tenantry:tell", 32));
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce);
      const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
    },
    open(sealed) {
      for (const each of opening) {
        const plain = openedWith(each, sealed);
        if (plain !== undefined) return plain;
      }
      throw new Error("A sealed secret does not open: it was changed, or sealed under another SECRETS_KEY.");
    },
    isCurrent: (sealed) => openedWith(sealing, sealed) !== undefined,
    derivePassword: (login) => createHmac("sha256", deriving).update(login).digest("base64url"),
    deriveMaskKey: (tenantId) => createHmac("sha256", masking).update(tenantId).digest("base64url"),
    deriveChannel: (role) =>
      `live_${createHmac("sha256", telling).update(role).digest("hex").slice(0, CHANNEL_DIGITS)}`,
  };
}

const sealingKey = (key: string): Buffer => Buffer.from(hkdfSync("sha256", key, "", "tenantry:seal", 32));

/** Undefined where it was not sealed under this key, or was changed. */
function openedWith(key: Buffer, sealed: string): string | undefined {
  const [version, body = ""] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const opened = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
