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
   * The form of `limit` in the answer for ongoing webinars. The document's table has a number and its example the
   * text "10". `documented`: text for the documented request, else a number. That the live service answers a number
   * is INFERRED [facts 2].
   */
  readonly limitAsString: 'documented' | 'always' | 'never';
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
  limitAsString: 'documented',
  authRandomToken: 'if-sent',
  attendancePastEnd: 'empty',
};
