/*
 * Quanshi's table of errors stands on a portal page that no source holds: every number and text here is INVENTED
 * [facts 6.4]. What is known is that success is status 0 (/confopenapi) or code 200 (/eventopenapi), and that failure
 * is any other number with its text in msg; that it travels with HTTP 200 is INFERRED from the envelope.
 */
const TABLE = {
  parameter: { code: 40001, msg: 'invalid parameter' },
  checksum: { code: 40101, msg: 'invalid CheckSum' },
  clock: { code: 40102, msg: 'CurTime expired' },
  application: { code: 40103, msg: 'unknown application' },
  tokenMissing: { code: 40110, msg: 'token is required' },
  tokenInvalid: { code: 40111, msg: 'invalid token' },
  tokenExpired: { code: 40112, msg: 'token expired' },
  past: { code: 40002, msg: 'start time is in the past' },
  permission: { code: 40301, msg: 'no permission' },
  user: { code: 40402, msg: 'user not found' },
  conference: { code: 40401, msg: 'conference not found' },
  started: { code: 40901, msg: 'conference has started' },
  over: { code: 40902, msg: 'conference is over' },
  full: { code: 50001, msg: 'system error' },
  path: { code: 40400, msg: 'no such interface' },
} as const;

/** What can go wrong. */
export type QuanshiMistake = keyof typeof TABLE;

/** A refusal: thrown by whatever finds the mistake, answered in one place. */
export class QuanshiRefusal extends Error {
  override readonly name = 'QuanshiRefusal';
  readonly code: number;
  readonly msg: string;

  /**
   * @param hint what was wrong, in English, for `X-Mock-Hint`
   * @param other what faults say instead of the table
   */
  constructor(
    mistake: QuanshiMistake,
    hint: string,
    other?: { readonly code: number; readonly msg: string },
  ) {
    super(hint);
    this.code = other?.code ?? TABLE[mistake].code;
    this.msg = other?.msg ?? TABLE[mistake].msg;
  }
}
