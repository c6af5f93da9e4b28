import type { Attendance } from './world/huaweiMeeting.ts';

/** A language that Huawei speaks. */
type Language = 'zh' | 'en';

/** The language of an answer: Chinese unless Accept-Language begins with English [documents/000, 001]. */
export function language(headers: Headers): Language {
  return headers.get('Accept-Language')?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
}

// 软终端 and 视频 are documented; the other words, and that English is spoken here at all, are INFERRED [facts 5].
const DEVICES: Record<Attendance['device'], Record<Language, string>> = {
  soft: { zh: '软终端', en: 'Soft terminal' },
  hard: { zh: '硬终端', en: 'Hard terminal' },
  mobile: { zh: '移动终端', en: 'Mobile terminal' },
  phone: { zh: '电话', en: 'Phone' },
};
const MEDIA: Record<Language, { readonly video: string; readonly audio: string }> = {
  zh: { video: '视频', audio: '音频' },
  en: { video: 'Video', audio: 'Audio' },
};

/** One attendance, keys in the order of the example. */
export function attendanceRecord(one: Attendance, spoken: Language): object {
  return {
    displayName: one.displayName,
    callNumber: one.callNumber,
    deviceType: DEVICES[one.device][spoken],
    joinTime: one.joinTime,
    leftTime: one.leftTime,
    mediaType: one.video ? MEDIA[spoken].video : MEDIA[spoken].audio,
    deptName: one.deptName,
  };
}
