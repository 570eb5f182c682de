/** Where archives are kept that are taken by themselves, as the environment says. */
import type { DataEnv } from "../env.ts";

export type Keeping = {
  /** A folder, or `s3://bucket/prefix`. */
  address: string;
  /** Encrypts each of them. */
  passphrase: string | undefined;
};

/** Undefined where none are taken. */
export const keepingOf = ({
  ARCHIVE_STORE: address,
  ARCHIVE_PASSPHRASE: passphrase,
}: Pick<DataEnv, "ARCHIVE_STORE" | "ARCHIVE_PASSPHRASE">): Keeping | undefined =>
  address === undefined ? undefined : { address, passphrase };
