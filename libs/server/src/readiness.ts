/** What an app must reach before it can serve; each app provides its own. */
export abstract class Readiness {
  /** @throws where the app cannot serve now */
  abstract check(): Promise<void>;
}
