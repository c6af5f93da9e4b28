import { DOWNLOAD_PATH, issueDownload } from '../downloads.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { isAdministrator } from '../owner.ts';
import { readWindow } from '../paging.ts';
import { recordedMeeting, recordingFiles } from '../recordings.ts';

const DEFAULT_LIMIT = 20;

/** GET /v1/mmc/management/record/downloadurls: where the files of a recording are, each with a token [SDK-PY] [CM-10]. */
export const showRecordingFileDownloadUrls: HuaweiEndpoint = {
  operation: 'ShowRecordingFileDownloadUrls',
  method: 'GET',
  path: () => '/v1/mmc/management/record/downloadurls',
  coverage: {
    section: 'D',
    simulated:
      'a file for each three hours, behind it an MP4 of that length; a token for each, for an hour and once; no counts in the answer; administrators alone',
    inferred: 'each part in `Hd` and `Aux`, offset and limit count files, the path of a file',
    missing: 'the whitelist of enterprises; `Sd`',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const { world, session, url, now } = call;
    if (session && !isAdministrator(world, session.owner))
      throw new HuaweiRefusal('MMC.111070002', 'only administrators download recordings');
    const { offset, limit } = readWindow(url.searchParams, DEFAULT_LIMIT);
    const meeting = recordedMeeting(call);
    const files = recordingFiles(meeting, now).slice(offset, offset + limit);
    const urls = files.map(({ name, type }) => ({
      token: issueDownload(call, name),
      fileType: type,
      url: `${url.origin}${DOWNLOAD_PATH}/${name}`,
    }));
    return { recordUrls: [{ confUuid: meeting.confUUID, urls }] };
  },
};
