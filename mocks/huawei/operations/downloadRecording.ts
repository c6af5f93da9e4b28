import { lastPart } from '../../core/route.ts';
import { DOWNLOAD_PATH, spendDownload } from '../downloads.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { HuaweiFile } from '../file.ts';
import { fileBytes, recordingFiles } from '../recordings.ts';

/** GET …/{file}: a file of a recording, for its token. Its address stands in the answer of ShowRecordingFileDownloadUrls. */
export const downloadRecording: HuaweiEndpoint = {
  operation: 'DownloadRecording',
  method: 'GET',
  path: () => `${DOWNLOAD_PATH}/{file}`,
  coverage: {
    section: 'D',
    simulated:
      'an MP4 that plays, silent, as long as what was recorded; the token in `Authorization`, spent by it',
    inferred: 'path, headers, and that a bad token is a 401',
    missing: 'pictures; parts of a file by `Range`',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'ignored',
  answer(call) {
    const name = lastPart(call.url);
    spendDownload(call, name);
    const meeting = call.world.byUUID(name.split('-')[0] ?? '');
    const file = meeting && recordingFiles(meeting, call.now).find((one) => one.name === name);
    if (!file) throw new HuaweiRefusal('MMC.111070005', 'the recording has been deleted');
    return new HuaweiFile(name, 'video/mp4', fileBytes(file));
  },
};
