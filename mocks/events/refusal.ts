/** What events refuse, in words for whoever asked. */
export class EventRefusal extends Error {
  override readonly name = 'EventRefusal';
  /** HTTP: 400 for what cannot be read, 404 for what is not there, 422 for what cannot be done. */
  readonly status: 400 | 404 | 422;

  constructor(status: 400 | 404 | 422, message: string) {
    super(message);
    this.status = status;
  }
}
