/** How the person who reads a help text calls a command: by a script of npm, or as the command of the package. */
export function calledAs(name: string, event = process.env.npm_lifecycle_event): string {
  return event === name ? `npm run ${name} --` : `meetgate ${name}`;
}
