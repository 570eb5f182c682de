/** Pure: when somebody last proved who they are, and by what. */

/** `provedAt`: the last time that a password, a mail or the like was asked for and given. */
export type Proof = { provedAt: Date; hasSecondFactor: boolean };

const MS_PER_MINUTE = 60_000;
/** After this long a dangerous act asks who somebody is once more. @internal */
export const RECENT_MINUTES = 10;

export const isRecent = ({ provedAt }: { provedAt: Date | null }): boolean =>
  provedAt !== null && provedAt.getTime() > Date.now() - RECENT_MINUTES * MS_PER_MINUTE;
