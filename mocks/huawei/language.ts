/** A language that Huawei speaks. */
export type Language = 'zh' | 'en';

/** The language of an answer: Chinese unless Accept-Language begins with English [documents/000, 001]. */
export function language(headers: Headers): Language {
  return headers.get('Accept-Language')?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
}
