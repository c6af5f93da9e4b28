import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The MD5 of a text's UTF-8 bytes, in lower-case hex. One of Huawei's fronts makes its Etags of it: the one printed in
 * documents/004 is that of its body. Web crypto lacks it; it protects nothing.
 */
export const md5Hex = (text: string): string => bytesToHex(md5(utf8ToBytes(text)));
