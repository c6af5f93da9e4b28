/** The HTTP status and symbolic name of an error. */
interface HuaweiError {
  readonly status: number;
  readonly name: string;
}

/*
 * Names: CONF_NOT_FOUND_OR_AUTH_FAILED is sourced [H-ERR]; the others are INFERRED from the client SDK's header with
 * its prefix dropped [HWM-ERR]. Which code answers which mistake, and the statuses other than those of MMC.111072065,
 * MMC.111070005, USG.000000004 and the gateway's own, are INFERRED [facts 3]; 412 and 423 are those of the re-branded
 * service [CM-COPY].
 */
const TABLE = {
  'MMC.111070002': { status: 403, name: 'INSUFFICIENT_PERMISSIONS' },
  'MMC.111070005': { status: 400, name: 'CONF_NOT_FOUND' },
  'MMC.111071061': { status: 400, name: 'PARAM_CHECK_FAILED' },
  'MMC.111072065': { status: 400, name: 'CONF_NOT_FOUND_OR_AUTH_FAILED' },
  'MMC.112100029': { status: 400, name: 'HEADER_OR_PARAM_MISSING' },
  'USG.000000004': { status: 401, name: 'ILLEGAL_REQUEST' },
  'USG.206010000': { status: 401, name: 'ACCOUNT_OR_PASSWORD_ERROR' },
  'USG.206010007': { status: 412, name: 'ACCOUNT_NOT_ACTIVATED' },
  'USG.206010025': { status: 401, name: 'APPID_AUTH_FAILED' },
  'USG.206010057': { status: 401, name: 'APPID_AUTH_EXPIRED' },
  'USG.206020002': { status: 401, name: 'TOKEN_KICKED_OUT' },
  'USG.206030015': { status: 423, name: 'USER_LOCKED' },
  'USG.206060011': { status: 400, name: 'REQUEST_PARAM_ERROR' },
  'APIG.0201': { status: 400, name: 'Bad request' },
  'APIG.0308': { status: 429, name: 'The throttling threshold has been reached' },
  'APIG.0101': { status: 404, name: 'The API does not exist or has not been published in the environment' },
} satisfies Record<string, HuaweiError>;

/** The codes that the simulation answers with. */
export type HuaweiCode = keyof typeof TABLE;

/** A refusal: thrown by whatever finds the mistake, answered in one place. */
export class HuaweiRefusal extends Error {
  override readonly name = 'HuaweiRefusal';
  readonly code: string;
  readonly status: number;
  readonly text: string;

  /**
   * @param hint what was wrong, in English, for `X-Mock-Hint`
   * @param other what to say instead of the table
   */
  constructor(
    code: HuaweiCode,
    hint: string,
    other?: { readonly status?: number; readonly code?: string; readonly message?: string },
  ) {
    super(hint);
    this.code = other?.code ?? code;
    this.status = other?.status ?? TABLE[code].status;
    this.text = other?.message ?? TABLE[code].name;
  }

  /**
   * The body. Service errors have two members [H-ERR], gateway errors a request id as well [APIG-FAQ]; the official
   * Java SDK reads one from a refused login too and fails without it [SDK-JAVA].
   */
  body(requestId: string): Record<string, string> {
    const name = this.text;
    if (this.code.startsWith('APIG.'))
      return { error_msg: name, error_code: this.code, request_id: requestId };
    if (this.code.startsWith('USG.'))
      return { error_code: this.code, error_msg: name, request_id: requestId };
    return { error_code: this.code, error_msg: name };
  }
}
