import { describe, expect, it } from 'vitest';
import { writeBody } from '../../../functions/calls/writeBody.ts';
import { normalise } from '../../../functions/core/normalise.ts';
import { numberAsText } from '../../../functions/core/variant.ts';
import { vendorOperationOf } from '../../../functions/registry.ts';

const operation = vendorOperationOf('huawei.listOngoingWebinars');

/** What becomes of a vendor's text for a caller who may see everything. */
function written(text: string, { raw = false, variants = operation.variants } = {}): string {
  const answer = {
    status: 200,
    headers: new Headers(),
    bytes: new TextEncoder().encode(text),
    text,
    json: JSON.parse(text) as unknown,
  };
  const { output, view, bodyView } = operation;
  const { value, met } = normalise(answer.json, { output, variants, provider: 'huawei' });
  return new TextDecoder().decode(
    writeBody({ value, answer }, { operation: { variants, view, bodyView }, met, raw, hidden: [] }),
  );
}
const rows = '"data":[{"subject":"网络研讨会","limit":"7"}]';

describe('the body of an answer', () => {
  it('is the very text of the vendor where it has the form of the document', () => {
    const text = ` {"offset":0, "limit":10,"count":1,${rows}}\n`;
    expect(written(text)).toBe(text);
  });

  it('has a number in the place of the text that the vendor wrote, and every other byte as it came', () => {
    expect(written(`{"offset":0,"limit" : "10","count":1,${rows}}`)).toBe(
      `{"offset":0,"limit" :  10 ,"count":1,${rows}}`,
    );
    expect(written(`{"offset":0,"limit":"0","count":1,${rows}}`)).toBe(
      `{"offset":0,"limit": 0 ,"count":1,${rows}}`,
    );
  });

  it('is the vendor’s own where that is asked for', () => {
    const text = `{"offset":0,"limit":"10","count":1,${rows}}`;
    expect(written(text, { raw: true })).toBe(text);
  });

  it.each([
    ['the member stands behind the rows', `{"offset":0,"count":1,${rows},"limit":"10"}`],
    [
      'a text looks like the member',
      `{"note":"\\"limit\\":\\"9\\"","offset":0,"limit":"10","count":1,${rows}}`,
    ],
    ['another name ends in its name', `{"a\\"limit":"9","offset":0,"limit":"10","count":1,${rows}}`],
    ['a text before it is no ASCII', `{"note":"会议","offset":0,"limit":"10","count":1,${rows}}`],
    ['its name is written with an escape', `{"offset":0,"\\u006cimit":"10","count":1,${rows}}`],
    ['the number has zeros before it', `{"offset":0,"limit":"010","count":1,${rows}}`],
    ['another number is a text as well', `{"offset":"0","limit":"10","count":1,${rows}}`],
    ['another number is a text, and stands first', `{"count":"1","limit":"10","offset":0,${rows}}`],
  ])('says the same where %s', (_, text) => {
    const answer = JSON.parse(written(text)) as Record<string, unknown>;
    expect(answer).toEqual({ ...JSON.parse(text), offset: 0, limit: 10, count: 1 });
  });

  it('leaves a member of the answer alone where it is the rows that have a text for a number', () => {
    const text = `{"offset":0,"limit":10,"count":1,"page":"10","data":[{"page":"7"}]}`;
    const answer = JSON.parse(written(text, { variants: [numberAsText('data[]', 'page')] }));
    expect(answer).toMatchObject({ page: '10', data: [{ page: 7 }] });
  });
});
