/** The languages of the pages. */
export const LANGUAGES = ['en', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in both. */
export type Words = Record<Language, string>;

const words = (en: string, zh: string): Words => ({ en, zh });

/** What the pages say in several places; what only one page says stands in that page. */
export const common = {
  tagline: words('One gate to the meeting vendors', '一个入口，连接多家会议厂商'),
  skip: words('Skip to the content', '跳到正文'),
  home: words('Home', '首页'),
  reference: words('API reference', 'API 参考'),
  guides: words('Guides', '指南'),
  console: words('Console', '控制台'),
  simulation: words('Simulation', '模拟厂商'),
  problems: words('Problems', '错误一览'),
  switchTo: words('中文', 'English'),
  foot: words('Everything on this page comes from this gateway.', '本页的一切内容均来自此网关。'),
  apiKey: words('API key', 'API key'),
  keyHint: words(
    'Kept in this tab only, and sent to this gateway alone.',
    '仅保存在此标签页中，只会发送给此网关。',
  ),
  filter: words('Filter', '筛选'),
  send: words('Send', '发送'),
  copy: words('Copy', '复制'),
  copied: words('Copied', '已复制'),
} as const satisfies Record<string, Words>;
