import type { Row } from '../../layout/layout.ts';
import type { Tables } from '../part-keys.ts';
import { bytesOf } from '../tables/interned.ts';
import { typeOf, type WorldOf } from './world-rows.ts';

/** All that watchers are told of worlds, as numbers. */
export interface Told {
  /** Of the step that led to this row, plus one; 0: each watcher makes its own. */
  news(row: Row): number;
  outlook(row: Row): number;
  /** What a world of that outlook shows to a question, plus one. */
  shown(row: Row, question: number, outlook: number): number;
  bytes(): number;
}

export function toldOf(system: WorldOf, tableOf: Tables): Told {
  const { news, lookOut, outlookSize, show, shownSize } = system.composition;
  const allNews = tableOf(typeOf(system, 'news'), news.size);
  const outlooks = tableOf(typeOf(system, 'outlooks'), outlookSize);
  /** What is shown, and behind it the outlook's number. */
  const allShown = tableOf(typeOf(system, 'shown'), shownSize + 1);
  const newsRow = new Int32Array(news.size);
  const outlookRow = new Int32Array(outlookSize);
  const shownRow = new Int32Array(shownSize + 1);
  return {
    bytes: () => bytesOf(allNews) + bytesOf(outlooks) + bytesOf(allShown),
    news: (row) => (news.end(row, newsRow) ? allNews.intern(newsRow, 0) + 1 : 0),
    outlook(row) {
      lookOut(row, outlookRow);
      return outlooks.intern(outlookRow, 0);
    },
    shown(row, question, outlook) {
      show(row, question, shownRow);
      shownRow[shownSize] = outlook;
      return allShown.intern(shownRow, 0) + 1;
    },
  };
}
