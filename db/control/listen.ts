/** Hears from all processes of changes of tenants, and of who is in them. */
import { ACCESS_CHANNEL, type AccessKey, readAccessTag } from "./access-changes.ts";
import { type Listening, openListening } from "./listening.ts";
import { TENANT_CHANNEL } from "./tenant-changes.ts";

type Handlers = {
  /** A tenant's id and its names. */
  onTenantChanged(tenantId: string, names: string[]): void;
  onAccessChanged(key: AccessKey): void;
  /** On a channel that was added later. */
  onOther(channel: string, payload: string): void;
  /** Whenever notices may have been missed. */
  onGap(): void;
};

/** Answers once the first connection listens, or failed: a server that is down does not stop the boot. */
export const listenForChanges = (url: string, handlers: Handlers): Promise<Listening> =>
  openListening({
    url,
    channels: [TENANT_CHANNEL, ACCESS_CHANNEL],
    onGap: () => handlers.onGap(),
    onNotice: (channel, payload) => {
      if (channel === ACCESS_CHANNEL) return handlers.onAccessChanged(readAccessTag(payload));
      if (channel !== TENANT_CHANNEL) return handlers.onOther(channel, payload);
      const [tenantId, ...names] = payload.split(" ");
      if (tenantId) handlers.onTenantChanged(tenantId, names);
    },
  });
