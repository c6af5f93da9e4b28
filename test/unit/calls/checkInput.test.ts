import { describe, expect, it } from 'vitest';
import { checkInput } from '../../../functions/calls/checkInput.ts';
import type { Problem } from '../../../functions/core/problem.ts';
import { createAuthRandom } from '../../../functions/vendors/huawei/operations/createAuthRandom.ts';
import { listOngoingWebinars } from '../../../functions/vendors/huawei/operations/listOngoingWebinars.ts';
import { getConferenceByJoinUrl } from '../../../functions/vendors/quanshi/operations/getConferenceByJoinUrl.ts';

const refusal = (run: () => unknown): Problem => {
  try {
    run();
  } catch (error) {
    return error as Problem;
  }
  throw new Error('It was accepted.');
};

describe('checkInput', () => {
  it('fills in the defaults of the document', () => {
    expect(checkInput(listOngoingWebinars, {})).toEqual({ offset: 0, limit: 10 });
  });

  it('names every wrong field and what it must be', () => {
    const { slug, members } = refusal(() =>
      checkInput(listOngoingWebinars, { limit: 501, offset: -1, sortType: 'up' }),
    );
    expect(slug).toBe('invalid-input');
    expect(members.errors).toEqual([
      { field: 'offset', detail: 'must be an integer from 0 to 2147483647' },
      { field: 'limit', detail: 'must be an integer from 1 to 500' },
      { field: 'sortType', detail: 'must be one of ASC_StartTIME, DSC_StartTIME' },
    ]);
  });

  it('names an unknown field, and those there are', () => {
    expect(refusal(() => checkInput(listOngoingWebinars, { limt: 1 })).members.errors).toEqual([
      { field: 'limt', detail: 'is unknown; the operation takes offset, limit, searchKey, sortType' },
    ]);
  });

  it('names no more of an unknown field than anybody needs to find it', () => {
    const [error] =
      refusal(() => checkInput(listOngoingWebinars, { ['x'.repeat(99)]: 1 })).members.errors ?? [];
    expect(error?.field).toBe('x'.repeat(64));
  });

  it('says that a field is required', () => {
    expect(refusal(() => checkInput(getConferenceByJoinUrl, {})).message).toMatch(
      /^attendeeJoinUrl is required and must be a URL/,
    );
  });

  it('never repeats the value that was refused', () => {
    const problem = refusal(() =>
      checkInput(createAuthRandom, { conferenceId: '1', password: 'hunter2 with spaces' }),
    );
    expect(JSON.stringify([problem.message, problem.members])).not.toContain('hunter2');
  });

  it('refuses what is no object', () => {
    expect(refusal(() => checkInput(listOngoingWebinars, [])).message).toBe('input must be a JSON object');
  });
});
