/** An application registered with Huawei Cloud Meeting. */
export interface HuaweiApp {
  readonly appId: string;
  readonly appKey: string;
  /** `sp`: a service provider with several enterprises, the only mode in which a corpId may be sent [H-AUTH]. */
  readonly mode: 'enterprise' | 'sp';
}

/** What of Huawei can be set, chiefly where the sources leave it open. */
export interface HuaweiSettings {
  readonly apps: readonly HuaweiApp[];
  /**
   * Whether `limit` of the ongoing webinars is text: the document's example prints "10", its table says Integer. That
   * the live service answers a number is INFERRED [facts 2]; a client that reads both is safe.
   */
  readonly limitAsString: boolean;
  /**
   * Whether auth/random wants a token. The document's table lists none while its request has one; that one which is
   * sent is checked, and none is needed, is INFERRED [facts 2].
   */
  readonly authRandomToken: 'required' | 'if-sent' | 'ignored';
  /** What attendance answers past the end: for ongoing webinars it is the last page [H-WEBINAR], here INFERRED. */
  readonly attendancePastEnd: 'empty' | 'last-page';
}

/** The demonstration's credentials, and one service provider for tests. */
export const HUAWEI_DEFAULTS: HuaweiSettings = {
  apps: [
    { appId: 'demo-app', appKey: 'demo-key', mode: 'enterprise' },
    { appId: 'demo-sp', appKey: 'demo-sp-key', mode: 'sp' },
  ],
  limitAsString: true,
  authRandomToken: 'if-sent',
  attendancePastEnd: 'empty',
};
