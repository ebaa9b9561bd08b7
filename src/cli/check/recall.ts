import type { Answer, Read } from '../../port/swarm-port.ts';

/** Answers reads from what was captured before the deploy. */
export type Recall = (read: Read, service: number) => Answer;
