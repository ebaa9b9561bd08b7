/** What the engine cannot be started or stopped for, said to the person who asked. */
export class Refusal extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 5) {
    super(message);
    this.exitCode = exitCode;
  }
}
