/**
 * Runs a command as a program does: options that cannot be read end it with the usage and code 2, a failure
 * with its message and code 1.
 */
export async function commandLine<Options>(
  usage: string,
  readOptions: () => Options & { help: boolean },
  run: (options: Options) => Promise<void>,
): Promise<void> {
  let options: Options & { help: boolean };
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (options.help) return console.log(usage);
  try {
    await run(options);
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}

/** How the person who reads a help text calls a command: by a script of npm, or as the command of the package. */
export function calledAs(name: string, event = process.env.npm_lifecycle_event): string {
  if (event !== name) return `meetgate ${name}`;
  return name === 'start' ? 'npm start --' : `npm run ${name} --`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A signal that aborts on Ctrl-C and its like, which then end nothing by themselves: children must be stopped first. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  return controller.signal;
}
