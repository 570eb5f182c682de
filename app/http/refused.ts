/**
 * What the sender of a request did wrong. Answered with its status and a page, and never logged as an error.
 */
export class RequestRefused extends Error {
  readonly status: 400 | 405 | 413 | 415;

  constructor(status: RequestRefused["status"], message: string) {
    super(message);
    this.name = "RequestRefused";
    this.status = status;
  }
}
