/**
 * How sessions of members and of staff travel: a signed cookie holds a secret, a row of the control plane its
 * hash. React Router's session storage over either table.
 */
import { type Cookie, createSessionStorage } from "react-router";
import { isTouchDue } from "#app/db.people.server.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";

/**
 * A cookie outlives its session by this, in seconds: who sends a form just after the end is still known, and
 * finds it again once they have signed in.
 */
export const COOKIE_OUTLIVES_S = 86_400;

/** Where sessions are kept; `idHash` is the hash of the secret that only the cookie holds. */
export type SessionRows<New extends object, Found extends object> = {
  /** Answers false, and makes none, where the provider's session it would come from is over. */
  create(session: New & { idHash: string }): Promise<boolean>;
  find(idHash: string): Promise<(Found & { lastSeenAt: Date }) | undefined>;
  /** Whose it is or was, also once it is over. */
  owner(idHash: string): Promise<string | undefined>;
  touch(idHash: string): Promise<void>;
  end(idHash: string): Promise<void>;
};

export type BrowserSessions<New extends object, Found extends object> = {
  /** The live session of this browser on this hostname, or null. Of two cookies neither counts. */
  read(request: Request): Promise<Found | null>;
  /** Who was signed in here with the cookie that this browser still has. It lets nobody in. */
  formerOwner(request: Request): Promise<string | undefined>;
  /**
   * Always a new session: the one that the browser brought along ends. Answers its Set-Cookie header;
   * undefined where the provider's session is over.
   */
  start(request: Request, session: New): Promise<string | undefined>;
  /** Answers the Set-Cookie header that takes the cookie away. */
  end(request: Request): Promise<string>;
};

/** The provider's session ended while we were making ours from it. */
class SourceSessionOver extends Error {}

export function browserSessions<New extends object, Found extends object>(
  cookie: Cookie,
  rows: SessionRows<New, Found>,
): BrowserSessions<New, Found> {
  const storage = createSessionStorage<{ session: New | Found }>({
    cookie,
    async createData({ session }) {
      const secret = newSecret();
      const isMade = await rows.create({ ...(session as New), idHash: hashSecret(secret) });
      if (!isMade) throw new SourceSessionOver();
      return secret;
    },
    async readData(secret) {
      if (!isSecret(secret)) return null;
      const idHash = hashSecret(secret);
      const session = await rows.find(idHash);
      if (!session) return null;
      if (isTouchDue(session)) await rows.touch(idHash);
      return { session };
    },
    /** A session's facts never change: a new sign-in is a new session. */
    async updateData() {
      throw new Error("Sessions are not changed.");
    },
    async deleteData(secret) {
      if (isSecret(secret)) await rows.end(hashSecret(secret));
    },
  });
  const held = (request: Request) => storage.getSession(request.headers.get("cookie"));

  return {
    formerOwner: async (request) => {
      const secret: unknown = await cookie.parse(request.headers.get("cookie"));
      return isSecret(secret) ? rows.owner(hashSecret(secret)) : undefined;
    },
    read: async (request) => ((await held(request)).data.session as Found | undefined) ?? null,
    end: async (request) => storage.destroySession(await held(request)),
    async start(request, session) {
      const former = await held(request);
      if (former.id) await storage.destroySession(former);
      const made = await storage.getSession();
      made.set("session", session);
      return storage.commitSession(made).catch((error: unknown) => {
        if (error instanceof SourceSessionOver) return undefined;
        throw error;
      });
    },
  };
}
