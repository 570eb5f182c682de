/** Where archives are kept: a folder, or a bucket of S3-compatible storage. */
import { DataTierError } from "../../errors.ts";

export type StoredFile = { name: string; bytes: number };

export type ArchiveStore = {
  /** As people write it; nothing in it is secret. */
  readonly address: string;
  /** The address of one file. */
  addressOf(name: string): string;
  /** Throws StoreRefused where there is one of this name already, and StoreUnavailable. */
  requireFree(name: string): Promise<void>;
  /**
   * The file is there once it is whole, or not at all; answers its size in bytes. Throws StoreRefused where
   * there is one of this name, StoreUnavailable, and what reading `bytes` throws.
   */
  put(name: string, bytes: AsyncIterable<Buffer>): Promise<number>;
  /** By name, without what is below further folders. Throws StoreRefused and StoreUnavailable. */
  list(): Promise<StoredFile[]>;
  /**
   * From its beginning, as often as it is asked for. Throws FileMissing, StoreRefused and StoreUnavailable.
   */
  open(name: string): AsyncIterable<Buffer>;
  /** What is not there is removed already. Throws StoreRefused and StoreUnavailable. */
  remove(name: string): Promise<void>;
};

/** A name that is taken, a place that there is not, or one that these credentials do not open. */
export class StoreRefused extends DataTierError {
  constructor(why: string, options?: ErrorOptions) {
    super(400, why, options);
  }
}

/** There is no file of this name. */
export class FileMissing extends StoreRefused {}

/** The storage does not answer, or fails. */
export class StoreUnavailable extends DataTierError {
  constructor(why: string, options?: ErrorOptions) {
    super(503, why, options);
  }
}
