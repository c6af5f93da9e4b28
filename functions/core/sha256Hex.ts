/** The SHA-256 of a text's UTF-8 bytes, in lower-case hex: a name for something that must not be told. */
export async function sha256Hex(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toHex();
}
