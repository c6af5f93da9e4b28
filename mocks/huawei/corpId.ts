/** The enterprise's id: the corpId printed in documents/000. */
export const CORP_ID = '314765464';
