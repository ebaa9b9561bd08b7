// Bundled with a changed model and run in a thread of its own: finds a question that tells the model from Swarm.
import { parentPort, workerData } from 'node:worker_threads';
import type { Brief, Message, Verdict } from './messages.ts';
import { questionsAbout, type Question } from './questions.ts';

function verdict({ recordings, first }: Brief): Verdict {
  const questions = questionsAbout(recordings);
  const likely = questions.filter(({ name }) => name === first);
  for (const question of [...likely, ...questions.filter(({ name }) => name !== first)]) {
    say({ asks: question.name });
    const how = answerTo(question);
    if (how !== null) return { killer: question.name, how };
  }
  return { killer: null, how: '' };
}

function answerTo({ differs }: Question): string | null {
  try {
    return differs();
  } catch (error) {
    return `threw ${String(error)}`;
  }
}

function say(message: Message): void {
  parentPort?.postMessage(message);
}

say(verdict(workerData as Brief));
