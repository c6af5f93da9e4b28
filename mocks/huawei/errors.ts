import { describeCode, type HuaweiCode } from './codes.ts';

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
    const { name, status } = describeCode(code);
    this.code = other?.code ?? code;
    this.status = other?.status ?? status;
    this.text = other?.message ?? name;
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
