/** A command line that cannot be read: ends the command with code 2 and the usage. */
export class UsageError extends Error {}

/**
 * Runs a command as a program does. Code 2: the command line cannot be read; 1: it could not be done.
 *
 * @param work returns the code that the command ends with
 */
export async function runCommand(usage: string, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const misread = error instanceof UsageError || isParseArgsError(error);
    const message = error instanceof Error ? error.message : String(error);
    console.error(misread ? `${message}\n\n${usage}` : message);
    process.exitCode = misread ? 2 : 1;
  }
}

const isParseArgsError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
