/** Runs an action a moment after it was asked for, once for all that ask in between. */
export class Throttle {
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();

  private readonly delayMs: number;

  constructor(delayMs: number) {
    this.delayMs = delayMs;
  }

  run(name: string, action: () => void): void {
    if (!this.waiting.has(name)) {
      this.waiting.set(
        name,
        setTimeout(() => {
          this.waiting.delete(name);
          action();
        }, this.delayMs),
      );
    }
  }

  cancel(): void {
    this.waiting.forEach((timer) => {
      clearTimeout(timer);
    });
    this.waiting.clear();
  }
}
