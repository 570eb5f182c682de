/** Addresses in S3-compatible storage: `s3://bucket/prefix`. Pure. */

/** `prefix` without slashes around it; empty for the whole bucket. */
export type S3Address = { bucket: string; prefix: string };

const SCHEME = "s3://";
/** A bucket's name as S3 allows it: nobody's password fits before an `@`. */
const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([^\s?#@]*))?$/;

export const isS3Address = (address: string): boolean => address.startsWith(SCHEME);

/** Undefined for what is none. */
export function parseS3Address(address: string): S3Address | undefined {
  const [, bucket, path = ""] = ADDRESS.exec(address) ?? [];
  const prefix = path.replace(/^\/+|\/+$/g, "");
  return bucket === undefined || prefix.includes("//") ? undefined : { bucket, prefix };
}
