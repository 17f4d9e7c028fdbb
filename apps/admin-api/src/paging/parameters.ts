/** Parameters of one statement, numbered as they are added. */
export class Parameters {
  readonly values: unknown[] = [];

  /** @returns the placeholder that stands for the value */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}
