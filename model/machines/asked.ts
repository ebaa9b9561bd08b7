/** An event that carries the truth of the guards it may meet: machines stay pure, `step-machine.ts` asks every combination once. */
export interface Asked {
  readonly type: string;
  readonly holds?: readonly string[];
}

/** A guard that holds when the event says so; the packed world decides what the event says. */
export const asked =
  (name: string) =>
  ({ event }: { readonly event: Asked }): boolean =>
    event.holds?.includes(name) ?? false;
