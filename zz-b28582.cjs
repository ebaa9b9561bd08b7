"use strict";
var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// src/explore/growable.ts
function growable() {
  let words2 = new Int32Array(1 << 12);
  let count2 = 0;
  return {
    get bytes() {
      return words2.byteLength;
    },
    push(word) {
      if (count2 === words2.length) {
        const larger = new Int32Array(words2.length * 2);
        larger.set(words2);
        words2 = larger;
      }
      words2[count2++] = word;
    },
    at: (index) => words2[index]
  };
}

// src/explore/scheduler.ts
function slack(options) {
  let least = 2147483647;
  for (let i = 0; i < options.count; i++) {
    const until = options.until[i];
    if (until < least) least = until;
  }
  return least;
}

// src/explore/transition-system.ts
var UNFORCED = 2147483647;
var CAPACITY = 512;
function stepList() {
  return {
    count: 0,
    code: new Int32Array(CAPACITY),
    from: new Int32Array(CAPACITY),
    until: new Int32Array(CAPACITY),
    actor: new Int32Array(CAPACITY),
    yields: new Uint8Array(CAPACITY)
  };
}
function offer(list, code, actor, from, until, yields = 0) {
  const i = list.count;
  if (i >= CAPACITY) throw new Error("invariant broken: more pending steps than a step list holds");
  list.code[i] = code;
  list.actor[i] = actor;
  list.from[i] = from < 0 ? 0 : from;
  list.until[i] = until < 0 ? 0 : until;
  list.yields[i] = yields;
  list.count = i + 1;
}

// src/explore/interned.ts
function interned(size, capacity) {
  let arena = new Int32Array(capacity * size);
  let table = new Int32Array(capacity * 2);
  let count2 = 0;
  let isNew = false;
  const holds2 = (index, row, start2) => {
    const base2 = index * size;
    for (let i = 0; i < size; i++) if (arena[base2 + i] !== row[start2 + i]) return false;
    return true;
  };
  const place = (row, start2) => {
    const mask = table.length - 1;
    let at = hash(row, start2, size) & mask;
    for (; table[at] !== 0; at = at + 1 & mask) if (holds2(table[at] - 1, row, start2)) break;
    return at;
  };
  const grow = () => {
    const larger = new Int32Array(arena.length * 2);
    larger.set(arena);
    arena = larger;
    table = new Int32Array(table.length * 2);
    for (let i = 0; i < count2; i++) table[place(arena, i * size)] = i + 1;
  };
  return {
    get count() {
      return count2;
    },
    get isNew() {
      return isNew;
    },
    get bytes() {
      return arena.byteLength + table.byteLength;
    },
    intern(row, start2) {
      const at = place(row, start2);
      const known = table[at];
      isNew = known === 0;
      if (!isNew) return known - 1;
      const base2 = count2 * size;
      for (let i = 0; i < size; i++) arena[base2 + i] = row[start2 + i];
      table[at] = ++count2;
      if (count2 * size === arena.length) grow();
      return count2 - 1;
    },
    read(index, into, start2) {
      const base2 = index * size;
      for (let i = 0; i < size; i++) into[start2 + i] = arena[base2 + i];
    }
  };
}
function hash(row, start2, size) {
  let h = 2166136261;
  for (let i = 0; i < size; i++) h = Math.imul(h ^ row[start2 + i], 16777619) ^ h >>> 15;
  h ^= h >>> 13;
  return Math.imul(h, 2246822507) >>> 1;
}

// src/explore/visited.ts
function visited(parts, capacity = 1 << 12) {
  const types = /* @__PURE__ */ new Map();
  const tables = parts.map(({ type, size }) => {
    const table = types.get(type) ?? interned(size, 64);
    types.set(type, table);
    return table;
  });
  const starts = Int32Array.from(parts, ({ start: start2 }) => start2);
  const ends = Int32Array.from(parts, ({ start: start2, size }) => start2 + size);
  const count2 = parts.length;
  const rows = interned(count2, capacity);
  const ids = new Int32Array(count2);
  const last = new Int32Array(Math.max(0, ...ends));
  const lastIds = new Int32Array(count2).fill(-1);
  const isAsLast = (p, row) => {
    if (lastIds[p] === -1) return false;
    const end = ends[p];
    for (let i = starts[p]; i < end; i++) if (row[i] !== last[i]) return false;
    return true;
  };
  return {
    get count() {
      return rows.count;
    },
    get isNew() {
      return rows.isNew;
    },
    words: count2,
    get bytes() {
      let sum = rows.bytes;
      for (const table of types.values()) sum += table.bytes;
      return sum;
    },
    visit(row) {
      for (let p = 0; p < count2; p++) {
        const table = tables[p];
        ids[p] = isAsLast(p, row) ? lastIds[p] : table.intern(row, starts[p]);
      }
      return rows.intern(ids, 0);
    },
    read(index, into) {
      rows.read(index, lastIds, 0);
      for (let p = 0; p < count2; p++) {
        tables[p].read(lastIds[p], into, starts[p]);
      }
      last.set(into.subarray(0, last.length));
    }
  };
}

// src/explore/prove.ts
var TICK = -1;
var LOOK_EVERY = 4096;
function prove(system, request) {
  const { tickMs, refuting, limits } = request;
  const seen = visited(partsOf(system));
  const parents = growable();
  const steps = growable();
  const ticks2 = growable();
  const loops = [];
  const state = new Int32Array(system.stride);
  const next = new Int32Array(system.stride);
  const options = stepList();
  const outcomes = {};
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  let found = -1;
  let flaw = null;
  let limit = null;
  const arrive = (from, step) => {
    system.collapse?.(next);
    system.canonical(next);
    const index = seen.visit(next);
    if (!seen.isNew) return index;
    parents.push(from);
    steps.push(step);
    ticks2.push(from < 0 ? 0 : ticks2.at(from) + (step === TICK ? 1 : 0));
    return index;
  };
  const bytes = () => seen.bytes + parents.bytes + steps.bytes + ticks2.bytes;
  const met = () => {
    if (seen.count > limits.states) return "states";
    if (bytes() > limits.bytes) return "memory";
    return limits.hasTimeLeft() ? null : "time";
  };
  system.initial(next);
  arrive(-1, TICK);
  let current = 0;
  for (; current < seen.count; current++) {
    if (current === levelEnd) {
      if (found >= 0) break;
      depth++;
      levelEnd = seen.count;
    }
    if (current % LOOK_EVERY === 0) {
      limit = met();
      if (limit !== null) break;
      request.onProgress?.({ states: seen.count, depth });
    }
    seen.read(current, state);
    if (system.finished(state)) {
      const { kind } = system.outcome(state);
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      if (found < 0 && refuting.has(kind)) found = current;
      continue;
    }
    options.count = 0;
    system.pending(state, options);
    let left = 0;
    for (let i = 0; i < options.count; i++) {
      if (options.from[i] !== 0) continue;
      next.set(state);
      const code = options.code[i];
      system.take(next, code);
      transitions++;
      left++;
      const to = arrive(current, code);
      if (to <= current && ticks2.at(to) === ticks2.at(current)) loops.push(current, to);
    }
    if (slack(options) >= tickMs) {
      next.set(state);
      system.advance(next, tickMs);
      transitions++;
      if (arrive(current, TICK) === current && left === 0) flaw = "idles-for-ever";
    } else if (left === 0) flaw = "timelock";
    if (flaw !== null) {
      found = current;
      break;
    }
  }
  if (flaw === null && limit === null && found < 0) {
    const start2 = zenoLoop(system, seen.read, loops);
    if (start2 >= 0) [flaw, found] = ["zeno-loop", start2];
  }
  const counterexample = found < 0 ? null : wayTo(system, { read: seen.read, parents, steps, tickMs }, found);
  const outcome = flaw !== null ? "undecided" : verdictOf(outcomes, limit, request);
  return {
    outcome,
    states: seen.count,
    transitions,
    depth,
    peakBytes: bytes(),
    outcomes,
    limit,
    flaw,
    counterexample
  };
}
function verdictOf(outcomes, limit, { refuting, witness, unjudged }) {
  if (Object.keys(outcomes).some((kind) => refuting.has(kind))) return "refuted";
  if (limit !== null || (outcomes[unjudged] ?? 0) > 0) return "undecided";
  return (outcomes[witness] ?? 0) > 0 ? "proved" : "unwitnessed";
}
var partsOf = ({ parts, stride }) => parts ?? [{ start: 0, size: stride, type: 0 }];
function zenoLoop(system, read, loops) {
  const seen = visited(partsOf(system));
  const state = new Int32Array(system.stride);
  const next = new Int32Array(system.stride);
  const options = stepList();
  const done = [];
  const successors = (index) => {
    seen.read(index, state);
    if (system.finished(state)) return [];
    options.count = 0;
    system.pending(state, options);
    return enabledNow(options).map((code) => {
      next.set(state);
      system.take(next, code);
      system.collapse?.(next);
      system.canonical(next);
      return seen.visit(next);
    });
  };
  for (let i = 0; i < loops.length; i += 2) {
    read(loops[i + 1], state);
    const root = seen.visit(state);
    if (done[root] !== void 0) continue;
    done[root] = false;
    const path = [{ index: root, left: successors(root) }];
    for (let top = path.at(-1); top !== void 0; top = path.at(-1)) {
      const to = top.left.pop();
      if (to === void 0) {
        done[top.index] = true;
        path.pop();
      } else if (done[to] === void 0) {
        done[to] = false;
        path.push({ index: to, left: successors(to) });
      } else if (!done[to]) return loops[i];
    }
  }
  return -1;
}
function enabledNow(options) {
  const codes2 = [];
  for (let i = 0; i < options.count; i++) if (options.from[i] === 0) codes2.push(options.code[i]);
  return codes2;
}
function wayTo(system, search, index) {
  const way = [];
  for (let at2 = index; at2 >= 0; at2 = search.parents.at(at2)) way.unshift(at2);
  const row = new Int32Array(system.stride);
  const goal = new Int32Array(system.stride);
  const code = [];
  const at = [];
  let now = 0;
  const note = (step) => {
    code.push(step);
    at.push(now);
  };
  system.initial(row);
  system.collapse?.(row, note);
  for (const to of way.slice(1)) {
    search.read(to, goal);
    if (search.steps.at(to) === TICK) {
      now += search.tickMs;
      system.advance(row, search.tickMs);
      system.collapse?.(row, note);
    } else takeTowards(system, row, goal, note);
  }
  return { code: Int32Array.from(code), at: Int32Array.from(at) };
}
function takeTowards(system, row, goal, note) {
  const options = stepList();
  const form = new Int32Array(system.stride);
  system.pending(row, options);
  for (const step of enabledNow(options)) {
    form.set(row);
    system.take(form, step);
    system.collapse?.(form);
    system.canonical(form);
    if (!form.every((word, i) => word === goal[i])) continue;
    system.take(row, step);
    note(step);
    system.collapse?.(row, note);
    return;
  }
  throw new Error("invariant broken: a step of the search cannot be found again");
}

// src/explore/milestones.ts
function milestoneCounter(system) {
  let taken = 0;
  let toVerdict = 0;
  let toHarm = 0;
  return {
    observe(row) {
      taken++;
      if (toVerdict > 0 && toHarm > 0) return;
      const reached = system.milestones(row);
      if (toVerdict === 0 && (reached & 1) !== 0) toVerdict = taken;
      if (toHarm === 0 && (reached & 2) !== 0) toHarm = taken;
    },
    milestones: () => ({ steps: toHarm === 0 ? toVerdict : toHarm, stepsToVerdict: toVerdict })
  };
}

// src/explore/retrace.ts
function traceOf(system, schedule) {
  const row = new Int32Array(system.stride);
  system.initial(row);
  let now = 0;
  const steps = [];
  const counter = milestoneCounter(system);
  for (let i = 0; i < schedule.code.length; i++) {
    const at = schedule.at[i];
    if (at > now) system.advance(row, at - now);
    now = at;
    const code = schedule.code[i];
    const step = system.describe(row, code);
    system.take(row, code);
    counter.observe(row);
    steps.push({ atMs: at, ...step, shows: system.glance(row) });
  }
  return { outcome: system.outcome(row), ...counter.milestones(), schedule: steps };
}
var nameOf = (step) => [`${step.actor}.${step.does}`, ...Object.entries(step.with).map(([key, value]) => `${key}=${value}`)].join(" ");

// src/layout/layout.ts
var NEVER = -2147483648;
function record(fields) {
  const names = Object.keys(fields);
  const at = Object.fromEntries(names.map((name, offset) => [name, offset]));
  return { at, size: names.length, kinds: names.map((name) => fields[name]) };
}
function layoutBuilder() {
  const kinds = [];
  const parts = [];
  const types = /* @__PURE__ */ new Map();
  const typeOf = (key) => {
    const known = types.get(key) ?? types.size;
    types.set(key, known);
    return known;
  };
  const append = (key, of) => {
    if (of.length > 0) parts.push({ start: kinds.length, size: of.length, type: typeOf(key) });
    kinds.push(...of);
  };
  return {
    add(layout, count2 = 1) {
      const base2 = kinds.length;
      for (let i = 0; i < count2; i++) append(layout, layout.kinds);
      return base2;
    },
    words(kind, count2) {
      const base2 = kinds.length;
      append(
        {},
        Array.from({ length: count2 }, () => kind)
      );
      return base2;
    },
    embed(layout) {
      const base2 = kinds.length;
      const own = /* @__PURE__ */ new Map();
      for (const { start: start2, size, type } of layout.parts) {
        const key = own.get(type) ?? {};
        own.set(type, key);
        append(key, layout.kinds.slice(start2, start2 + size));
      }
      return base2;
    },
    done: () => ({ stride: kinds.length, kinds: [...kinds], parts: [...parts] })
  };
}
var get = (row, at) => row[at];
var set = (row, at, value) => {
  row[at] = value;
};

// src/explore/run.ts
function bench(system) {
  const most2 = system.maxSteps;
  return {
    row: new Int32Array(system.stride),
    options: stepList(),
    record: { length: 0, code: new Int32Array(most2), at: new Int32Array(most2) }
  };
}
function run(system, scheduler, on, options = {}) {
  const { row, options: pending3, record: record2 } = on;
  const { observe, most: most2 = system.maxSteps } = options;
  system.initial(row);
  scheduler.begin();
  let now = 0;
  let length = 0;
  while (length < most2 && !system.finished(row)) {
    pending3.count = 0;
    system.pending(row, pending3);
    const chosen = pending3.count === 0 ? -1 : scheduler.choose(pending3);
    if (chosen < 0) break;
    if (scheduler.delayMs > 0) {
      system.advance(row, scheduler.delayMs);
      now += scheduler.delayMs;
    }
    const code = pending3.code[chosen];
    system.take(row, code);
    record2.code[length] = code;
    record2.at[length] = now;
    length++;
    observe?.(row);
  }
  record2.length = length;
}

// src/explore/batch.ts
var keyOf = (outcome) => JSON.stringify([outcome.kind, Object.entries(outcome.facts)]);

// src/explore/follow.ts
function mostUrgent(options) {
  let best = -1;
  let least = UNFORCED;
  for (let i = 0; i < options.count; i++) {
    const until = options.until[i];
    if (until < least) {
      least = until;
      best = i;
    }
  }
  return best;
}
function soonest(options) {
  let best = -1;
  for (let i = 0; i < options.count; i++) {
    if (options.until[i] === UNFORCED) continue;
    if (best < 0 || options.from[i] < options.from[best]) best = i;
  }
  return best;
}
function follower() {
  let now = 0;
  let position = 0;
  const wait = (index, delayMs) => {
    scheduler.delayMs = delayMs;
    now += delayMs;
    return index;
  };
  const nextWanted = (options) => {
    const { code, at } = scheduler.schedule;
    const free = slack(options);
    while (position < code.length) {
      const due = Math.max(0, at[position] - now);
      const index = indexOf(options, code[position]);
      const needed = index < 0 ? due : Math.max(due, options.from[index]);
      if (index >= 0 && needed <= free) {
        position++;
        return wait(index, needed);
      }
      const urgent = mostUrgent(options);
      if (urgent >= 0 && (free <= due || index >= 0)) {
        if (urgent === index) position++;
        return wait(urgent, free);
      }
      position++;
    }
    return -1;
  };
  const scheduler = {
    name: "follower",
    schedule: { code: new Int32Array(0), at: new Int32Array(0) },
    delayMs: 0,
    begin() {
      now = 0;
      position = 0;
    },
    choose(options) {
      const wanted = nextWanted(options);
      if (wanted >= 0) return wanted;
      const index = soonest(options);
      return index < 0 ? -1 : wait(index, options.from[index]);
    }
  };
  return scheduler;
}
function indexOf(options, code) {
  for (let i = 0; i < options.count; i++) if (options.code[i] === code) return i;
  return -1;
}

// src/explore/shrink.ts
function shrink(system, schedule, key) {
  const on = bench(system);
  const following = follower();
  const most2 = Math.min(system.maxSteps, 2 * schedule.code.length + 64);
  const attempt = (given) => {
    const counter = milestoneCounter(system);
    following.schedule = given;
    run(system, following, on, { observe: counter.observe, most: most2 });
    if (keyOf(system.outcome(on.row)) !== key) return null;
    const milestones2 = counter.milestones();
    return { given, happened: recorded(on), milestones: milestones2, size: sizeOf(on, milestones2) };
  };
  const whole = attempt(schedule);
  if (whole === null) return traceOf(system, schedule);
  let best = leaveOut(cut(whole, attempt), attempt, schedule.code.length >> 1);
  for (let before = Infinity; lengthOf(best) < before; ) {
    before = lengthOf(best);
    best = leaveOut(hurry(best, attempt), attempt, 1);
  }
  return traceOf(system, best.happened);
}
function cut(from, attempt) {
  const { steps, stepsToVerdict } = from.milestones;
  const end = Math.max(steps, stepsToVerdict);
  const { code, at } = from.happened;
  const next = attempt({ code: code.slice(0, end), at: at.slice(0, end) });
  return next !== null && !isSmaller(from.size, next.size) ? next : { ...from, given: from.happened };
}
function recorded(on) {
  const { code, at, length } = on.record;
  return { code: code.slice(0, length), at: at.slice(0, length) };
}
var lengthOf = ({ size }) => (size[0] ?? 0) * 1e4 + (size[1] ?? 0);
var isSmaller = (a, b) => {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};
var sizeOf = ({ record: record2 }, { steps, stepsToVerdict }) => [
  steps + stepsToVerdict,
  record2.length,
  record2.at[record2.length - 1] ?? 0
];
function leaveOut(from, attempt, longest) {
  let best = from;
  for (let chunk = Math.max(1, Math.min(longest, best.given.code.length >> 1)); chunk >= 1; chunk >>= 1) {
    for (let start2 = 0; start2 < best.given.code.length; ) {
      const next = attempt(without(best.given, start2, start2 + chunk));
      const shorter = next !== null && lengthOf(next) < lengthOf(best);
      if (next !== null && isSmaller(next.size, best.size)) best = cut(next, attempt);
      if (!shorter) start2 += chunk;
    }
  }
  return best;
}
function without(schedule, start2, end) {
  const keep = (_, i) => i < start2 || i >= end;
  return { code: schedule.code.filter(keep), at: schedule.at.filter(keep) };
}
function hurry(from, attempt) {
  let best = from;
  for (let i = 0; i < best.given.code.length; i++) {
    const { code, at } = best.given;
    const gain = (at[i] ?? 0) - (i === 0 ? 0 : at[i - 1] ?? 0);
    if (gain === 0) continue;
    const next = attempt({ code, at: at.map((instant, j) => j >= i ? instant - gain : instant) });
    if (next !== null && isSmaller(next.size, best.size)) best = cut(next, attempt);
  }
  return best;
}

// src/errors.ts
var SimError = class extends Error {
  code;
  what;
  where;
  remedy;
  constructor(parts) {
    const place = parts.where === void 0 ? "" : `${parts.where}: `;
    super(`${place}${parts.what}. ${parts.remedy}`, { cause: parts.cause });
    this.name = "SimError";
    this.code = parts.code;
    this.what = parts.what;
    this.where = parts.where;
    this.remedy = parts.remedy;
  }
};
function invariant(condition, message) {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}

// model/scenario.ts
var plansOf = (scenario) => [scenario, ...scenario.beside];

// model/specs.ts
var FORCES = 3;
var REPLICAS = 2;
var FORCED = ["", "forced", "forced twice"];
var SPEC = {
  base: 0,
  head: FORCES * REPLICAS,
  headRelabelled: 2 * FORCES * REPLICAS,
  other: 3 * FORCES * REPLICAS
};
var SPECS_PER_SERVICE = 4 * FORCES * REPLICAS;
function specsOf({ base: base2, head, other, mode }, scaleTo) {
  const templates = [base2.template, head.template, other.template];
  const variant = (name, of, isHead) => Array.from({ length: FORCES * REPLICAS }, (_, i) => {
    const forces = Math.floor(i / REPLICAS);
    const isScaled = i % REPLICAS === 1;
    const template = templates.indexOf(of.template);
    return {
      ...of,
      name: [name, ...forces > 0 ? [FORCED[forces]] : [], ...isScaled ? ["scaled"] : []].join(", "),
      replicas: isScaled && mode === "replicated" ? scaleTo : of.replicas,
      isHead,
      templateId: template * FORCES + forces,
      containerSpecId: template + 1
    };
  });
  return [
    variant("base", base2, false),
    variant("head", head, true),
    variant("head, another label", { ...head, label: `${head.label}, again` }, true),
    variant("other", other, false)
  ].flat();
}
var forcedTwin = (spec) => Math.floor(spec / REPLICAS) % FORCES === FORCES - 1 ? -1 : spec + REPLICAS;
var scaledTwin = (spec) => spec % REPLICAS === 0 ? spec + 1 : spec - 1;

// model/vocabulary.ts
var TASK_STATES = [
  "new",
  "pending",
  "assigned",
  "accepted",
  "preparing",
  "ready",
  "starting",
  "running",
  "complete",
  "shutdown",
  "failed",
  "rejected",
  "remove",
  "orphaned"
];
var TaskState = {
  new: 0,
  pending: 1,
  assigned: 2,
  accepted: 3,
  preparing: 4,
  ready: 5,
  starting: 6,
  running: 7,
  complete: 8,
  shutdown: 9,
  failed: 10,
  rejected: 11,
  remove: 12,
  orphaned: 13
};
var UPDATE_STATES = [
  "unset",
  "updating",
  "paused",
  "completed",
  "rollback_started",
  "rollback_paused",
  "rollback_completed"
];
var UpdateState = {
  unset: 0,
  updating: 1,
  paused: 2,
  completed: 3,
  rollback_started: 4,
  rollback_paused: 5,
  rollback_completed: 6
};
var SERVICE_MODES = ["replicated", "global"];
var AVAILABILITIES = ["active", "pause", "drain"];
var MOVES = [
  "identical",
  "label-only",
  "other-spec",
  "rollback",
  "force",
  "scale",
  "drain",
  "pause-node",
  "activate",
  "relabel-node",
  "remove-service",
  "remove-node"
];

// model/world.ts
var Global = record({
  now: "instant",
  /** Raft commit index: every write takes the next one. */
  raftIndex: "version",
  lastTaskId: "identity",
  loadChanges: "count",
  /** Where the operator's deploy stands: see GATE. */
  gate: "code",
  /** Whether the verdict was given: from then on there are no further moves, and nothing more befalls the cluster. */
  closed: "flag",
  moves: "count",
  lastMove: "code",
  /** The move whose requests are under way, plus one; 0: none. */
  command: "code",
  /** When the deploy's or the move's last request was answered. */
  requestedAt: "instant",
  deployedAt: "instant",
  faults: "count",
  /** When a task last stopped holding its reservation, or a node was written. */
  freedAt: "instant",
  /** A bound of the scenario was met; the run can no longer be judged. */
  overflow: "flag"
});
var G = Global.at;
var Service = record({
  version: "version",
  spec: "code",
  /** Spec index plus one; 0: no PreviousSpec. */
  previousSpec: "code",
  specVersion: "version",
  previousSpecVersion: "version",
  updateState: "code",
  startedAt: "instant",
  completedAt: "instant",
  /** UpdateStatus.Message: what was written last, see MESSAGES. */
  message: "code",
  /** Who replaced the spec last: see REPLACED. */
  replacedBy: "code",
  /** Was paused or rollback_* at some instant since the head was deployed. */
  everStopped: "flag",
  /** The scenario's fate that became of the head, plus one; 0: good. */
  headFate: "code",
  /** The first task of a `once` fate has been created. */
  fateUsed: "flag",
  headDeaths: "count",
  /** How the head's last own death came about: see END. */
  headEnd: "code",
  /** Live head tasks that were told to stop although no other task of the head stood in their slot. */
  headStops: "count",
  updater: "code",
  updaterSpec: "code",
  updaterSpecVersion: "version",
  /** The snapshot's UpdateStatus: it never refreshes. */
  updaterState: "code",
  /** Since when its goroutine could go on. */
  updaterSince: "instant",
  /** When the monitor window was opened. */
  monitorSince: "instant",
  updaterDirty: "count",
  updaterFailures: "count",
  updaterMonitorMs: "count",
  updaterCancelled: "flag",
  failuresQueued: "count",
  /** The orchestrator stands still until the cancelled updater has returned, then registers this snapshot. */
  nextPending: "flag",
  nextSpec: "code",
  nextSpecVersion: "version",
  nextState: "code",
  /** The reconcile that stands still goes on with these after it: how many tasks are missing, whether slots are to go. */
  nextMissing: "count",
  nextFewer: "flag",
  /** It was removed: the store no longer has it. */
  gone: "flag",
  /** The command under way is still to update this service, and listed it at this version. */
  due: "flag",
  listed: "version"
});
var S = Service.at;
var Slot = record({
  worker: "code",
  workerSince: "instant",
  /** Tasks of the updater's snapshot, a bit each; and those of them with desired state <= RUNNING then; and RUNNING then. */
  snapshot: "count",
  snapshotWanted: "count",
  snapshotRunning: "count",
  nextSnapshot: "count",
  nextWanted: "count",
  nextRunning: "count",
  /** Tasks of a slot that a smaller replica count leaves out. */
  nextExtra: "count",
  /** The task that the updater created here (updatedTasks); 0: none. */
  tracked: "identity",
  /** When the worker saw it reach RUNNING or fail; NEVER is SwarmKit's zero time. */
  trackedAt: "instant",
  /** First stored state >= RUNNING of the tracked task: what the worker's watch will show. */
  saw: "code",
  failureSeen: "flag",
  /** Position in the updater's queue of failures; 0: not in it. */
  failureOrder: "count",
  /** Task that the worker keeps and waits to see promoted: place in the slot plus one. */
  kept: "count",
  restarts: "count",
  restartVersion: "version",
  /** Tasks of persistent fates that died here of their own accord. */
  deaths: "count"
});
var L = Slot.at;
var Task = record({
  id: "identity",
  spec: "code",
  specVersion: "version",
  observed: "code",
  desired: "code",
  /** Node index plus one; 0: none yet. A global service's tasks have theirs from the start. */
  node: "code",
  /** The state on the node, which the store learns after a lag. */
  actual: "code",
  actualSince: "instant",
  desiredSince: "instant",
  reportSince: "instant",
  createdAt: "instant",
  /** When the observed state was last written (Status.AppliedAt). */
  statusAt: "instant",
  /** When its container was started; NEVER: none runs. */
  startedAt: "instant",
  /** Memory is past the boot peak. */
  booted: "flag",
  /** The `eats-memory` fate has struck. */
  swollen: "flag",
  /** Scenario fate index plus one; 0: good. */
  fate: "code",
  /** Why it ended on the node: see ENDS. */
  end: "code",
  delayed: "code",
  /** When the delayed start is due, NEVER while it waits for the old task. */
  startDue: "instant",
  /** Old task that the start waits for: place in the slot plus one; 0: none. */
  startAfter: "count",
  startDeadline: "instant",
  /** A tick of the scheduler that will look at it, unassigned, came at this instant. */
  tickAt: "instant",
  /** Forgotten by the scheduler. */
  dropped: "flag"
});
var T = Task.at;
var Orchestrator = record({ queued: "count", since: "instant" });
var O = Orchestrator.at;
var Event = record({ kind: "code", subject: "count", spec: "code", specVersion: "version", state: "code" });
var E = Event.at;
var EVENT = { none: 0, task: 1, service: 2, node: 3, start: 4, gone: 5 };
var Node = record({
  /** What the store says: 1 is DOWN. */
  down: "flag",
  /** It was removed from the swarm. */
  gone: "flag",
  availability: "code",
  /** Lacks the scenario's label. */
  unlabelled: "flag",
  /** No manager hears of it, whatever the store says; NEVER: it is connected. */
  cutSince: "instant",
  /** Which of the scenario's load levels the other residents use. */
  load: "code",
  /** Since when demand exceeds its memory. */
  overSince: "instant",
  /** Since when the constraint enforcer has to look at it. */
  checkSince: "instant"
});
var N = Node.at;
var MESSAGE = {
  none: 0,
  inProgress: 1,
  paused: 2,
  rolledBack: 3,
  rollbackPaused: 4,
  completed: 5,
  rollbackCompleted: 6,
  manual: 7
};
var REPLACED = { byDeploy: 0, byAutomaticRollback: 1, byManualRollback: 2 };
var END = {
  none: 0,
  exited: 1,
  killedByKernel: 2,
  unhealthy: 3,
  rejected: 4,
  stopped: 5,
  enforced: 6
};
function places(dimensions) {
  const builder = layoutBuilder();
  builder.add(Global);
  const services = builder.add(Service, dimensions.services);
  const nodes = builder.add(Node, dimensions.nodes);
  const slots = builder.add(Slot, dimensions.slots);
  const tasks = builder.add(Task, dimensions.slots * dimensions.tasksPerSlot);
  const orchestrators = builder.add(Orchestrator, dimensions.orchestrators);
  const events = builder.add(Event, dimensions.orchestrators * dimensions.events);
  const attempts = builder.words("instant", dimensions.slots * dimensions.attempts);
  return {
    layout: builder.done(),
    dimensions,
    service: (s) => services + s * Service.size,
    slot: (l) => slots + l * Slot.size,
    task: (t) => tasks + t * Task.size,
    node: (n) => nodes + n * Node.size,
    orchestrator: (q) => orchestrators + q * Orchestrator.size,
    event: (q, e) => events + (q * dimensions.events + e) * Event.size,
    attempt: (l, a) => attempts + l * dimensions.attempts + a
  };
}
function blank(layout, row) {
  layout.kinds.forEach((kind, at) => {
    set(row, at, kind === "instant" ? NEVER : 0);
  });
}
var isOverState = (state) => state > TaskState.running;
var isRollingBack = (state) => state === UpdateState.rollback_started;

// model/model.ts
function createModel(scenario) {
  const plans = plansOf(scenario);
  const { nodes } = scenario.host;
  const orchestrators = SERVICE_MODES.filter((mode) => plans.some((plan) => plan.mode === mode));
  const specs = plans.flatMap((plan) => specsOf(plan, scenario.operator.scaleTo));
  let [firstSlot, firstFate] = [0, 0];
  const services = plans.map((plan, s) => {
    const service2 = {
      name: plan.service,
      mode: plan.mode,
      firstSpec: s * SPECS_PER_SERVICE,
      firstFate,
      fates: plan.headFates.length,
      firstSlot,
      slots: slotsOf(plan, scenario),
      orchestrator: orchestrators.indexOf(plan.mode)
    };
    firstSlot += service2.slots;
    firstFate += service2.fates;
    return service2;
  });
  const attempts = Math.max(0, ...specs.map(({ restart: restart2 }) => restart2.windowMs > 0 ? restart2.maxAttempts : 0));
  const { tasksPerSlot } = scenario.bounds;
  const dimensions = {
    services: services.length,
    nodes,
    slots: firstSlot,
    tasksPerSlot,
    orchestrators: orchestrators.length,
    events: 8 + 4 * firstSlot + 4 * (nodes - 1),
    attempts
  };
  return {
    scenario,
    places: places(dimensions),
    services,
    orchestrators,
    specs,
    fates: plans.flatMap(({ headFates }) => headFates),
    nodes,
    slots: firstSlot,
    tasksPerSlot,
    tasks: firstSlot * tasksPerSlot,
    serviceOf: services.flatMap(({ slots }, s) => Array.from({ length: slots }, () => s))
  };
}
function slotsOf({ mode, base: base2, head, other }, { host, operator }) {
  if (mode === "global") return host.nodes;
  const scaled = operator.moves.includes("scale") ? operator.scaleTo : 0;
  return Math.max(base2.replicas, head.replicas, other.replicas, scaled);
}
function serviceAt(m, s) {
  const service2 = m.services[s];
  invariant(service2 !== void 0, `no service ${s}`);
  return service2;
}
var serviceOfSlot = (m, l) => m.serviceOf[l];
function specAt(m, index) {
  const spec = m.specs[index];
  invariant(spec !== void 0, `no spec ${index}`);
  return spec;
}
var specOf = (m, w, task) => specAt(m, get(w, task + T.spec));
var fateOf = (m, w, task) => m.fates[get(w, task + T.fate) - 1];
var paceOf = (spec, rollingBack) => rollingBack ? spec.rollback : spec.update;
var later = (a, b) => a > b ? a : b;
var plus = (a, b) => ({
  earliestMs: a.earliestMs + b.earliestMs,
  latestMs: a.latestMs + b.latestMs
});

// model/steps.ts
var KINDS = [
  "operator.deploys",
  "operator.moves",
  "operator.updates",
  "orchestrator.handles-event",
  "updater.starts",
  "updater.hands-out-slot",
  "updater.reads-failure",
  "updater.completes",
  "updater.stops",
  "worker.replaces-task",
  "worker.keeps-task",
  "worker.sees-promotion",
  "worker.sees-running",
  "worker.has-waited",
  "worker.stops",
  "restart-supervisor.starts-task",
  "allocator.allocates",
  "scheduler.assigns",
  "scheduler.gives-up",
  "agent.accepts",
  "agent.prepares",
  "agent.has-prepared",
  "agent.rejects",
  "agent.starts",
  "agent.has-started",
  "agent.stops",
  "agent.finds-unhealthy",
  "agent.reports",
  "container.exits",
  "container.settles",
  "container.swells",
  "host-memory.kills",
  "host-memory.load-becomes",
  "scheduler.drops",
  "task-reaper.deletes",
  "constraint-enforcer.checks-node",
  "raft.elects-leader",
  "network.cuts-off-node",
  "network.reconnects-node",
  "dispatcher.marks-node-down"
];
var ARGUMENTS = 4096;
var SWARM_CODES = KINDS.length * ARGUMENTS;
var KIND = Object.fromEntries(KINDS.map((name, i) => [name, i]));
var codeOf = (kind, argument) => kind * ARGUMENTS + argument;
var kindOf = (code) => Math.floor(code / ARGUMENTS);
var argumentOf = (code) => code % ARGUMENTS;

// model/nodes.ts
var AVAILABILITY = { active: 0, pause: 1, drain: 2 };
function isInvalidNode(m, w, n) {
  const node = m.places.node(n);
  return get(w, node + N.gone) !== 0 || get(w, node + N.down) !== 0 || get(w, node + N.availability) === AVAILABILITY.drain;
}
var isPaused = (m, w, n) => get(w, m.places.node(n) + N.availability) === AVAILABILITY.pause;
var meetsConstraints = (m, w, n, { constrained }) => !constrained || get(w, m.places.node(n) + N.unlabelled) === 0;

// model/machines/delayed-start.ts
var import_xstate = require("xstate");

// model/machines/asked.ts
var asked = (name) => ({ event: event5 }) => event5.holds?.includes(name) ?? false;

// model/machines/delayed-start.ts
var nothing = () => void 0;
var delayedStart = (0, import_xstate.setup)({
  types: { events: {} },
  guards: { "waits for the old task": asked("waits for the old task") },
  actions: { "starts now": nothing }
}).createMachine({
  id: "delayed start",
  initial: "none",
  on: { "leader.changes": ".none" },
  states: {
    none: { on: { "supervisor.delays": "delaying" } },
    delaying: {
      on: {
        "delay.elapses": [
          { guard: "waits for the old task", target: "waiting" },
          { target: "none", actions: "starts now" }
        ],
        "task.is-deleted": "none"
      }
    },
    waiting: { on: { "old-task.ends": { target: "none", actions: "starts now" }, "task.is-deleted": "none" } }
  }
});

// model/machines/updater.ts
var import_xstate2 = require("xstate");
var nothing2 = () => void 0;
var updater = (0, import_xstate2.setup)({
  types: { events: {} },
  guards: {
    "status is paused": asked("status is paused"),
    "no slot is dirty": asked("no slot is dirty"),
    "update in progress": asked("update in progress"),
    "more slots": asked("more slots")
  },
  actions: {
    "completes the update": nothing2,
    "starts the update": nothing2,
    "pauses the update": nothing2,
    "rolls the update back": nothing2,
    "opens the window": nothing2,
    returns: nothing2,
    "is forgotten": nothing2
  }
}).createMachine({
  id: "updater",
  initial: "absent",
  // The memory of a leader dies with its term: nothing is written.
  on: { "leader.changes": { target: ".absent", actions: "is forgotten" } },
  states: {
    absent: { on: { "supervisor.creates": "created" } },
    created: {
      on: {
        "updater.starts": [
          { guard: "status is paused", target: "absent", actions: "returns" },
          // swarmkit updater.go Run: no dirty slot and a status in progress completes at once, without any window.
          {
            guard: (0, import_xstate2.and)(["no slot is dirty", "update in progress"]),
            target: "absent",
            actions: ["completes the update", "returns"]
          },
          { guard: "no slot is dirty", target: "absent", actions: "returns" },
          { target: "dispatching", actions: "starts the update" }
        ]
      }
    },
    dispatching: {
      on: {
        "updater.hands-out": [{ guard: "more slots", target: "dispatching" }, { target: "draining" }],
        "updater.tolerates": "dispatching",
        "updater.pauses": { target: "halting", actions: "pauses the update" },
        "updater.rolls-back": { target: "halting", actions: "rolls the update back" },
        // swarmkit updater.go l.242-246: a rollback that would roll back pauses, and forgets to stop.
        "updater.pauses-rollback": { target: "draining", actions: "pauses the update" },
        "updater.stops": "halting"
      }
    },
    draining: { on: { "workers.finish": { target: "monitoring", actions: "opens the window" } } },
    halting: { on: { "workers.finish": { target: "absent", actions: "returns" } } },
    monitoring: {
      on: {
        "updater.tolerates": "monitoring",
        "updater.pauses": { target: "absent", actions: ["pauses the update", "returns"] },
        "updater.rolls-back": { target: "absent", actions: ["rolls the update back", "returns"] },
        "updater.pauses-rollback": { target: "completing", actions: "pauses the update" },
        "updater.completes": { target: "absent", actions: ["completes the update", "returns"] },
        "updater.stops": { target: "absent", actions: "returns" }
      }
    },
    completing: { on: { "updater.completes": { target: "absent", actions: ["completes the update", "returns"] } } }
  }
});

// model/machines/worker.ts
var import_xstate3 = require("xstate");
var nothing3 = () => void 0;
var finish = (actions) => [
  { guard: "delay is set", target: "delaying", actions },
  { target: "done", actions }
];
var worker = (0, import_xstate3.setup)({
  types: { events: {} },
  guards: {
    "clean task to keep": asked("clean task to keep"),
    "must be promoted": asked("must be promoted"),
    "old task is gone": asked("old task is gone"),
    "start-first and running": asked("start-first and running"),
    "delay is set": asked("delay is set")
  },
  actions: {
    "nothing more": nothing3,
    "removes the other tasks": nothing3,
    "promotes the kept task": nothing3,
    "creates the new task": nothing3,
    "removes the old tasks": nothing3
  }
}).createMachine({
  id: "update worker",
  initial: "idle",
  on: { "leader.changes": ".idle" },
  states: {
    idle: { on: { "updater.queues": "queued" } },
    queued: { on: { "updater.hands-out": "choosing", "updater.returns": "idle" } },
    choosing: {
      on: {
        "worker.keeps": [
          {
            guard: "must be promoted",
            target: "promoting",
            actions: ["removes the other tasks", "promotes the kept task"]
          },
          { guard: "delay is set", target: "delaying", actions: "removes the other tasks" },
          { target: "done", actions: "removes the other tasks" }
        ],
        "worker.replaces": { target: "waiting", actions: "creates the new task" },
        // The restart supervisor was there first: the transaction is aborted, no task is created (swarmkit#1504).
        "worker.aborts": finish("nothing more")
      }
    },
    promoting: { on: { "worker.sees-promotion": finish("nothing more"), "worker.stops": "done" } },
    waiting: {
      on: {
        "worker.sees-running": [
          {
            guard: (0, import_xstate3.and)(["start-first and running", "delay is set"]),
            target: "delaying",
            actions: "removes the old tasks"
          },
          { guard: "start-first and running", target: "done", actions: "removes the old tasks" },
          ...finish("nothing more")
        ],
        "worker.stops": "done"
      }
    },
    delaying: { on: { "worker.has-waited": "done", "worker.stops": "done" } },
    done: { on: { "updater.returns": "idle" } }
  }
});

// model/phases.ts
function codes(machine, names) {
  invariant(Object.keys(machine.states).join() === names.join(), `states are ${Object.keys(machine.states).join()}`);
  return Object.fromEntries(names.map((name, code) => [name, code]));
}
var UPDATER_PHASES = [
  "absent",
  "created",
  "dispatching",
  "draining",
  "halting",
  "monitoring",
  "completing"
];
var PHASE = {
  updater: codes(updater, UPDATER_PHASES),
  worker: codes(worker, ["idle", "queued", "choosing", "promoting", "waiting", "delaying", "done"]),
  delay: codes(delayedStart, ["none", "delaying", "waiting"])
};
function watchesFailures(m, w, service2) {
  const phase2 = get(w, service2 + S.updater);
  const { updater: at } = PHASE;
  if (phase2 !== at.dispatching && phase2 !== at.draining && phase2 !== at.monitoring) return false;
  const spec = specAt(m, get(w, service2 + S.updaterSpec));
  return paceOf(spec, isRollingBack(get(w, service2 + S.updaterState))).failureAction !== "continue";
}

// model/slots.ts
var slotOfTask = (m, t) => Math.floor(t / m.tasksPerSlot);
var placeOfTask = (m, t) => t % m.tasksPerSlot;
var taskAt = (m, l, place) => l * m.tasksPerSlot + place;

// model/store.ts
function commit(w) {
  const index = get(w, G.raftIndex) + 1;
  set(w, G.raftIndex, index);
  return index;
}
function writeService(m, w, s) {
  set(w, m.places.service(s) + S.version, commit(w));
  publish(m, w, serviceAt(m, s).orchestrator, EVENT.service, s);
}
function publish(m, w, q, kind, subject) {
  const orchestrator = m.places.orchestrator(q);
  const queued = get(w, orchestrator + O.queued);
  if (queued === m.places.dimensions.events) {
    set(w, G.overflow, 1);
    return;
  }
  if (queued === 0) set(w, orchestrator + O.since, get(w, G.now));
  const event5 = m.places.event(q, queued);
  set(w, event5 + E.kind, kind);
  set(w, event5 + E.subject, subject);
  if (kind === EVENT.service) {
    const service2 = m.places.service(subject);
    set(w, event5 + E.spec, get(w, service2 + S.spec));
    set(w, event5 + E.specVersion, get(w, service2 + S.specVersion));
    set(w, event5 + E.state, get(w, service2 + S.updateState));
  }
  set(w, orchestrator + O.queued, queued + 1);
}
function writeNode(m, w, n) {
  commit(w);
  const node = m.places.node(n);
  m.orchestrators.forEach((mode, q) => {
    if (mode === "global" || isInvalidNode(m, w, n)) publish(m, w, q, EVENT.node, n);
  });
  if (get(w, node + N.gone) !== 0) return;
  if (get(w, node + N.checkSince) === NEVER) set(w, node + N.checkSince, get(w, G.now));
  tickScheduler(m, w);
}
var isGone = (m, w, s) => get(w, m.places.service(s) + S.gone) !== 0;
function removeService(m, w, s) {
  set(w, m.places.service(s) + S.gone, 1);
  commit(w);
  publish(m, w, serviceAt(m, s).orchestrator, EVENT.gone, s);
}
function writeTask(m, w, t) {
  commit(w);
  const task = m.places.task(t);
  const observed = get(w, task + T.observed);
  const l = slotOfTask(m, t);
  if (concernsOrchestrator(m, w, l, task)) publishTask(m, w, l, t);
  if (observed < TaskState.running) return;
  tellWorker(m, w, l, task, observed);
  if (observed === TaskState.running) return;
  tellUpdater(m, w, l, task);
  tellDelayedStarts(m, w, t);
  tickScheduler(m, w);
}
function concernsOrchestrator(m, w, l, task) {
  const s = serviceOfSlot(m, l);
  if (get(w, task + T.desired) > TaskState.running || isGone(m, w, s)) return false;
  if (isOverState(get(w, task + T.observed))) return true;
  const node = get(w, task + T.node);
  return node !== 0 && isInvalidNode(m, w, node - 1) && serviceAt(m, s).mode === "replicated";
}
function publishTask(m, w, l, t) {
  const q = serviceAt(m, serviceOfSlot(m, l)).orchestrator;
  for (let e = 0; e < get(w, m.places.orchestrator(q) + O.queued); e++) {
    const event5 = m.places.event(q, e);
    if (get(w, event5 + E.kind) === EVENT.task && get(w, event5 + E.subject) === t) return;
  }
  publish(m, w, q, EVENT.task, t);
}
function tickScheduler(m, w) {
  const now = get(w, G.now);
  set(w, G.freedAt, now);
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0 || get(w, task + T.node) !== 0 || get(w, task + T.tickAt) !== NEVER) continue;
    if (get(w, task + T.observed) === TaskState.pending && isOutdated(m, w, t)) set(w, task + T.tickAt, now);
  }
}
function isOutdated(m, w, t) {
  const version = get(w, m.places.service(serviceOfSlot(m, slotOfTask(m, t))) + S.specVersion);
  return get(w, m.places.task(t) + T.specVersion) < version;
}
function tellWorker(m, w, l, task, observed) {
  const slot = m.places.slot(l);
  if (get(w, slot + L.tracked) !== get(w, task + T.id) || get(w, slot + L.saw) !== 0) return;
  set(w, slot + L.saw, observed);
  set(w, slot + L.workerSince, get(w, G.now));
}
function tellUpdater(m, w, l, task) {
  const slot = m.places.slot(l);
  const service2 = m.places.service(serviceOfSlot(m, l));
  if (get(w, slot + L.tracked) !== get(w, task + T.id) || !watchesFailures(m, w, service2)) return;
  if (get(w, slot + L.failureOrder) !== 0 || get(w, slot + L.failureSeen) !== 0) return;
  const queued = get(w, service2 + S.failuresQueued) + 1;
  set(w, service2 + S.failuresQueued, queued);
  set(w, slot + L.failureOrder, queued);
  if (queued === 1) set(w, service2 + S.updaterSince, get(w, G.now));
}
function tellDelayedStarts(m, w, over) {
  const l = slotOfTask(m, over);
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.delayed) !== PHASE.delay.waiting) continue;
    if (taskAt(m, l, get(w, task + T.startAfter) - 1) !== over || get(w, task + T.startDue) !== NEVER) continue;
    set(w, task + T.startDue, get(w, G.now));
  }
}
function setDesired(m, w, t, desired) {
  const task = m.places.task(t);
  if (desired > TaskState.running) noteStop(m, w, t);
  set(w, task + T.desired, desired);
  set(w, task + T.desiredSince, get(w, G.now));
  set(w, task + T.dropped, 0);
  writeTask(m, w, t);
}
function noteStop(m, w, t) {
  const task = m.places.task(t);
  if (!specOf(m, w, task).isHead || get(w, task + T.actual) > TaskState.running) return;
  const l = slotOfTask(m, t);
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const twin = m.places.task(taskAt(m, l, place));
    if (twin === task || get(w, twin + T.id) === 0 || !specOf(m, w, twin).isHead) continue;
    if (get(w, twin + T.desired) <= TaskState.running && get(w, twin + T.actual) <= TaskState.running) return;
  }
  const service2 = m.places.service(serviceOfSlot(m, l));
  set(w, service2 + S.headStops, get(w, service2 + S.headStops) + 1);
}

// model/actors/pending.ts
var UNFORCED2 = 2147483647;
var actorOf = {
  operator: 0,
  scheduler: 1,
  restartSupervisor: 2,
  hostMemory: 3,
  cluster: 4,
  orchestrator: (_m, q) => 5 + q,
  updater: (m, s) => 5 + m.orchestrators.length + s,
  worker: (m, l) => 5 + m.orchestrators.length + m.services.length + l,
  task: (m, t) => 5 + m.orchestrators.length + m.services.length + m.slots + t
};
function push(into, code, actor, from, until) {
  const i = into.count++;
  into.code[i] = code;
  into.actor[i] = actor;
  into.from[i] = from > 0 ? from : 0;
  into.until[i] = until > 0 ? until : 0;
  into.yields[i] = 0;
}
function pend(w, into, kind, argument, actor, since, window) {
  const elapsed = since === NEVER ? UNFORCED2 : get(w, G.now) - since;
  push(into, codeOf(kind, argument), actor, window.earliestMs - elapsed, window.latestMs - elapsed);
}
function pendFreely(into, kind, argument, actor, from) {
  push(into, codeOf(kind, argument), actor, from, UNFORCED2);
}

// model/actors/cluster.ts
function pendCluster(m, w, into) {
  const { kinds, maxFaults, downFor } = m.scenario.faults;
  const mayFail = get(w, G.gate) === GATE.deployed && get(w, G.closed) === 0 && get(w, G.faults) < maxFaults;
  if (mayFail && kinds.includes("leader-change")) {
    pendFreely(into, KIND["raft.elects-leader"], 0, actorOf.cluster, 0);
  }
  for (let n = 1; n < m.nodes; n++) {
    const node = m.places.node(n);
    if (get(w, node + N.gone) !== 0) continue;
    const since = get(w, node + N.cutSince);
    if (since === NEVER) {
      const mayGo = mayFail && kinds.includes("node-down") && get(w, node + N.down) === 0;
      if (mayGo) pendFreely(into, KIND["network.cuts-off-node"], n, actorOf.cluster, 0);
      continue;
    }
    pend(w, into, KIND["network.reconnects-node"], n, actorOf.cluster, since, downFor);
    if (get(w, node + N.down) !== 0) continue;
    pend(w, into, KIND["dispatcher.marks-node-down"], n, actorOf.cluster, since, m.scenario.timing.nodeDown);
  }
}
function takeCut(m, w, n) {
  set(w, G.faults, get(w, G.faults) + 1);
  set(w, m.places.node(n) + N.cutSince, get(w, G.now));
}
function removeNode(m, w, n) {
  const node = m.places.node(n);
  set(w, node + N.gone, 1);
  set(w, node + N.cutSince, get(w, G.now));
  writeNode(m, w, n);
  endWaits(m, w, n);
}
function takeNodeDown(m, w, n) {
  set(w, m.places.node(n) + N.down, 1);
  writeNode(m, w, n);
  endWaits(m, w, n);
}
function endWaits(m, w, n) {
  for (let t = 0; t < m.tasks; t++) {
    if (get(w, m.places.task(t) + T.node) === n + 1) tellDelayedStarts(m, w, t);
  }
}
function takeReconnection(m, w, n) {
  const node = m.places.node(n);
  set(w, node + N.cutSince, NEVER);
  if (get(w, node + N.down) === 0) return;
  set(w, node + N.down, 0);
  writeNode(m, w, n);
}

// model/machines/update-status.ts
var import_xstate4 = require("xstate");
var updateStatus = (0, import_xstate4.setup)({
  types: { events: {} },
  guards: { "has a previous spec": asked("has a previous spec") },
  actions: { "writes the status": () => void 0, "restores the previous spec": () => void 0 }
}).createMachine({
  id: "update status",
  initial: "unset",
  on: {
    "operator.updates": ".unset",
    "operator.rolls-back": ".rollback_started"
  },
  states: {
    unset: {
      on: {
        "updater.starts": { target: "updating", actions: "writes the status" },
        "updater.pauses": "unset",
        "updater.rolls-back": "unset",
        "updater.completes": "unset"
      }
    },
    updating: {
      on: { "updater.starts": "updating", ...pausing("paused"), ...rolling("updating"), ...completing("completed") }
    },
    paused: {
      on: { "updater.starts": "paused", ...pausing("paused"), ...rolling("paused"), ...completing("completed") }
    },
    completed: {
      on: { "updater.starts": "completed", ...pausing("paused"), ...rolling("completed"), ...completing("completed") }
    },
    rollback_started: {
      on: {
        "updater.starts": "rollback_started",
        ...pausing("rollback_paused"),
        ...rolling("rollback_started"),
        ...completing("rollback_completed")
      }
    },
    rollback_paused: {
      on: {
        "updater.starts": "rollback_paused",
        ...pausing("paused"),
        ...rolling("rollback_paused"),
        ...completing("completed")
      }
    },
    rollback_completed: {
      on: {
        "updater.starts": "rollback_completed",
        ...pausing("paused"),
        ...rolling("rollback_completed"),
        ...completing("completed")
      }
    }
  }
});
function pausing(target) {
  return { "updater.pauses": { target, actions: "writes the status" } };
}
function rolling(unchanged) {
  return {
    "updater.rolls-back": [
      {
        guard: "has a previous spec",
        target: "rollback_started",
        actions: "restores the previous spec"
      },
      { target: unchanged }
    ]
  };
}
function completing(target) {
  return { "updater.completes": { target, actions: "writes the status" } };
}

// model/step-machine.ts
var import_xstate5 = require("xstate");
function compile(machine) {
  const states = Object.keys(machine.states);
  const events = machine.events.filter((event5) => event5 !== "*").sort();
  const guards = Object.keys(machine.implementations.guards);
  const cells = states.flatMap((state) => events.map((event5) => cellOf(machine, states, state, event5, guards)));
  return { id: machine.id, states, events, cells };
}
function ask(machine, state, event5, holds2) {
  const asked2 = { type: event5, holds: holds2 };
  const from = machine.resolveState({ value: state, context: {} });
  if (!from.can(asked2)) return null;
  const [next, actions] = (0, import_xstate5.transition)(machine, from, asked2);
  return { target: String(next.value), effects: actions.map((action) => action.type) };
}
function cellOf(machine, states, state, event5, all) {
  const answers = combinations(all).map((holds2) => ask(machine, state, event5, holds2));
  const bits = all.map((_guard, bit) => bit).filter((bit) => matters(answers, bit));
  const outcomes = combinations(bits).map((held) => {
    const answer = answers[held.reduce((mask, bit) => mask | 1 << bit, 0)] ?? null;
    return answer && { target: states.indexOf(answer.target), effects: answer.effects };
  });
  const guards = all.filter((_guard, bit) => bits.includes(bit));
  return outcomes.some((outcome) => outcome !== null) ? { guards, outcomes } : null;
}
function matters(answers, bit) {
  return answers.some((answer, mask) => JSON.stringify(answer) !== JSON.stringify(answers[mask ^ 1 << bit]));
}
function combinations(names) {
  return Array.from({ length: 1 << names.length }, (_, mask) => names.filter((_name, bit) => mask & 1 << bit));
}
function codeIn(list, name) {
  const index = list.indexOf(name);
  if (index < 0) throw new Error(`invariant broken: no "${name}" among ${list.join(", ")}`);
  return index;
}
function wire(machine, wiring) {
  const table = compile(machine);
  const named = (from, name) => {
    const found = from[name];
    if (found === void 0) throw new Error(`invariant broken: ${table.id} is not wired for "${name}"`);
    return found;
  };
  const cells = table.cells.map(
    (cell) => cell && {
      guards: cell.guards.map((name) => named(wiring.guards, name)),
      outcomes: cell.outcomes.map(
        (outcome) => outcome && { target: outcome.target, effects: outcome.effects.map((name) => named(wiring.effects, name)) }
      )
    }
  );
  const width = table.events.length;
  const fire = (context, row, subject, event5) => {
    const from = wiring.read(context, row, subject);
    const cell = cells[from * width + event5];
    let combination = 0;
    if (cell) {
      for (let i = 0; i < cell.guards.length; i++) {
        if (cell.guards[i]?.(context, row, subject)) combination |= 1 << i;
      }
    }
    const outcome = cell?.outcomes[combination];
    if (!outcome) {
      const words2 = `${String(table.states[from])} refuses ${String(table.events[event5])}`;
      throw new Error(`invariant broken: ${table.id} in ${words2}`);
    }
    wiring.write(context, row, subject, outcome.target);
    for (const effect of outcome.effects) effect(context, row, subject);
  };
  return { table, fire };
}

// model/actors/service-status.ts
var status = wire(updateStatus, {
  read: (m, w, s) => get(w, m.places.service(s) + S.updateState),
  write: (m, w, s, state) => {
    set(w, m.places.service(s) + S.updateState, state);
  },
  guards: { "has a previous spec": (m, w, s) => get(w, m.places.service(s) + S.previousSpec) !== 0 },
  effects: { "writes the status": writeStatus, "restores the previous spec": restorePreviousSpec }
});
var event = (name) => codeIn(status.table.events, name);
var ON = {
  updates: event("operator.updates"),
  rollsBack: event("operator.rolls-back"),
  starts: event("updater.starts"),
  pauses: event("updater.pauses"),
  rolls: event("updater.rolls-back"),
  completes: event("updater.completes")
};
function writeStatus(m, w, s) {
  const service2 = m.places.service(s);
  const state = get(w, service2 + S.updateState);
  if (state === UpdateState.updating) set(w, service2 + S.startedAt, get(w, G.now));
  if (state === UpdateState.completed || state === UpdateState.rollback_completed)
    set(w, service2 + S.completedAt, get(w, G.now));
  if (state !== UpdateState.unset && state !== UpdateState.updating && state !== UpdateState.completed) {
    set(w, service2 + S.everStopped, 1);
  }
  writeService(m, w, s);
}
function restorePreviousSpec(m, w, s) {
  const service2 = m.places.service(s);
  set(w, service2 + S.spec, get(w, service2 + S.previousSpec) - 1);
  set(w, service2 + S.specVersion, get(w, service2 + S.previousSpecVersion));
  set(w, service2 + S.previousSpec, 0);
  set(w, service2 + S.previousSpecVersion, 0);
  set(w, service2 + S.replacedBy, REPLACED.byAutomaticRollback);
  writeStatus(m, w, s);
}
function say(m, w, s, message) {
  set(w, m.places.service(s) + S.message, message);
}
function startUpdate(m, w, s) {
  if (isGone(m, w, s)) return;
  if (get(w, m.places.service(s) + S.updateState) === UpdateState.unset) say(m, w, s, MESSAGE.inProgress);
  status.fire(m, w, s, ON.starts);
}
function pauseUpdate(m, w, s, message) {
  if (isGone(m, w, s)) return;
  if (get(w, m.places.service(s) + S.updateState) !== UpdateState.unset) say(m, w, s, message);
  status.fire(m, w, s, ON.pauses);
}
function rollbackUpdate(m, w, s) {
  if (isGone(m, w, s)) return;
  const service2 = m.places.service(s);
  const possible = get(w, service2 + S.updateState) !== UpdateState.unset && get(w, service2 + S.previousSpec) !== 0;
  if (possible) say(m, w, s, MESSAGE.rolledBack);
  status.fire(m, w, s, ON.rolls);
}
function completeUpdate(m, w, s) {
  if (isGone(m, w, s)) return;
  const before = get(w, m.places.service(s) + S.updateState);
  if (before !== UpdateState.unset) {
    say(m, w, s, before === UpdateState.rollback_started ? MESSAGE.rollbackCompleted : MESSAGE.completed);
  }
  status.fire(m, w, s, ON.completes);
}
function updateService(m, w, s, spec) {
  const service2 = m.places.service(s);
  set(w, service2 + S.previousSpec, get(w, service2 + S.spec) + 1);
  set(w, service2 + S.previousSpecVersion, get(w, service2 + S.specVersion));
  set(w, service2 + S.spec, spec);
  set(w, service2 + S.specVersion, get(w, service2 + S.version));
  set(w, service2 + S.replacedBy, REPLACED.byDeploy);
  status.fire(m, w, s, ON.updates);
  set(w, service2 + S.startedAt, NEVER);
  set(w, service2 + S.completedAt, NEVER);
  say(m, w, s, MESSAGE.none);
  writeService(m, w, s);
}
function rollBackService(m, w, s) {
  const service2 = m.places.service(s);
  const [spec, specVersion] = [get(w, service2 + S.spec), get(w, service2 + S.specVersion)];
  set(w, service2 + S.spec, get(w, service2 + S.previousSpec) - 1);
  set(w, service2 + S.specVersion, get(w, service2 + S.previousSpecVersion));
  set(w, service2 + S.previousSpec, spec + 1);
  set(w, service2 + S.previousSpecVersion, specVersion);
  set(w, service2 + S.replacedBy, REPLACED.byManualRollback);
  status.fire(m, w, s, ON.rollsBack);
  set(w, service2 + S.startedAt, get(w, G.now));
  set(w, service2 + S.completedAt, NEVER);
  say(m, w, s, MESSAGE.manual);
  set(w, service2 + S.everStopped, 1);
  writeService(m, w, s);
}

// model/actors/moves.ts
function isStackDeploy(move3) {
  return move3 === "identical" || move3 === "label-only" || move3 === "other-spec";
}
function isOnService(move3) {
  return move3 === "rollback" || move3 === "force" || move3 === "scale" || move3 === "remove-service";
}
function targetsOf(m, move3) {
  if (isStackDeploy(move3)) return 1;
  return isOnService(move3) ? m.services.length : m.nodes;
}
function mayMove(m, w, move3, target) {
  const service2 = m.places.service(target);
  if (isOnService(move3) && isGone(m, w, target)) return false;
  if (!isOnService(move3) && !isStackDeploy(move3) && get(w, m.places.node(target) + N.gone) !== 0) return false;
  const availability = (n) => get(w, m.places.node(n) + N.availability);
  switch (move3) {
    case "identical":
    case "label-only":
    case "other-spec":
    case "relabel-node":
    case "remove-service":
      return true;
    // The first node is the manager.
    case "remove-node":
      return target > 0;
    case "rollback":
      return get(w, service2 + S.previousSpec) !== 0;
    case "force":
      return forcedTwin(get(w, service2 + S.spec)) >= 0;
    case "scale": {
      const spec = get(w, service2 + S.spec);
      return specAt(m, spec).replicas !== specAt(m, scaledTwin(spec)).replicas;
    }
    case "drain":
      return availability(target) !== AVAILABILITY.drain;
    case "pause-node":
      return availability(target) !== AVAILABILITY.pause;
    case "activate":
      return availability(target) !== AVAILABILITY.active;
  }
}
function updateFor(m, w, move3, s) {
  if (isGone(m, w, s)) return;
  const { firstSpec } = serviceAt(m, s);
  const spec = get(w, m.places.service(s) + S.spec);
  if (move3 === "remove-service") removeService(m, w, s);
  else if (move3 === "rollback") rollBackService(m, w, s);
  else if (move3 === "force") updateService(m, w, s, forcedTwin(spec));
  else if (move3 === "scale") updateService(m, w, s, scaledTwin(spec));
  else if (move3 === "label-only") updateService(m, w, s, firstSpec + SPEC.headRelabelled);
  else updateService(m, w, s, firstSpec + (move3 === "other-spec" ? SPEC.other : SPEC.head));
}
function takeNodeMove(m, w, move3, n) {
  const node = m.places.node(n);
  const availability = AVAILABILITY_OF[move3];
  if (move3 === "remove-node") {
    removeNode(m, w, n);
    return true;
  }
  if (availability === void 0 && move3 !== "relabel-node") return false;
  if (availability === void 0) set(w, node + N.unlabelled, 1 - get(w, node + N.unlabelled));
  else set(w, node + N.availability, availability);
  writeNode(m, w, n);
  return true;
}
var AVAILABILITY_OF = {
  drain: AVAILABILITY.drain,
  "pause-node": AVAILABILITY.pause,
  activate: AVAILABILITY.active
};

// model/actors/operator.ts
var AT_ONCE = { earliestMs: 0, latestMs: 0 };
var GATE = { closed: 0, open: 1, deploying: 2, deployed: 3 };
var PARTS = 64;
var halves = (argument) => ({ first: Math.floor(argument / PARTS), second: argument % PARTS });
function pendOperator(m, w, into) {
  const gate = get(w, G.gate);
  if (gate === GATE.open || gate === GATE.deploying) pendDeploy(m, w, gate, into);
  if (gate !== GATE.deployed) return;
  if (get(w, G.command) !== 0) pendUpdates(m, w, into);
  else pendMoves(m, w, into);
}
function pendDeploy(m, w, gate, into) {
  const window = gate === GATE.open ? AT_ONCE : m.scenario.operator.request;
  const since = gate === GATE.open ? get(w, G.now) : get(w, G.requestedAt);
  for (let s = 0; s < m.services.length; s++) {
    if (gate === GATE.deploying && get(w, m.places.service(s) + S.due) === 0) continue;
    for (let fate = 0; fate < serviceAt(m, s).fates; fate++) {
      pend(w, into, KIND["operator.deploys"], s * PARTS + fate, actorOf.operator, since, window);
    }
  }
}
function takeDeploy(m, w, argument) {
  const { first: s, second: fate } = halves(argument);
  const service2 = m.places.service(s);
  if (get(w, G.gate) === GATE.open) {
    for (let other = 0; other < m.services.length; other++) set(w, m.places.service(other) + S.due, 1);
  }
  const { firstFate, firstSpec } = serviceAt(m, s);
  set(w, service2 + S.headFate, m.fates[firstFate + fate]?.kind === "good" ? 0 : firstFate + fate + 1);
  updateService(m, w, s, firstSpec + SPEC.head);
  const isDone2 = answered(m, w, s);
  set(w, G.gate, isDone2 ? GATE.deployed : GATE.deploying);
  if (isDone2) set(w, G.deployedAt, get(w, G.now));
}
function answered(m, w, s) {
  set(w, m.places.service(s) + S.due, 0);
  set(w, m.places.service(s) + S.listed, 0);
  set(w, G.requestedAt, get(w, G.now));
  for (let other = 0; other < m.services.length; other++) {
    if (get(w, m.places.service(other) + S.due) !== 0) return false;
  }
  return true;
}
function pendMoves(m, w, into) {
  const { maxMoves, moves, moveWindow } = m.scenario.operator;
  if (get(w, G.closed) !== 0 || get(w, G.moves) >= maxMoves) return;
  const elapsed = get(w, G.now) - get(w, G.deployedAt);
  if (elapsed > moveWindow.latestMs) return;
  for (const move3 of moves) {
    for (let target = 0; target < targetsOf(m, move3); target++) {
      if (!mayMove(m, w, move3, target)) continue;
      const argument = MOVES.indexOf(move3) * PARTS + target;
      pendFreely(into, KIND["operator.moves"], argument, actorOf.operator, moveWindow.earliestMs - elapsed);
    }
  }
}
function takeMove(m, w, argument) {
  const { first, second: target } = halves(argument);
  const move3 = MOVES[first] ?? "identical";
  set(w, G.moves, get(w, G.moves) + 1);
  set(w, G.lastMove, get(w, G.lastMove) * (MOVES.length + 1) + first + 1);
  if (takeNodeMove(m, w, move3, target)) return;
  const services = isStackDeploy(move3) ? m.services.map((_, s) => s) : [target];
  if (services.length === 1 && m.scenario.operator.request.latestMs === 0) {
    updateFor(m, w, move3, target);
    return;
  }
  set(w, G.command, first + 1);
  set(w, G.requestedAt, get(w, G.now));
  for (const s of services) {
    set(w, m.places.service(s) + S.due, 1);
    set(w, m.places.service(s) + S.listed, get(w, m.places.service(s) + S.version));
  }
}
function pendUpdates(m, w, into) {
  const { request } = m.scenario.operator;
  for (let s = 0; s < m.services.length; s++) {
    if (get(w, m.places.service(s) + S.due) === 0) continue;
    pend(w, into, KIND["operator.updates"], s, actorOf.operator, get(w, G.requestedAt), request);
  }
}
var isOutOfSequence = (m, w, s) => get(w, m.places.service(s) + S.listed) !== get(w, m.places.service(s) + S.version);
function closeOperator(m, w) {
  set(w, G.closed, 1);
  if (get(w, G.command) !== 0) endCommand(m, w);
}
function takeUpdate(m, w, s) {
  const move3 = MOVES[get(w, G.command) - 1] ?? "identical";
  if (!isOutOfSequence(m, w, s)) {
    updateFor(m, w, move3, s);
    if (!answered(m, w, s)) return;
  }
  endCommand(m, w);
}
function endCommand(m, w) {
  set(w, G.command, 0);
  set(w, G.requestedAt, NEVER);
  for (let other = 0; other < m.services.length; other++) {
    set(w, m.places.service(other) + S.due, 0);
    set(w, m.places.service(other) + S.listed, 0);
  }
}

// model/machines/task-life.ts
var import_xstate6 = require("xstate");
var taskLife = (0, import_xstate6.setup)({ types: { events: {} } }).createMachine({
  id: "task life",
  initial: "new",
  states: {
    new: { on: { "allocator.allocates": "pending" } },
    pending: { on: { "scheduler.assigns": "assigned", "scheduler.gives-up": "shutdown" } },
    assigned: { on: { "agent.accepts": "accepted", "agent.shuts-down": "shutdown", "agent.rejects": "rejected" } },
    accepted: { on: { "agent.prepares": "preparing", "agent.shuts-down": "shutdown", "agent.rejects": "rejected" } },
    preparing: { on: { "agent.is-prepared": "ready", "agent.shuts-down": "shutdown", "agent.rejects": "rejected" } },
    ready: { on: { "agent.starts": "starting", "agent.shuts-down": "shutdown", "agent.rejects": "rejected" } },
    starting: {
      on: {
        "agent.is-started": "running",
        "agent.fails": "failed",
        "agent.finishes": "complete",
        "agent.shuts-down": "shutdown"
      }
    },
    running: { on: { "agent.fails": "failed", "agent.finishes": "complete", "agent.shuts-down": "shutdown" } },
    complete: {},
    shutdown: {},
    failed: {},
    rejected: {},
    remove: {},
    orphaned: {}
  }
});

// model/actors/task-lives.ts
var taskLives = wire(taskLife, {
  read: (m, w, t) => get(w, m.places.task(t) + T.actual),
  write: (m, w, t, state) => {
    set(w, m.places.task(t) + T.actual, state);
    set(w, m.places.task(t) + T.actualSince, get(w, G.now));
  },
  guards: {},
  effects: {}
});
var event2 = (name) => codeIn(taskLives.table.events, name);
var TASK_EVENT = {
  allocates: event2("allocator.allocates"),
  assigns: event2("scheduler.assigns"),
  givesUp: event2("scheduler.gives-up"),
  accepts: event2("agent.accepts"),
  prepares: event2("agent.prepares"),
  isPrepared: event2("agent.is-prepared"),
  rejects: event2("agent.rejects"),
  starts: event2("agent.starts"),
  isStarted: event2("agent.is-started"),
  fails: event2("agent.fails"),
  finishes: event2("agent.finishes"),
  shutsDown: event2("agent.shuts-down")
};

// model/actors/agent.ts
var AT_ONCE2 = { earliestMs: 0, latestMs: 0 };
function pendAgent(m, w, t, task, into) {
  if (get(w, m.places.node(get(w, task + T.node) - 1) + N.cutSince) !== NEVER) return;
  const actor = actorOf.task(m, t);
  const actual = get(w, task + T.actual);
  const { timing } = m.scenario;
  if (actual > get(w, task + T.observed)) {
    pend(w, into, KIND["agent.reports"], t, actor, get(w, task + T.reportSince), timing.report);
  }
  if (actual > TaskState.running) return;
  const since = get(w, task + T.actualSince);
  const desired = get(w, task + T.desired);
  if (desired > TaskState.running) pendStop(m, w, t, task, actor, into);
  if (actual === TaskState.assigned) pend(w, into, KIND["agent.accepts"], t, actor, since, timing.assign);
  else if (actual === TaskState.accepted) {
    if (!knowsStop(m, w, task)) pend(w, into, KIND["agent.prepares"], t, actor, since, AT_ONCE2);
  } else if (actual === TaskState.preparing) {
    const missing = fateOf(m, w, task)?.kind === "image-missing";
    const kind = missing ? KIND["agent.rejects"] : KIND["agent.has-prepared"];
    pend(w, into, kind, t, actor, since, specOf(m, w, task).behaviour.prepare);
  } else if (actual === TaskState.ready && desired === TaskState.running) {
    pend(w, into, KIND["agent.starts"], t, actor, later(since, get(w, task + T.desiredSince)), timing.assign);
  } else if (actual >= TaskState.starting) pendContainer(m, w, t, task, actor, into);
}
function knowsStop(m, w, task) {
  const since = get(w, task + T.desiredSince) + m.scenario.timing.assign.latestMs;
  return get(w, task + T.desired) > TaskState.running && since < get(w, task + T.actualSince);
}
function pendStop(m, w, t, task, actor, into) {
  const actual = get(w, task + T.actual);
  if (actual === TaskState.preparing) return;
  const { timing } = m.scenario;
  const since = get(w, task + T.desiredSince);
  if (actual < TaskState.starting) {
    pend(w, into, KIND["agent.stops"], t, actor, later(since, get(w, task + T.actualSince)), timing.assign);
    return;
  }
  const window = stopWindow(m, specOf(m, w, task));
  pend(w, into, KIND["agent.stops"], t, actor, since, window);
}
function stopWindow(m, spec) {
  const { stop } = spec.behaviour;
  const cut2 = {
    earliestMs: Math.min(stop.earliestMs, spec.stopGraceMs),
    latestMs: Math.min(stop.latestMs, spec.stopGraceMs)
  };
  return plus(plus(m.scenario.timing.assign, m.scenario.timing.stopSignal), cut2);
}
function pendContainer(m, w, t, task, actor, into) {
  const spec = specOf(m, w, task);
  const fate = fateOf(m, w, task);
  const actual = get(w, task + T.actual);
  const started = get(w, task + T.startedAt);
  const { behaviour } = spec;
  if (get(w, task + T.booted) === 0 && behaviour.bootMemoryMb !== behaviour.restMemoryMb) {
    pend(w, into, KIND["container.settles"], t, actor, started, behaviour.boot);
  }
  if (fate?.kind === "eats-memory" && get(w, task + T.swollen) === 0) {
    pend(w, into, KIND["container.swells"], t, actor, started, fate.window);
  }
  if (actual === TaskState.starting) pendStart(w, t, task, actor, into, spec, fate);
  else if (fate) pendEnd(w, t, task, actor, into, fate);
}
function pendStart(w, t, task, actor, into, spec, fate) {
  const since = get(w, task + T.actualSince);
  if (fate?.kind === "never-healthy" && spec.healthcheck) {
    const { startPeriodMs, retries, intervalMs, timeoutMs } = spec.healthcheck;
    const window2 = {
      earliestMs: startPeriodMs + retries * intervalMs + spec.behaviour.stop.earliestMs,
      latestMs: startPeriodMs + retries * (intervalMs + timeoutMs) + spec.behaviour.stop.latestMs
    };
    pend(w, into, KIND["agent.finds-unhealthy"], t, actor, since, window2);
    return;
  }
  const window = fate?.kind === "starts-slowly" ? fate.window : spec.behaviour.start;
  pend(w, into, KIND["agent.has-started"], t, actor, since, window);
}
function pendEnd(w, t, task, actor, into, fate) {
  const since = get(w, task + T.actualSince);
  if (fate.kind === "dies" || fate.kind === "dies-late") {
    pend(w, into, KIND["container.exits"], t, actor, since, fate.window);
  } else if (fate.kind === "turns-unhealthy") {
    pend(w, into, KIND["agent.finds-unhealthy"], t, actor, since, fate.window);
  }
}
function move(m, w, t, event5) {
  const task = m.places.task(t);
  const reported = get(w, task + T.actual) === get(w, task + T.observed);
  taskLives.fire(m, w, t, event5);
  if (reported) set(w, task + T.reportSince, get(w, G.now));
}
var takeAcceptance = (m, w, t) => {
  move(m, w, t, TASK_EVENT.accepts);
};
var takePreparation = (m, w, t) => {
  move(m, w, t, TASK_EVENT.prepares);
};
var takePrepared = (m, w, t) => {
  move(m, w, t, TASK_EVENT.isPrepared);
};
var takeStarted = (m, w, t) => {
  move(m, w, t, TASK_EVENT.isStarted);
};
function takeContainerStart(m, w, t) {
  set(w, m.places.task(t) + T.startedAt, get(w, G.now));
  move(m, w, t, TASK_EVENT.starts);
}
function takeStopped(m, w, t) {
  endTask(m, w, t, TASK_EVENT.shutsDown, END.stopped);
}
function takeRejection(m, w, t) {
  endTask(m, w, t, TASK_EVENT.rejects, END.rejected);
}
function takeExit(m, w, t) {
  const clean = fateOf(m, w, m.places.task(t))?.exitCode === 0;
  endTask(m, w, t, clean ? TASK_EVENT.finishes : TASK_EVENT.fails, END.exited);
}
function takeUnhealthy(m, w, t) {
  const clean = specOf(m, w, m.places.task(t)).exitsZeroWhenStopped === true;
  endTask(m, w, t, clean ? TASK_EVENT.finishes : TASK_EVENT.fails, clean ? END.exited : END.unhealthy);
}
function takeSettling(m, w, t) {
  set(w, m.places.task(t) + T.booted, 1);
}
function takeSwelling(m, w, t) {
  set(w, m.places.task(t) + T.swollen, 1);
}
function endTask(m, w, t, event5, end) {
  const task = m.places.task(t);
  const wanted = get(w, task + T.desired) <= TaskState.running;
  move(m, w, t, event5);
  set(w, task + T.end, end);
  set(w, task + T.startedAt, NEVER);
  if (end !== END.stopped && wanted) noteDeath(m, w, t, end);
}
function noteDeath(m, w, t, end) {
  const task = m.places.task(t);
  const slot = m.places.slot(slotOfTask(m, t));
  const service2 = m.places.service(serviceOfSlot(m, slotOfTask(m, t)));
  const persistent = !specOf(m, w, task).isHead || m.fates[get(w, service2 + S.headFate) - 1]?.times !== "once";
  if (persistent) set(w, slot + L.deaths, get(w, slot + L.deaths) + 1);
  if (!specOf(m, w, task).isHead) return;
  set(w, service2 + S.headDeaths, get(w, service2 + S.headDeaths) + 1);
  set(w, service2 + S.headEnd, end);
}
var failByKernel = (m, w, t) => {
  endTask(m, w, t, TASK_EVENT.fails, END.killedByKernel);
};
function takeReport(m, w, t) {
  const task = m.places.task(t);
  set(w, task + T.observed, get(w, task + T.actual));
  set(w, task + T.reportSince, NEVER);
  set(w, task + T.statusAt, get(w, G.now));
  writeTask(m, w, t);
}

// model/actors/constraint-enforcer.ts
function pendEnforcer(m, w, into) {
  for (let n = 0; n < m.nodes; n++) {
    const since = get(w, m.places.node(n) + N.checkSince);
    if (since === NEVER) continue;
    pend(w, into, KIND["constraint-enforcer.checks-node"], n, actorOf.cluster, since, m.scenario.timing.manager);
  }
}
function takeCheck(m, w, n) {
  const node = m.places.node(n);
  set(w, node + N.checkSince, NEVER);
  if (get(w, node + N.availability) !== AVAILABILITY.active) return;
  let left = m.scenario.host.memoryMb;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const isHere = get(w, task + T.id) !== 0 && get(w, task + T.node) === n + 1;
    if (!isHere || get(w, task + T.observed) >= TaskState.complete) continue;
    if (get(w, task + T.desired) < TaskState.assigned || get(w, task + T.desired) > TaskState.complete) continue;
    const { reservationMb } = specOf(m, w, task);
    const service2 = m.places.service(serviceOfSlot(m, slotOfTask(m, t)));
    const fits2 = reservationMb <= left && meetsConstraints(m, w, n, specAt(m, get(w, service2 + S.spec)));
    if (fits2) left -= reservationMb;
    else reject(m, w, t, task);
  }
}
function reject(m, w, t, task) {
  set(w, task + T.observed, TaskState.rejected);
  set(w, task + T.statusAt, get(w, G.now));
  set(w, task + T.end, END.enforced);
  writeTask(m, w, t);
}

// model/actors/host-memory.ts
var LEVELS = 64;
var loadArgument = (argument) => ({ n: Math.floor(argument / LEVELS), level: argument % LEVELS });
function pendHostMemory(m, w, into) {
  const { host } = m.scenario;
  for (let n = 0; n < m.nodes; n++) {
    const since = get(w, m.places.node(n) + N.overSince);
    if (since !== NEVER) {
      for (let t = 0; t < m.tasks; t++) {
        if (isAliveOn(w, m.places.task(t), n))
          pend(w, into, KIND["host-memory.kills"], t, actorOf.hostMemory, since, host.oomKill);
      }
    }
    if (get(w, G.loadChanges) >= host.loadChanges) continue;
    for (let level = 0; level < host.loadMb.length; level++) {
      if (level === get(w, m.places.node(n) + N.load)) continue;
      pendFreely(into, KIND["host-memory.load-becomes"], n * LEVELS + level, actorOf.hostMemory, 0);
    }
  }
}
function isAlive(w, task) {
  const actual = get(w, task + T.actual);
  return actual === TaskState.starting || actual === TaskState.running;
}
var isAliveOn = (w, task, n) => isAlive(w, task) && get(w, task + T.node) === n + 1;
function memoryOf(m, w, task) {
  const fate = fateOf(m, w, task);
  if (fate?.kind === "eats-memory" && get(w, task + T.swollen) !== 0) return fate.memoryMb;
  const { bootMemoryMb, restMemoryMb } = specOf(m, w, task).behaviour;
  return get(w, task + T.booted) === 0 ? bootMemoryMb : restMemoryMb;
}
function memoryUsed(m, w, n) {
  let used = m.scenario.host.loadMb[get(w, m.places.node(n) + N.load)] ?? 0;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (isAliveOn(w, task, n)) used += memoryOf(m, w, task);
  }
  return used;
}
function weighMemory(m, w) {
  for (let n = 0; n < m.nodes; n++) {
    const since = m.places.node(n) + N.overSince;
    const over = memoryUsed(m, w, n) > m.scenario.host.memoryMb;
    if (!over) set(w, since, NEVER);
    else if (get(w, since) === NEVER) set(w, since, get(w, G.now));
  }
}
function takeKill(m, w, t) {
  const n = get(w, m.places.task(t) + T.node) - 1;
  failByKernel(m, w, t);
  set(w, m.places.node(n) + N.overSince, NEVER);
}
function takeLoad(m, w, argument) {
  const { n, level } = loadArgument(argument);
  set(w, m.places.node(n) + N.load, level);
  set(w, G.loadChanges, get(w, G.loadChanges) + 1);
}

// model/actors/global-orchestrator.ts
var global_orchestrator_exports = {};
__export(global_orchestrator_exports, {
  handleNode: () => handleNode,
  handleTask: () => handleTask,
  reconcile: () => reconcile,
  shutDown: () => shutDown
});

// model/defaults.ts
var OLD_TASK_TIMEOUT_MS = 6e4;
var DELAY_MONITOR_MARGIN_MS = 1e3;
var TASK_HISTORY_LIMIT = 5;
var REAPER_BATCH_MS = 250;

// model/task-reaper.ts
function pendReaper(m, w, t, task, into) {
  if (get(w, task + T.desired) !== TaskState.remove) return;
  const observed = get(w, task + T.observed);
  if (observed < TaskState.complete && observed > TaskState.pending) return;
  const since = later(get(w, task + T.desiredSince), get(w, task + T.statusAt));
  pend(w, into, KIND["task-reaper.deletes"], t, actorOf.cluster, since, { earliestMs: 0, latestMs: REAPER_BATCH_MS });
}
function reap(m, w, l) {
  for (; ; ) {
    let kept = 0;
    let oldest = -1;
    for (let place = 0; place < m.tasksPerSlot; place++) {
      const t = taskAt(m, l, place);
      const task = m.places.task(t);
      if (get(w, task + T.id) === 0) continue;
      kept++;
      if (!isReapable(w, task)) continue;
      if (oldest < 0 || isOlder(w, task, m.places.task(oldest))) oldest = t;
    }
    if (kept < historyLimit(m, w, l) || oldest < 0) return;
    deleteTask(m, w, oldest);
  }
}
function isOlder(w, task, other) {
  const [mine, its] = [get(w, task + T.statusAt), get(w, other + T.statusAt)];
  return mine === its ? get(w, task + T.id) < get(w, other + T.id) : mine < its;
}
function historyLimit(m, w, l) {
  const { maxAttempts } = specAt(m, get(w, m.places.service(serviceOfSlot(m, l)) + S.spec)).restart;
  return Math.min(maxAttempts > 0 ? maxAttempts + 1 : TASK_HISTORY_LIMIT, m.tasksPerSlot - 1);
}
function isReapable(w, task) {
  if (get(w, task + T.desired) <= TaskState.running) return false;
  const observed = get(w, task + T.observed);
  return observed > TaskState.running || observed <= TaskState.pending;
}
function deleteTask(m, w, t) {
  const task = m.places.task(t);
  const isWanted2 = get(w, task + T.desired) <= TaskState.running;
  tellDelayedStarts(m, w, t);
  Task.kinds.forEach((kind, offset) => {
    set(w, task + offset, kind === "instant" ? NEVER : 0);
  });
  commit(w);
  const s = serviceOfSlot(m, slotOfTask(m, t));
  const { mode, orchestrator } = serviceAt(m, s);
  const isServed = !isGone(m, w, s);
  if (isWanted2 && mode === "replicated" && isServed) publish(m, w, orchestrator, EVENT.service, s);
}

// model/create-task.ts
function createTask(m, w, l, spec, specVersion, desired) {
  reap(m, w, l);
  const place = freePlace(m, w, l);
  if (place < 0) {
    set(w, G.overflow, 1);
    return -1;
  }
  const t = taskAt(m, l, place);
  const task = m.places.task(t);
  const id = get(w, G.lastTaskId) + 1;
  const now = get(w, G.now);
  set(w, G.lastTaskId, id);
  set(w, task + T.id, id);
  set(w, task + T.spec, spec);
  set(w, task + T.specVersion, specVersion);
  set(w, task + T.observed, TaskState.new);
  set(w, task + T.actual, TaskState.new);
  set(w, task + T.desired, desired);
  const { mode, firstSlot } = serviceAt(m, serviceOfSlot(m, l));
  if (mode === "global") set(w, task + T.node, l - firstSlot + 1);
  set(w, task + T.createdAt, now);
  set(w, task + T.statusAt, now);
  set(w, task + T.actualSince, now);
  set(w, task + T.desiredSince, now);
  set(w, task + T.fate, drawFate(m, w, m.places.service(serviceOfSlot(m, l)), spec));
  writeTask(m, w, t);
  return t;
}
function drawFate(m, w, service2, spec) {
  const { isHead, fate: own } = specAt(m, spec);
  if (own !== void 0) return own;
  if (!isHead) return 0;
  const chosen = get(w, service2 + S.headFate);
  const fate = m.fates[chosen - 1];
  if (fate?.times === "once") {
    if (get(w, service2 + S.fateUsed) !== 0) return 0;
    set(w, service2 + S.fateUsed, 1);
  }
  return chosen;
}
function freePlace(m, w, l) {
  const slot = m.places.slot(l);
  const named = get(w, slot + L.snapshot) | get(w, slot + L.nextSnapshot);
  let free = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if (get(w, m.places.task(taskAt(m, l, place)) + T.id) !== 0) continue;
    if ((named & 1 << place) === 0) return place;
    free = place;
  }
  return free;
}

// model/actors/dirty.ts
function isDirtyTask(m, w, task, spec, specVersion) {
  if (get(w, task + T.specVersion) === specVersion) return false;
  const [mine, wanted] = [specOf(m, w, task), specAt(m, spec)];
  if (mine === wanted) return false;
  if (differsInPlacementAlone(mine, wanted) && fitsWhereItIs(m, w, task, wanted)) return false;
  if (mine.templateId !== wanted.templateId || !isPlacedAlike(mine, wanted)) return true;
  if (mine.endpoint !== wanted.endpoint) return true;
  return mine.registryAuth !== wanted.registryAuth && !hasPulled(w, task);
}
function differsInPlacementAlone(mine, wanted) {
  const sameElse = mine.templateId === wanted.templateId && mine.registryAuth === wanted.registryAuth;
  return sameElse && !isPlacedAlike(mine, wanted);
}
var isPlacedAlike = (mine, wanted) => mine.constrained === wanted.constrained && mine.preferences === wanted.preferences;
function fitsWhereItIs(m, w, task, wanted) {
  const node = get(w, task + T.node);
  return node !== 0 && meetsConstraints(m, w, node - 1, wanted);
}
function hasPulled(w, task) {
  const observed = get(w, task + T.observed);
  return get(w, task + T.desired) <= TaskState.running && observed >= TaskState.ready && observed <= TaskState.running;
}
function isDirtySlot(m, w, s, l) {
  const snapshot = get(w, m.places.slot(l) + L.snapshot);
  if (snapshot === 0) return false;
  if ((snapshot & snapshot - 1) !== 0) return true;
  return isDirtyForUpdater(m, w, s, taskAt(m, l, 31 - Math.clz32(snapshot)));
}
function isDirtyForUpdater(m, w, s, t) {
  const service2 = m.places.service(s);
  const task = m.places.task(t);
  return isDirtyTask(m, w, task, get(w, service2 + S.updaterSpec), get(w, service2 + S.updaterSpecVersion));
}

// model/actors/restart-supervisor.ts
var delays = wire(delayedStart, {
  read: (m, w, t) => get(w, m.places.task(t) + T.delayed),
  write: (m, w, t, state) => {
    set(w, m.places.task(t) + T.delayed, state);
  },
  guards: { "waits for the old task": waitsForOld },
  effects: { "starts now": startNow }
});
var ON2 = {
  delays: codeIn(delays.table.events, "supervisor.delays"),
  elapses: codeIn(delays.table.events, "delay.elapses"),
  oldEnds: codeIn(delays.table.events, "old-task.ends"),
  leaderChanges: codeIn(delays.table.events, "leader.changes")
};
function waitsForOld(m, w, t) {
  const after = get(w, m.places.task(t) + T.startAfter);
  if (after === 0) return false;
  const old = m.places.task(taskAt(m, slotOfTask(m, t), after - 1));
  return get(w, old + T.id) !== 0 && !isOverState(get(w, old + T.observed)) && !isOnDownNode(m, w, old);
}
function isOnDownNode(m, w, task) {
  const node = get(w, task + T.node);
  return node !== 0 && get(w, m.places.node(node - 1) + N.down) !== 0;
}
function startNow(m, w, t) {
  const task = m.places.task(t);
  set(w, task + T.startDue, NEVER);
  set(w, task + T.startDeadline, NEVER);
  set(w, task + T.startAfter, 0);
  if (get(w, task + T.desired) < TaskState.running) setDesired(m, w, t, TaskState.running);
  else if (get(w, task + T.desired) === TaskState.running && isOverState(get(w, task + T.observed))) writeTask(m, w, t);
}
function delayStart(m, w, t, delayMs, old) {
  const task = m.places.task(t);
  const now = get(w, G.now);
  set(w, task + T.delayed, PHASE.delay.none);
  delays.fire(m, w, t, ON2.delays);
  set(w, task + T.startDue, now + delayMs);
  set(w, task + T.startAfter, old < 0 ? 0 : placeOfTask(m, old) + 1);
  set(w, task + T.startDeadline, now + OLD_TASK_TIMEOUT_MS);
  if (delayMs === 0 && waitsForOld(m, w, t)) elapse(m, w, t);
}
function elapse(m, w, t) {
  delays.fire(m, w, t, ON2.elapses);
  const task = m.places.task(t);
  if (get(w, task + T.delayed) === PHASE.delay.waiting) set(w, task + T.startDue, NEVER);
}
function pendDelayedStarts(m, w, into) {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const phase2 = get(w, task + T.delayed);
    if (phase2 === PHASE.delay.none) continue;
    const due = get(w, task + T.startDue);
    const deadline = get(w, task + T.startDeadline);
    const at = phase2 === PHASE.delay.waiting && (due === NEVER || deadline < due) ? deadline : due;
    pend(w, into, KIND["restart-supervisor.starts-task"], t, actorOf.restartSupervisor, at, m.scenario.timing.manager);
  }
}
function takeDelayedStart(m, w, t) {
  if (get(w, m.places.task(t) + T.delayed) === PHASE.delay.waiting) delays.fire(m, w, t, ON2.oldEnds);
  else elapse(m, w, t);
}
function restart(m, w, t) {
  const task = m.places.task(t);
  if (get(w, task + T.delayed) !== PHASE.delay.none) return;
  const again = shouldRestart(m, w, t);
  setDesired(m, w, t, TaskState.shutdown);
  if (!again) return;
  const l = slotOfTask(m, t);
  const service2 = m.places.service(serviceOfSlot(m, l));
  const spec = get(w, service2 + S.spec);
  const id = get(w, task + T.id);
  const waitsStop = !isOverState(get(w, task + T.observed)) && !isOnDownNode(m, w, task);
  const delayMs = isOnDrainedNode(m, w, task) ? 0 : delayOf(m, w, task);
  const replacement = createTask(m, w, l, spec, get(w, service2 + S.specVersion), TaskState.ready);
  if (replacement < 0) return;
  recordRestart(m, w, l, replacement);
  delayStart(m, w, replacement, delayMs, waitsStop && get(w, task + T.id) === id ? t : -1);
}
var delayOf = (m, w, task) => specOf(m, w, task).restart.delayMs;
function isOnDrainedNode(m, w, task) {
  const node = get(w, task + T.node);
  return node !== 0 && get(w, m.places.node(node - 1) + N.availability) === AVAILABILITY.drain;
}
function forgetRestarts(m, w) {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    delays.fire(m, w, t, ON2.leaderChanges);
    for (const instant of [T.startDue, T.startDeadline]) set(w, task + instant, NEVER);
    set(w, task + T.startAfter, 0);
  }
  for (let l = 0; l < m.slots; l++) {
    set(w, m.places.slot(l) + L.restarts, 0);
    set(w, m.places.slot(l) + L.restartVersion, 0);
    for (let a = 0; a < m.places.dimensions.attempts; a++) set(w, m.places.attempt(l, a), NEVER);
  }
}
function startAgain(m, w, t) {
  const task = m.places.task(t);
  const delayMs = delayOf(m, w, task);
  const left = Math.min(delayMs, get(w, task + T.statusAt) + delayMs - get(w, G.now));
  if (left > 0) delayStart(m, w, t, left, -1);
  else startNow(m, w, t);
}
function shouldRestart(m, w, t) {
  const task = m.places.task(t);
  const { condition, maxAttempts, windowMs: windowMs2 } = specOf(m, w, task).restart;
  if (condition === "none") return false;
  if (condition === "on-failure" && get(w, task + T.observed) === TaskState.complete) return false;
  if (maxAttempts === 0) return true;
  const l = slotOfTask(m, t);
  const slot = m.places.slot(l);
  const restarts = get(w, slot + L.restarts);
  if (restarts === 0 || get(w, slot + L.restartVersion) !== get(w, task + T.specVersion)) return true;
  if (windowMs2 === 0) return restarts < maxAttempts;
  const endedAt = get(w, task + T.statusAt);
  let recent = 0;
  for (let a = 0; a < m.places.dimensions.attempts; a++) {
    const at = get(w, m.places.attempt(l, a));
    if (at !== NEVER && at <= endedAt && endedAt - at < windowMs2) recent++;
  }
  return recent < maxAttempts;
}
function recordRestart(m, w, l, replacement) {
  const task = m.places.task(replacement);
  const { maxAttempts, windowMs: windowMs2 } = specOf(m, w, task).restart;
  if (maxAttempts === 0) return;
  const slot = m.places.slot(l);
  const version = get(w, task + T.specVersion);
  const { attempts } = m.places.dimensions;
  if (get(w, slot + L.restartVersion) !== version) {
    set(w, slot + L.restartVersion, version);
    set(w, slot + L.restarts, 0);
    for (let a = 0; a < attempts; a++) set(w, m.places.attempt(l, a), NEVER);
  }
  set(w, slot + L.restarts, get(w, slot + L.restarts) + 1);
  if (windowMs2 === 0) return;
  for (let a = attempts - 1; a > 0; a--) set(w, m.places.attempt(l, a), get(w, m.places.attempt(l, a - 1)));
  if (attempts > 0) set(w, m.places.attempt(l, 0), get(w, task + T.createdAt));
}
function updatableTasks(m, w, l, state) {
  let wanted = 0;
  let newest = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) === 0) continue;
    if (get(w, task + T.desired) <= TaskState.running) wanted |= 1 << place;
    if (newest < 0 || isOlder(w, m.places.task(taskAt(m, l, newest)), task)) newest = place;
  }
  if (wanted !== 0 || newest < 0) return wanted;
  if (isRollingBack(state)) return 0;
  return shouldRestart(m, w, taskAt(m, l, newest)) ? 0 : 1 << newest;
}

// model/actors/next-snapshot.ts
function fillNext(m, w, l, state) {
  const slot = m.places.slot(l);
  const tasks = updatableTasks(m, w, l, state);
  set(w, slot + L.nextSnapshot, tasks);
  set(w, slot + L.nextWanted, tasks & tasksWith(m, w, l, TaskState.new, TaskState.running));
  set(w, slot + L.nextRunning, tasks & tasksWith(m, w, l, TaskState.running, TaskState.running));
  return tasks;
}
function tasksWith(m, w, l, least, most2) {
  let mask = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    const desired = get(w, task + T.desired);
    if (get(w, task + T.id) !== 0 && desired >= least && desired <= most2) mask |= 1 << place;
  }
  return mask;
}
function clearNext(m, w, s) {
  const service2 = m.places.service(s);
  for (const field of SERVICE_FIELDS) set(w, service2 + field, 0);
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    for (const field of SLOT_FIELDS) set(w, m.places.slot(l) + field, 0);
  }
}
var SERVICE_FIELDS = [S.nextSpec, S.nextSpecVersion, S.nextState, S.nextMissing, S.nextFewer];
var SLOT_FIELDS = [L.nextSnapshot, L.nextWanted, L.nextRunning, L.nextExtra];

// model/actors/run-config.ts
function runConfig(m, w, s) {
  const service2 = m.places.service(s);
  return paceOf(specAt(m, get(w, service2 + S.updaterSpec)), isRollingBack(get(w, service2 + S.updaterState)));
}

// model/actors/failures.ts
function readFailure(m, w, s) {
  const service2 = m.places.service(s);
  const slot = m.places.slot(nextFailure(m, w, s));
  const at = get(w, slot + L.trackedAt);
  const young = at === NEVER || get(w, G.now) - at <= get(w, service2 + S.updaterMonitorMs);
  if (!young) return "tolerates";
  set(w, slot + L.failureSeen, 1);
  set(w, service2 + S.updaterFailures, get(w, service2 + S.updaterFailures) + 1);
  return tooMany(m, w, s) ? actionOf(m, w, s) : "tolerates";
}
function nextFailure(m, w, s) {
  const { firstSlot, slots } = serviceAt(m, s);
  let first = firstSlot;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    const order = get(w, slot + L.failureOrder);
    if (order === 1) first = l;
    if (order > 0) set(w, slot + L.failureOrder, order - 1);
  }
  const queued = m.places.service(s) + S.failuresQueued;
  set(w, queued, get(w, queued) - 1);
  return first;
}
function tooMany(m, w, s) {
  const service2 = m.places.service(s);
  const ratio = Math.fround(get(w, service2 + S.updaterFailures) / get(w, service2 + S.updaterDirty));
  return ratio > Math.fround(runConfig(m, w, s).maxFailureRatio);
}
function actionOf(m, w, s) {
  if (wouldRollBackARollback(m, w, s)) return "pausesRollback";
  return runConfig(m, w, s).failureAction === "rollback" ? "rollsBack" : "pauses";
}
function wouldRollBackARollback(m, w, s) {
  const rollingBack = isRollingBack(get(w, m.places.service(s) + S.updaterState));
  return rollingBack && runConfig(m, w, s).failureAction === "rollback";
}

// model/actors/slot-tasks.ts
function cleanTasks(m, w, l, mask) {
  let clean = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const t = taskAt(m, l, place);
    if ((mask & 1 << place) === 0 || get(w, m.places.task(t) + T.id) === 0) continue;
    if (!isDirtyForUpdater(m, w, serviceOfSlot(m, l), t)) clean |= 1 << place;
  }
  return clean;
}
function stillWanted(m, w, l, mask) {
  let wanted = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if ((mask & 1 << place) === 0 || get(w, task + T.id) === 0) continue;
    if (get(w, task + T.desired) <= TaskState.running) wanted |= 1 << place;
  }
  return wanted;
}
function removeOld(m, w, l, mask) {
  const wanted = stillWanted(m, w, l, mask);
  let removed = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if ((wanted & 1 << place) === 0) continue;
    removed = taskAt(m, l, place);
    setDesired(m, w, removed, TaskState.shutdown);
  }
  return removed;
}
function othersOf(m, w, l) {
  const slot = m.places.slot(l);
  return get(w, slot + L.snapshotWanted) & ~(1 << get(w, slot + L.kept) - 1);
}

// model/actors/worker.ts
var worker2 = wire(worker, {
  read: (m, w, l) => get(w, m.places.slot(l) + L.worker),
  write: (m, w, l, phase2) => {
    set(w, m.places.slot(l) + L.worker, phase2);
    set(w, m.places.slot(l) + L.workerSince, get(w, G.now));
  },
  guards: {
    "must be promoted": mustBePromoted,
    "start-first and running": (m, w, l) => config(m, w, l).order === "start-first" && get(w, m.places.slot(l) + L.saw) === TaskState.running,
    "delay is set": (m, w, l) => config(m, w, l).delayMs > 0
  },
  effects: {
    "nothing more": () => void 0,
    "removes the other tasks": removeOthers,
    "promotes the kept task": promote,
    "creates the new task": replace,
    "removes the old tasks": (m, w, l) => {
      removeOld(m, w, l, get(w, m.places.slot(l) + L.snapshotWanted));
    }
  }
});
var event3 = (name) => codeIn(worker2.table.events, name);
var ON3 = {
  queues: event3("updater.queues"),
  handsOut: event3("updater.hands-out"),
  returns: event3("updater.returns"),
  keeps: event3("worker.keeps"),
  replaces: event3("worker.replaces"),
  aborts: event3("worker.aborts"),
  seesPromotion: event3("worker.sees-promotion"),
  seesRunning: event3("worker.sees-running"),
  hasWaited: event3("worker.has-waited"),
  stops: event3("worker.stops"),
  leaderChanges: event3("leader.changes")
};
var config = (m, w, l) => runConfig(m, w, serviceOfSlot(m, l));
function queueSlot(m, w, l) {
  worker2.fire(m, w, l, ON3.queues);
}
function handOut(m, w, l) {
  worker2.fire(m, w, l, ON3.handsOut);
}
function busyWorkers(m, w, s) {
  const { worker: at } = PHASE;
  const { firstSlot, slots } = serviceAt(m, s);
  let busy = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const phase2 = get(w, m.places.slot(l) + L.worker);
    if (phase2 !== at.idle && phase2 !== at.queued && phase2 !== at.done) busy++;
  }
  return busy;
}
function dismissWorkers(m, w, s) {
  endWorkers(m, w, s, ON3.returns);
}
function forgetWorkers(m, w, s) {
  endWorkers(m, w, s, ON3.leaderChanges);
}
function endWorkers(m, w, s, how) {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    if (get(w, slot + L.worker) !== PHASE.worker.idle) worker2.fire(m, w, l, how);
    for (const field of WORKER_FIELDS) set(w, slot + field, 0);
    set(w, slot + L.workerSince, NEVER);
    set(w, slot + L.trackedAt, NEVER);
  }
}
var WORKER_FIELDS = [
  L.snapshot,
  L.snapshotWanted,
  L.snapshotRunning,
  L.tracked,
  L.saw,
  L.failureSeen,
  L.failureOrder,
  L.kept
];
function pendWorker(m, w, l, into) {
  const slot = m.places.slot(l);
  const phase2 = get(w, slot + L.worker);
  const { worker: at } = PHASE;
  if (phase2 === at.idle || phase2 === at.queued || phase2 === at.done) return;
  const since = get(w, slot + L.workerSince);
  const offer2 = (kind, argument = l, from = since) => {
    pend(w, into, kind, argument, actorOf.worker(m, l), from, m.scenario.timing.manager);
  };
  if (phase2 === at.choosing) {
    offerChoice(m, w, l, offer2);
    return;
  }
  const service2 = m.places.service(serviceOfSlot(m, l));
  if (get(w, service2 + S.updaterCancelled) !== 0) offer2(KIND["worker.stops"], l, get(w, service2 + S.updaterSince));
  if (phase2 === at.delaying) offer2(KIND["worker.has-waited"], l, since + config(m, w, l).delayMs);
  if (phase2 === at.promoting && keptIsPromoted(m, w, l)) offer2(KIND["worker.sees-promotion"]);
  if (phase2 === at.waiting && get(w, slot + L.saw) !== 0 && !awaitsStart(m, w, l)) offer2(KIND["worker.sees-running"]);
}
function offerChoice(m, w, l, offer2) {
  const slot = m.places.slot(l);
  const clean = cleanTasks(m, w, l, get(w, slot + L.snapshot));
  const running = clean & get(w, slot + L.snapshotRunning);
  const candidates = running !== 0 ? running : clean & get(w, slot + L.snapshotWanted);
  if (candidates === 0) {
    offer2(KIND["worker.replaces-task"]);
    return;
  }
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if ((candidates & 1 << place) !== 0) offer2(KIND["worker.keeps-task"], taskAt(m, l, place));
  }
}
function keptIsPromoted(m, w, l) {
  const kept = get(w, m.places.slot(l) + L.kept) - 1;
  return get(w, m.places.task(taskAt(m, l, kept)) + T.delayed) === PHASE.delay.none;
}
function awaitsStart(m, w, l) {
  const tracked = get(w, m.places.slot(l) + L.tracked);
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) === tracked) return get(w, task + T.delayed) !== PHASE.delay.none;
  }
  return false;
}
function takeKeep(m, w, t) {
  const l = slotOfTask(m, t);
  set(w, m.places.slot(l) + L.kept, t % m.tasksPerSlot + 1);
  worker2.fire(m, w, l, ON3.keeps);
}
function takeReplace(m, w, l) {
  worker2.fire(m, w, l, oldTaskIsGone(m, w, l) ? ON3.aborts : ON3.replaces);
}
function oldTaskIsGone(m, w, l) {
  const wanted = get(w, m.places.slot(l) + L.snapshotWanted);
  return config(m, w, l).order === "stop-first" && wanted !== 0 && stillWanted(m, w, l, wanted) === 0;
}
function takeSight(m, w, l) {
  set(w, m.places.slot(l) + L.trackedAt, get(w, G.now));
  worker2.fire(m, w, l, ON3.seesRunning);
}
function takePromotion(m, w, l) {
  worker2.fire(m, w, l, ON3.seesPromotion);
}
function takeWait(m, w, l) {
  worker2.fire(m, w, l, ON3.hasWaited);
}
function takeWorkerStop(m, w, l) {
  worker2.fire(m, w, l, ON3.stops);
}
function replace(m, w, l) {
  const service2 = m.places.service(serviceOfSlot(m, l));
  const slot = m.places.slot(l);
  set(w, slot + L.tracked, get(w, G.lastTaskId) + 1);
  set(w, slot + L.trackedAt, NEVER);
  set(w, slot + L.saw, 0);
  const [spec, specVersion] = [get(w, service2 + S.updaterSpec), get(w, service2 + S.updaterSpecVersion)];
  const task = createTask(m, w, l, spec, specVersion, TaskState.ready);
  if (task < 0) return;
  const stopFirst = config(m, w, l).order === "stop-first";
  const removed = stopFirst ? removeOld(m, w, l, get(w, slot + L.snapshotWanted)) : -1;
  delayStart(m, w, task, 0, removed);
}
function mustBePromoted(m, w, l) {
  const slot = m.places.slot(l);
  const others = othersOf(m, w, l);
  const failed = others !== 0 && stillWanted(m, w, l, others) === 0;
  return !failed && (get(w, slot + L.snapshotRunning) & 1 << get(w, slot + L.kept) - 1) === 0;
}
function removeOthers(m, w, l) {
  removeOld(m, w, l, othersOf(m, w, l));
}
function promote(m, w, l) {
  const slot = m.places.slot(l);
  const others = othersOf(m, w, l);
  const old = others === 0 ? -1 : taskAt(m, l, 31 - Math.clz32(others));
  delayStart(m, w, taskAt(m, l, get(w, slot + L.kept) - 1), 0, old);
}

// model/actors/updater.ts
var updater2 = wire(updater, {
  read: (m, w, s) => get(w, m.places.service(s) + S.updater),
  write: (m, w, s, phase2) => {
    set(w, m.places.service(s) + S.updater, phase2);
  },
  guards: {
    "status is paused": (m, w, s) => {
      const state = get(w, m.places.service(s) + S.updaterState);
      return state === UpdateState.paused || state === UpdateState.rollback_paused;
    },
    "no slot is dirty": (m, w, s) => dirtySlots(m, w, s) === 0,
    "update in progress": (m, w, s) => {
      const state = get(w, m.places.service(s) + S.updaterState);
      return state === UpdateState.updating || state === UpdateState.rollback_started;
    },
    "more slots": (m, w, s) => slotsIn(m, w, s, PHASE.worker.queued) > 0
  },
  effects: {
    "completes the update": completeUpdate,
    "starts the update": begin,
    "pauses the update": (m, w, s) => {
      const bug = wouldRollBackARollback(m, w, s);
      pauseUpdate(m, w, s, bug ? MESSAGE.rollbackPaused : MESSAGE.paused);
    },
    "rolls the update back": rollbackUpdate,
    "opens the window": openWindow,
    returns: (m, w, s) => {
      dismissWorkers(m, w, s);
      forget(m, w, s);
    },
    "is forgotten": (m, w, s) => {
      forgetWorkers(m, w, s);
      forget(m, w, s);
    }
  }
});
var event4 = (name) => codeIn(updater2.table.events, name);
var ON4 = {
  creates: event4("supervisor.creates"),
  starts: event4("updater.starts"),
  handsOut: event4("updater.hands-out"),
  tolerates: event4("updater.tolerates"),
  pauses: event4("updater.pauses"),
  rollsBack: event4("updater.rolls-back"),
  pausesRollback: event4("updater.pauses-rollback"),
  completes: event4("updater.completes"),
  stops: event4("updater.stops"),
  workersFinish: event4("workers.finish"),
  leaderChanges: event4("leader.changes")
};
function dirtySlots(m, w, s) {
  const { firstSlot, slots } = serviceAt(m, s);
  let dirty = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) if (isDirtySlot(m, w, s, l)) dirty++;
  return dirty;
}
function slotsIn(m, w, s, phase2) {
  const { firstSlot, slots } = serviceAt(m, s);
  let found = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) if (get(w, m.places.slot(l) + L.worker) === phase2) found++;
  return found;
}
function registerUpdater(m, w, s) {
  const service2 = m.places.service(s);
  updater2.fire(m, w, s, ON4.creates);
  set(w, service2 + S.updaterSpec, get(w, service2 + S.nextSpec));
  set(w, service2 + S.updaterSpecVersion, get(w, service2 + S.nextSpecVersion));
  set(w, service2 + S.updaterState, get(w, service2 + S.nextState));
  set(w, service2 + S.updaterSince, get(w, G.now));
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    set(w, slot + L.snapshot, get(w, slot + L.nextSnapshot));
    set(w, slot + L.snapshotWanted, get(w, slot + L.nextWanted));
    set(w, slot + L.snapshotRunning, get(w, slot + L.nextRunning));
  }
}
function begin(m, w, s) {
  const service2 = m.places.service(s);
  set(w, service2 + S.updaterDirty, dirtySlots(m, w, s));
  set(w, service2 + S.updaterMonitorMs, runConfig(m, w, s).monitorMs);
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) if (isDirtySlot(m, w, s, l)) queueSlot(m, w, l);
  if (get(w, service2 + S.updaterState) === UpdateState.unset) startUpdate(m, w, s);
}
function openWindow(m, w, s) {
  const service2 = m.places.service(s);
  const { delayMs } = runConfig(m, w, s);
  if (delayMs >= get(w, service2 + S.updaterMonitorMs)) {
    set(w, service2 + S.updaterMonitorMs, delayMs + DELAY_MONITOR_MARGIN_MS);
  }
  set(w, service2 + S.monitorSince, get(w, G.now));
}
function forget(m, w, s) {
  const service2 = m.places.service(s);
  for (const field of UPDATER_FIELDS) set(w, service2 + field, 0);
  set(w, service2 + S.updaterSince, NEVER);
  set(w, service2 + S.monitorSince, NEVER);
}
var UPDATER_FIELDS = [
  S.updaterSpec,
  S.updaterSpecVersion,
  S.updaterState,
  S.updaterDirty,
  S.updaterFailures,
  S.updaterMonitorMs,
  S.updaterCancelled,
  S.failuresQueued
];
function pendUpdater(m, w, s, into) {
  const service2 = m.places.service(s);
  const phase2 = get(w, service2 + S.updater);
  const { updater: at } = PHASE;
  if (phase2 === at.absent || phase2 === at.draining || phase2 === at.halting) return;
  const { manager } = m.scenario.timing;
  const since = get(w, service2 + S.updaterSince);
  const offer2 = (kind, argument, from = since) => {
    pend(w, into, kind, argument, actorOf.updater(m, s), from, manager);
  };
  if (phase2 === at.created) offer2(KIND["updater.starts"], s);
  if (phase2 === at.completing) offer2(KIND["updater.completes"], s);
  if (phase2 !== at.dispatching && phase2 !== at.monitoring) return;
  if (get(w, service2 + S.updaterCancelled) !== 0) offer2(KIND["updater.stops"], s);
  if (get(w, service2 + S.failuresQueued) > 0) offer2(KIND["updater.reads-failure"], s);
  if (phase2 === at.monitoring) {
    offer2(KIND["updater.completes"], s, get(w, service2 + S.monitorSince) + get(w, service2 + S.updaterMonitorMs));
    return;
  }
  const { parallelism, delayMs } = runConfig(m, w, s);
  if (delayMs > 0 && get(w, service2 + S.updaterCancelled) !== 0) return;
  if (parallelism !== 0 && busyWorkers(m, w, s) >= parallelism) return;
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    if (get(w, m.places.slot(l) + L.worker) === PHASE.worker.queued) offer2(KIND["updater.hands-out-slot"], l);
  }
}
function takeStart(m, w, s) {
  set(w, m.places.service(s) + S.updaterSince, get(w, G.now));
  updater2.fire(m, w, s, ON4.starts);
}
function takeHandOut(m, w, l) {
  const s = serviceOfSlot(m, l);
  set(w, m.places.service(s) + S.updaterSince, get(w, G.now));
  handOut(m, w, l);
  updater2.fire(m, w, s, ON4.handsOut);
}
function loseUpdater(m, w, s) {
  updater2.fire(m, w, s, ON4.leaderChanges);
}
function takeCompletion(m, w, s) {
  updater2.fire(m, w, s, ON4.completes);
}
function takeStop(m, w, s) {
  updater2.fire(m, w, s, ON4.stops);
  finishIfIdle(m, w, s);
}
function finishIfIdle(m, w, s) {
  const phase2 = get(w, m.places.service(s) + S.updater);
  const waiting = phase2 === PHASE.updater.draining || phase2 === PHASE.updater.halting;
  if (waiting && busyWorkers(m, w, s) === 0) updater2.fire(m, w, s, ON4.workersFinish);
}
function takeFailure(m, w, s) {
  set(w, m.places.service(s) + S.updaterSince, get(w, G.now));
  updater2.fire(m, w, s, ON4[readFailure(m, w, s)]);
  finishIfIdle(m, w, s);
}

// model/actors/supervisor.ts
function superviseUpdate(m, w, s) {
  const service2 = m.places.service(s);
  if (get(w, service2 + S.updater) === PHASE.updater.absent) {
    registerUpdater(m, w, s);
  } else if (get(w, service2 + S.updaterSpec) !== get(w, service2 + S.nextSpec)) {
    set(w, service2 + S.updaterCancelled, 1);
    set(w, service2 + S.nextPending, 1);
    set(w, service2 + S.updaterSince, get(w, G.now));
  }
}

// model/actors/global-orchestrator.ts
function handleTask(m, w, t) {
  const task = m.places.task(t);
  if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) return;
  if (!isOverState(get(w, task + T.observed))) return;
  const l = slotOfTask(m, t);
  const s = serviceOfSlot(m, l);
  if (isGone(m, w, s)) return;
  const n = l - serviceAt(m, s).firstSlot;
  if (isInvalidNode(m, w, n)) return;
  const spec = specAt(m, get(w, m.places.service(s) + S.spec));
  if (isPaused(m, w, n) || !meetsConstraints(m, w, n, spec)) shutDown(m, w, t);
  else restart(m, w, t);
}
function reconcile(m, w, s, spec, specVersion, state) {
  const service2 = m.places.service(s);
  const { firstSlot } = serviceAt(m, s);
  let updates = false;
  for (let n = 0; n < m.nodes; n++) {
    const l = firstSlot + n;
    const tasks = fillNext(m, w, l, state);
    if (isInvalidNode(m, w, n) || !meetsConstraints(m, w, n, specAt(m, spec))) shutDownAll(m, w, l, tasks);
    else if (!isPaused(m, w, n)) {
      if (tasks !== 0) {
        updates = true;
        continue;
      }
      createTask(m, w, l, spec, specVersion, TaskState.running);
    }
    for (const field of [L.nextSnapshot, L.nextWanted, L.nextRunning]) set(w, m.places.slot(l) + field, 0);
  }
  if (!updates) return;
  set(w, service2 + S.nextSpec, spec);
  set(w, service2 + S.nextSpecVersion, specVersion);
  set(w, service2 + S.nextState, state);
  superviseUpdate(m, w, s);
  if (get(w, service2 + S.nextPending) === 0) clearNext(m, w, s);
}
function handleNode(m, w, n) {
  for (let s = 0; s < m.services.length; s++) {
    const { mode, firstSlot } = serviceAt(m, s);
    const isServed = mode === "global" && !isGone(m, w, s);
    if (isServed) reconcileOnNode(m, w, s, firstSlot + n, n);
  }
}
function reconcileOnNode(m, w, s, l, n) {
  if (get(w, m.places.node(n) + N.gone) !== 0) {
    for (let place = 0; place < m.tasksPerSlot; place++) deleteAt(m, w, taskAt(m, l, place));
    return;
  }
  if (isInvalidNode(m, w, n)) {
    shutDownAll(m, w, l, -1);
    return;
  }
  const service2 = m.places.service(s);
  const spec = get(w, service2 + S.spec);
  const specVersion = get(w, service2 + S.specVersion);
  if (isPaused(m, w, n) || !meetsConstraints(m, w, n, specAt(m, spec))) return;
  const tasks = updatableTasks(m, w, l, get(w, service2 + S.updateState));
  let clean = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if ((tasks & 1 << place) !== 0 && !isDirtyTask(m, w, task, spec, specVersion)) clean |= 1 << place;
  }
  const kept = clean & -clean;
  shutDownAll(m, w, l, tasks & ~kept);
  if (kept === 0) createTask(m, w, l, spec, specVersion, TaskState.running);
}
function deleteAt(m, w, t) {
  if (get(w, m.places.task(t) + T.id) !== 0) deleteTask(m, w, t);
}
function shutDownAll(m, w, l, mask) {
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if ((mask & 1 << place) !== 0) shutDown(m, w, taskAt(m, l, place));
  }
}
function shutDown(m, w, t) {
  const task = m.places.task(t);
  if (get(w, task + T.id) !== 0 && get(w, task + T.desired) < TaskState.shutdown)
    setDesired(m, w, t, TaskState.shutdown);
}

// model/actors/replicated-orchestrator.ts
var replicated_orchestrator_exports = {};
__export(replicated_orchestrator_exports, {
  finishReconcile: () => finishReconcile,
  handleNode: () => handleNode2,
  handleTask: () => handleTask2,
  reconcile: () => reconcile2
});

// model/actors/scale-down.ts
function slotsToKeep(m, w, s, wanted) {
  const { firstSlot, slots } = serviceAt(m, s);
  const found = Array.from({ length: slots }, (_, i) => firstSlot + i).filter((l) => get(w, m.places.slot(l) + L.nextSnapshot) !== 0).map((l) => ({ l, isRunning: runs(m, w, l), node: onlyNode(m, w, l) })).sort((a, b) => Number(b.isRunning) - Number(a.isRunning) || a.l - b.l);
  const copies = /* @__PURE__ */ new Map();
  const indexed = found.map(({ l, node }) => {
    if (node === 0) return { l, copy: Infinity };
    const copy = (copies.get(node) ?? 0) + 1;
    copies.set(node, copy);
    return { l, copy };
  });
  indexed.sort((a, b) => a.copy === b.copy ? 0 : a.copy - b.copy);
  return indexed.slice(0, wanted).map(({ l }) => l);
}
function runs(m, w, l) {
  return placesIn(m, w, l).some((task) => get(w, task + T.observed) === TaskState.running);
}
function onlyNode(m, w, l) {
  const [only, another] = placesIn(m, w, l);
  return only === void 0 || another !== void 0 ? 0 : get(w, only + T.node);
}
function placesIn(m, w, l) {
  const mask = get(w, m.places.slot(l) + L.nextSnapshot);
  return Array.from({ length: m.tasksPerSlot }, (_, place) => place).filter((place) => (mask & 1 << place) !== 0).map((place) => m.places.task(taskAt(m, l, place)));
}

// model/actors/replicated-orchestrator.ts
function handleTask2(m, w, t) {
  const task = m.places.task(t);
  if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) return;
  if (isGone(m, w, serviceOfSlot(m, slotOfTask(m, t)))) return;
  const node = get(w, task + T.node);
  if (isOverState(get(w, task + T.observed)) || node !== 0 && isInvalidNode(m, w, node - 1)) restart(m, w, t);
}
function handleNode2(m, w, n) {
  if (!isInvalidNode(m, w, n)) return;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const isOurs = serviceAt(m, serviceOfSlot(m, slotOfTask(m, t))).mode === "replicated";
    if (isOurs && get(w, task + T.node) === n + 1) handleTask2(m, w, t);
  }
}
function reconcile2(m, w, s, spec, specVersion, state) {
  const service2 = m.places.service(s);
  const { firstSlot, slots } = serviceAt(m, s);
  const wanted = specAt(m, spec).replicas;
  let found = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) if (fillNext(m, w, l, state) !== 0) found++;
  if (found > wanted) leaveOut2(m, w, s, wanted);
  if (found === wanted) deleteDead(m, w, s);
  set(w, service2 + S.nextSpec, spec);
  set(w, service2 + S.nextSpecVersion, specVersion);
  set(w, service2 + S.nextState, state);
  set(w, service2 + S.nextMissing, Math.max(0, wanted - found));
  set(w, service2 + S.nextFewer, found > wanted ? 1 : 0);
  superviseUpdate(m, w, s);
  if (get(w, service2 + S.nextPending) === 0) finishReconcile(m, w, s);
}
function leaveOut2(m, w, s, wanted) {
  const kept = slotsToKeep(m, w, s, wanted);
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    if (kept.includes(l)) continue;
    set(w, slot + L.nextExtra, get(w, slot + L.nextSnapshot));
    for (const field of [L.nextSnapshot, L.nextWanted, L.nextRunning]) set(w, slot + field, 0);
  }
}
function finishReconcile(m, w, s) {
  const service2 = m.places.service(s);
  const missing = get(w, service2 + S.nextMissing);
  if (missing > 0) addTasks(m, w, s, missing);
  if (get(w, service2 + S.nextFewer) !== 0) {
    deleteDead(m, w, s);
    giveUpExtra(m, w, s);
  }
  clearNext(m, w, s);
}
function addTasks(m, w, s, missing) {
  const service2 = m.places.service(s);
  const { firstSlot, slots } = serviceAt(m, s);
  let left = missing;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    if (get(w, m.places.slot(l) + L.nextSnapshot) !== 0) continue;
    if (left > 0) {
      createTask(m, w, l, get(w, service2 + S.nextSpec), get(w, service2 + S.nextSpecVersion), TaskState.running);
      left--;
    } else deleteUnwanted(m, w, l);
  }
}
function deleteDead(m, w, s) {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    if (get(w, slot + L.nextSnapshot) === 0 && get(w, slot + L.nextExtra) === 0) deleteUnwanted(m, w, l);
  }
}
function deleteUnwanted(m, w, l) {
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const t = taskAt(m, l, place);
    const task = m.places.task(t);
    if (get(w, task + T.id) !== 0 && get(w, task + T.desired) > TaskState.running) deleteTask(m, w, t);
  }
}
function giveUpExtra(m, w, s) {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const extra = get(w, m.places.slot(l) + L.nextExtra);
    for (let place = 0; place < m.tasksPerSlot; place++) {
      const t = taskAt(m, l, place);
      const isExtra = (extra & 1 << place) !== 0 && get(w, m.places.task(t) + T.id) !== 0;
      if (isExtra && get(w, m.places.task(t) + T.desired) < TaskState.remove) setDesired(m, w, t, TaskState.remove);
    }
  }
}

// model/actors/service-removal.ts
function removeTasks(m, w, s) {
  for (const t of tasksOf(m, w, s)) {
    if (get(w, m.places.task(t) + T.desired) < TaskState.remove) setDesired(m, w, t, TaskState.remove);
  }
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    set(w, m.places.slot(l) + L.restarts, 0);
    set(w, m.places.slot(l) + L.restartVersion, 0);
  }
}
function deleteOrphans(m, w, s) {
  for (const t of tasksOf(m, w, s)) deleteTask(m, w, t);
}
function tasksOf(m, w, s) {
  const { firstSlot, slots } = serviceAt(m, s);
  const all = Array.from({ length: slots * m.tasksPerSlot }, (_, i) => taskAt(m, firstSlot, 0) + i);
  return all.filter((t) => get(w, m.places.task(t) + T.id) !== 0);
}

// model/actors/leadership.ts
function takeElection(m, w) {
  set(w, G.faults, get(w, G.faults) + 1);
  for (let s = 0; s < m.services.length; s++) {
    const service2 = m.places.service(s);
    set(w, service2 + S.nextPending, 0);
    clearNext(m, w, s);
    if (get(w, service2 + S.updater) !== PHASE.updater.absent) loseUpdater(m, w, s);
  }
  forgetRestarts(m, w);
  for (let q = 0; q < m.orchestrators.length; q++) {
    w.fill(0, m.places.event(q, 0), m.places.event(q, m.places.dimensions.events));
    set(w, m.places.orchestrator(q) + O.queued, 0);
    publish(m, w, q, EVENT.start, 0);
  }
  for (let n = 0; n < m.nodes; n++) set(w, m.places.node(n) + N.checkSince, get(w, G.now));
  for (let t = 0; t < m.tasks; t++) {
    set(w, m.places.task(t) + T.dropped, 0);
    set(w, m.places.task(t) + T.tickAt, NEVER);
  }
}
function startUp(m, w, q) {
  const related = m.services.flatMap(({ orchestrator }, s) => orchestrator === q ? [s] : []);
  for (const s of related.filter((s2) => isGone(m, w, s2))) deleteOrphans(m, w, s);
  const services = related.filter((s) => !isGone(m, w, s));
  const tasks = services.flatMap((s) => tasksOf(m, w, s));
  const over = tasks.filter((t) => fixTask(m, w, t));
  for (const t of tasks) {
    const task = m.places.task(t);
    const isReady = get(w, task + T.desired) === TaskState.ready && get(w, task + T.observed) <= TaskState.complete;
    if (isReady) startAgain(m, w, t);
  }
  for (const s of services) rebuildHistory(m, w, s);
  const mode = m.orchestrators[q] === "global" ? global_orchestrator_exports : replicated_orchestrator_exports;
  for (const t of over) mode.handleTask(m, w, t);
  for (const s of services) {
    const service2 = m.places.service(s);
    mode.reconcile(m, w, s, get(w, service2 + S.spec), get(w, service2 + S.specVersion), get(w, service2 + S.updateState));
  }
}
function fixTask(m, w, t) {
  const task = m.places.task(t);
  if (get(w, task + T.desired) > TaskState.running) return false;
  const node = get(w, task + T.node);
  const isMisplaced = node !== 0 && isInvalidNode(m, w, node - 1);
  const isGlobal = serviceAt(m, serviceOfSlot(m, slotOfTask(m, t))).mode === "global";
  if (isMisplaced && isGlobal) shutDown(m, w, t);
  return isMisplaced ? !isGlobal : get(w, task + T.observed) > TaskState.running;
}
function rebuildHistory(m, w, s) {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const tasks = Array.from({ length: m.tasksPerSlot }, (_, place) => taskAt(m, l, place)).filter(
      (t) => get(w, m.places.task(t) + T.id) !== 0
    );
    const version = (t) => get(w, m.places.task(t) + T.specVersion);
    const newest = Math.max(...tasks.map(version));
    const current = tasks.filter((t) => version(t) === newest);
    current.sort((a, b) => get(w, m.places.task(a) + T.id) - get(w, m.places.task(b) + T.id));
    for (const t of current.slice(1)) recordRestart(m, w, l, t);
  }
}

// model/actors/orchestrator.ts
function pendOrchestrators(m, w, into) {
  for (let q = 0; q < m.orchestrators.length; q++) {
    const orchestrator = m.places.orchestrator(q);
    if (get(w, orchestrator + O.queued) === 0 || standsStill(m, w, q)) continue;
    const since = get(w, orchestrator + O.since);
    const kind = KIND["orchestrator.handles-event"];
    pend(w, into, kind, q, actorOf.orchestrator(m, q), since, m.scenario.timing.manager);
  }
}
function standsStill(m, w, q) {
  for (let s = 0; s < m.services.length; s++) {
    if (serviceAt(m, s).orchestrator === q && get(w, m.places.service(s) + S.nextPending) !== 0) return true;
  }
  return false;
}
function takeEvent(m, w, q) {
  const event5 = m.places.event(q, 0);
  const kind = get(w, event5 + E.kind);
  const subject = get(w, event5 + E.subject);
  const spec = get(w, event5 + E.spec);
  const specVersion = get(w, event5 + E.specVersion);
  const state = get(w, event5 + E.state);
  dequeue(m, w, q);
  set(w, m.places.orchestrator(q) + O.since, get(w, G.now));
  const mode = m.orchestrators[q] === "global" ? global_orchestrator_exports : replicated_orchestrator_exports;
  if (kind === EVENT.task) mode.handleTask(m, w, subject);
  else if (kind === EVENT.node) mode.handleNode(m, w, subject);
  else if (kind === EVENT.start) startUp(m, w, q);
  else if (kind === EVENT.gone) removeTasks(m, w, subject);
  else mode.reconcile(m, w, subject, spec, specVersion, state);
}
function dequeue(m, w, q) {
  const orchestrator = m.places.orchestrator(q);
  const queued = get(w, orchestrator + O.queued);
  w.copyWithin(m.places.event(q, 0), m.places.event(q, 1), m.places.event(q, queued));
  const last = m.places.event(q, queued - 1);
  w.fill(0, last, last + Event.size);
  set(w, orchestrator + O.queued, queued - 1);
}
function wakeOrchestrator(m, w, s) {
  const service2 = m.places.service(s);
  if (get(w, service2 + S.nextPending) === 0 || get(w, service2 + S.updater) !== PHASE.updater.absent) return;
  set(w, service2 + S.nextPending, 0);
  registerUpdater(m, w, s);
  const { orchestrator } = serviceAt(m, s);
  finishReconcile(m, w, s);
  set(w, m.places.orchestrator(orchestrator) + O.since, get(w, G.now));
}

// model/actors/scheduler.ts
var assignment = (m, argument) => ({
  t: argument % m.tasks,
  n: Math.floor(argument / m.tasks)
});
function pendScheduling(m, w, t, task, into) {
  const { timing } = m.scenario;
  const offer2 = (kind, argument, since, window = timing.schedule) => {
    pend(w, into, kind, argument, actorOf.scheduler, since, window);
  };
  if (get(w, task + T.observed) === TaskState.new) {
    offer2(KIND["allocator.allocates"], t, get(w, task + T.actualSince), timing.allocate);
    return;
  }
  if (get(w, task + T.observed) !== TaskState.pending || get(w, task + T.dropped) !== 0) return;
  if (offerNodes(m, w, t, task, offer2)) return;
  if (!isOutdated(m, w, t)) return;
  if (get(w, task + T.desired) > TaskState.running) {
    offer2(KIND["scheduler.gives-up"], t, get(w, task + T.desiredSince));
  } else if (get(w, task + T.tickAt) !== NEVER) {
    offer2(KIND["scheduler.drops"], t, get(w, task + T.tickAt));
  }
}
function offerNodes(m, w, t, task, offer2) {
  const since = later(get(w, task + T.actualSince), get(w, G.freedAt));
  const preassigned = get(w, task + T.node) - 1;
  if (m.nodes === 1) {
    const fitting = canTake(m, w, task, 0, preassigned);
    if (fitting) offer2(KIND["scheduler.assigns"], t, since);
    return fitting;
  }
  let least = Infinity;
  for (let n = 0; n < m.nodes; n++) {
    if (canTake(m, w, task, n, preassigned)) least = Math.min(least, crowding(m, w, t, n));
  }
  for (let n = 0; n < m.nodes; n++) {
    if (canTake(m, w, task, n, preassigned) && crowding(m, w, t, n) === least)
      offer2(KIND["scheduler.assigns"], t + n * m.tasks, since);
  }
  return least < Infinity;
}
function canTake(m, w, task, n, preassigned) {
  if (preassigned >= 0 && preassigned !== n) return false;
  const node = m.places.node(n);
  const isReady = get(w, node + N.down) === 0 && get(w, node + N.gone) === 0;
  if (!isReady || get(w, node + N.availability) !== AVAILABILITY.active) return false;
  return meetsConstraints(m, w, n, specOf(m, w, task)) && fits(m, w, task, n);
}
function crowding(m, w, t, n) {
  const s = serviceOfSlot(m, slotOfTask(m, t));
  let [ofService, all] = [0, 0];
  for (let u = 0; u < m.tasks; u++) {
    const other = m.places.task(u);
    if (!isAssigned(w, other) || get(w, other + T.node) !== n + 1 || get(w, other + T.desired) > TaskState.running)
      continue;
    all++;
    if (serviceOfSlot(m, slotOfTask(m, u)) === s) ofService++;
  }
  return ofService * (m.tasks + 1) + all;
}
function isAssigned(w, task) {
  const observed = get(w, task + T.observed);
  return get(w, task + T.node) !== 0 && observed >= TaskState.assigned && !isOverState(observed);
}
function fits(m, w, task, n) {
  if (fateOf(m, w, task)?.kind === "unschedulable") return false;
  const need = specOf(m, w, task).reservationMb;
  if (need === 0) return true;
  let reserved = 0;
  for (let t = 0; t < m.tasks; t++) {
    const other = m.places.task(t);
    if (isAssigned(w, other) && get(w, other + T.node) === n + 1) reserved += specOf(m, w, other).reservationMb;
  }
  return reserved + need <= m.scenario.host.memoryMb;
}
function takeAllocation(m, w, t) {
  move2(m, w, t, TASK_EVENT.allocates);
}
function takeAssignment(m, w, argument) {
  const { t, n } = assignment(m, argument);
  set(w, m.places.task(t) + T.node, n + 1);
  move2(m, w, t, TASK_EVENT.assigns);
}
function takeGivingUp(m, w, t) {
  move2(m, w, t, TASK_EVENT.givesUp);
}
function takeDrop(m, w, t) {
  set(w, m.places.task(t) + T.dropped, 1);
  set(w, m.places.task(t) + T.tickAt, NEVER);
}
function move2(m, w, t, event5) {
  const task = m.places.task(t);
  taskLives.fire(m, w, t, event5);
  set(w, task + T.observed, get(w, task + T.actual));
  set(w, task + T.statusAt, get(w, G.now));
  set(w, task + T.tickAt, NEVER);
  writeTask(m, w, t);
}

// model/swarm.ts
var actorsOf = (m) => actorOf.task(m, m.tasks);
function initialWorld(m, w) {
  blank(m.places.layout, w);
  set(w, G.now, 0);
  set(w, G.raftIndex, 1);
  let id = 0;
  m.services.forEach(({ firstSpec, firstSlot, mode, slots }, s) => {
    set(w, m.places.service(s) + S.version, 1);
    set(w, m.places.service(s) + S.spec, firstSpec);
    const wanted = mode === "global" ? slots : specAt(m, firstSpec).replicas;
    for (let l = firstSlot; l < firstSlot + wanted; l++) {
      id++;
      startedTask(m, w, taskAt(m, l, 0), id, firstSpec, mode === "global" ? l - firstSlot : (id - 1) % m.nodes);
    }
  });
  set(w, G.lastTaskId, id);
}
function startedTask(m, w, t, id, spec, n) {
  const task = m.places.task(t);
  set(w, task + T.id, id);
  set(w, task + T.spec, spec);
  set(w, task + T.node, n + 1);
  for (const field of [T.observed, T.actual, T.desired]) set(w, task + field, TaskState.running);
  for (const field of [T.actualSince, T.desiredSince, T.createdAt, T.startedAt, T.statusAt]) set(w, task + field, 0);
  set(w, task + T.booted, 1);
}
function pending(m, w, into) {
  if (get(w, G.overflow) !== 0) return;
  pendOperator(m, w, into);
  pendOrchestrators(m, w, into);
  for (let s = 0; s < m.services.length; s++) pendUpdater(m, w, s, into);
  for (let l = 0; l < m.slots; l++) pendWorker(m, w, l, into);
  pendDelayedStarts(m, w, into);
  pendHostMemory(m, w, into);
  pendEnforcer(m, w, into);
  pendCluster(m, w, into);
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0) continue;
    pendReaper(m, w, t, task, into);
    if (get(w, task + T.actual) <= TaskState.pending) pendScheduling(m, w, t, task, into);
    else if (get(w, task + T.node) !== 0) pendAgent(m, w, t, task, into);
  }
}
function take(m, w, code) {
  const handler = HANDLERS[kindOf(code)];
  if (handler === void 0) throw new Error(`invariant broken: no step ${code}`);
  handler(m, w, argumentOf(code));
  for (let s = 0; s < m.services.length; s++) {
    finishIfIdle(m, w, s);
    wakeOrchestrator(m, w, s);
  }
  weighMemory(m, w);
}
var BY_KIND = {
  "operator.deploys": takeDeploy,
  "operator.moves": takeMove,
  "operator.updates": takeUpdate,
  "orchestrator.handles-event": takeEvent,
  "updater.starts": takeStart,
  "updater.hands-out-slot": takeHandOut,
  "updater.reads-failure": takeFailure,
  "updater.completes": takeCompletion,
  "updater.stops": takeStop,
  "worker.replaces-task": takeReplace,
  "worker.keeps-task": takeKeep,
  "worker.sees-promotion": takePromotion,
  "worker.sees-running": takeSight,
  "worker.has-waited": takeWait,
  "worker.stops": takeWorkerStop,
  "restart-supervisor.starts-task": takeDelayedStart,
  "allocator.allocates": takeAllocation,
  "scheduler.assigns": takeAssignment,
  "scheduler.gives-up": takeGivingUp,
  "scheduler.drops": takeDrop,
  "agent.accepts": takeAcceptance,
  "agent.prepares": takePreparation,
  "agent.has-prepared": takePrepared,
  "agent.rejects": takeRejection,
  "agent.starts": takeContainerStart,
  "agent.has-started": takeStarted,
  "agent.stops": takeStopped,
  "agent.finds-unhealthy": takeUnhealthy,
  "agent.reports": takeReport,
  "container.exits": takeExit,
  "container.settles": takeSettling,
  "container.swells": takeSwelling,
  "host-memory.kills": takeKill,
  "host-memory.load-becomes": takeLoad,
  "task-reaper.deletes": deleteTask,
  "constraint-enforcer.checks-node": takeCheck,
  "raft.elects-leader": takeElection,
  "network.cuts-off-node": takeCut,
  "network.reconnects-node": takeReconnection,
  "dispatcher.marks-node-down": takeNodeDown
};
var HANDLERS = Object.keys(KIND).map((kind) => BY_KIND[kind]);

// src/assertions/hc1.ts
var MIN_DIGITS = 7;
function hc1(stamp, head) {
  const plus2 = stamp.indexOf("+");
  const digits2 = plus2 < 0 ? stamp.length : plus2;
  const shared = Math.min(digits2, head.length);
  return shared >= MIN_DIGITS && isHex(stamp, digits2) && isHex(head, head.length) && agree(stamp, head, shared);
}
var commitOf = (stamp) => (stamp ?? "").replace(/\+.*$/, "");
function isHex(text, length) {
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const isDigit = code >= 48 && code <= 57;
    const isLetter = code >= 97 && code <= 102;
    if (!isDigit && !isLetter) return false;
  }
  return true;
}
function agree(a, b, length) {
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return false;
  }
  return true;
}

// src/assertions/judge.ts
function clearMemory(judge, row, at, never) {
  judge.memory.kinds.forEach((kind, offset) => {
    row[at + offset] = kind === "instant" ? never : 0;
  });
}

// properties/canonical.ts
function canonicalizer(v) {
  const instants = offsetsOf(v.layout, "instant");
  const rank2 = ranker(v.layout);
  const longest = longestMs(v) + 1;
  return (row) => {
    const now = get(row, G.now);
    if (now !== 0) {
      for (const at of instants) {
        const instant = get(row, at);
        if (instant !== NEVER) set(row, at, Math.max(-longest, instant - now));
      }
    }
    rank2(row);
  };
}
var offsetsOf = ({ kinds }, kind) => Int32Array.from(kinds.flatMap((other, at) => other === kind ? [at] : []));
function ranker(layout) {
  const ranked = ["identity", "version"].map((kind) => {
    const words2 = offsetsOf(layout, kind);
    return { words: words2, sorted: new Int32Array(words2.length) };
  });
  return (row) => {
    for (const { words: words2, sorted } of ranked) rank(row, words2, sorted);
  };
}
var FEW = 256;
var rankOf = new Int32Array(FEW);
function rank(row, words2, sorted) {
  let most2 = 0;
  for (const at of words2) most2 = Math.max(most2, get(row, at));
  if (most2 < FEW) rankByCount(row, words2, most2);
  else rankBySort(row, words2, sorted);
}
function rankByCount(row, words2, most2) {
  rankOf.fill(0, 0, most2 + 1);
  for (const at of words2) rankOf[get(row, at)] = 1;
  rankOf[0] = 0;
  for (let value = 1, ranks = 0; value <= most2; value++) if (rankOf[value] === 1) rankOf[value] = ++ranks;
  for (const at of words2) set(row, at, rankOf[get(row, at)]);
}
function rankBySort(row, words2, sorted) {
  for (let i = 0; i < words2.length; i++) sorted[i] = get(row, words2[i] ?? 0);
  sorted.sort();
  for (const at of words2) {
    const value = get(row, at);
    let rankOfValue = 0;
    let last = 0;
    for (const candidate of sorted) {
      if (candidate > value) break;
      if (candidate > last) rankOfValue++;
      last = candidate;
    }
    set(row, at, rankOfValue);
  }
}
function longestMs(v) {
  const { scenario, specs } = v.model;
  let longest = 0;
  const visit = (value, key) => {
    if (typeof value === "number" && key.endsWith("Ms")) longest = Math.max(longest, value);
    else if (typeof value === "object" && value !== null)
      for (const [name, part] of Object.entries(value)) visit(part, name);
  };
  for (const [name, part] of Object.entries(scenario)) if (name !== "bounds") visit(part, name);
  return Math.max(longest, ...specs.flatMap((spec) => sumsOf(scenario, spec)));
}
function sumsOf({ timing }, { behaviour, healthcheck }) {
  const stop = behaviour.stop.latestMs;
  const stopped = timing.assign.latestMs + timing.stopSignal.latestMs + stop;
  if (healthcheck === null) return [stopped];
  const { startPeriodMs, retries, intervalMs, timeoutMs } = healthcheck;
  return [stopped, startPeriodMs + retries * (intervalMs + timeoutMs) + stop];
}

// properties/describe.ts
function describeSwarmStep(m, row, code) {
  const kind = kindOf(code);
  const [actor = "", does = ""] = (KINDS[kind] ?? "").split(".");
  return { actor, does, with: argumentsOf(m, row, kind, argumentOf(code)) };
}
function argumentsOf(m, row, kind, argument) {
  switch (kind) {
    case KIND["operator.deploys"]:
      return deployArguments(m, argument);
    case KIND["operator.moves"]:
      return moveArguments(m, argument);
    case KIND["operator.updates"]: {
      const answer = isOutOfSequence(m, row, argument) ? { answer: "update out of sequence" } : {};
      return { service: serviceAt(m, argument).name, ...answer };
    }
    case KIND["orchestrator.handles-event"]:
      return eventArguments(m, row, argument);
    case KIND["host-memory.load-becomes"]: {
      const { n, level } = loadArgument(argument);
      return { megabytes: m.scenario.host.loadMb[level] ?? 0, ...nodeNamed(m, n) };
    }
    case KIND["updater.starts"]:
    case KIND["updater.completes"]:
    case KIND["updater.stops"]:
    case KIND["updater.reads-failure"]:
      return serviceNamed(m, argument);
    case KIND["updater.hands-out-slot"]:
    case KIND["worker.replaces-task"]:
    case KIND["worker.sees-promotion"]:
    case KIND["worker.sees-running"]:
    case KIND["worker.has-waited"]:
    case KIND["worker.stops"]: {
      const s = serviceOfSlot(m, argument);
      return { slot: argument - serviceAt(m, s).firstSlot + 1, ...serviceNamed(m, s) };
    }
    case KIND["scheduler.assigns"]: {
      const { t, n } = assignment(m, argument);
      return { ...taskArguments(m, row, t), ...nodeNamed(m, n) };
    }
    case KIND["agent.reports"]:
      return {
        ...taskArguments(m, row, argument),
        state: TASK_STATES[get(row, m.places.task(argument) + T.actual)] ?? ""
      };
    case KIND["constraint-enforcer.checks-node"]:
    case KIND["network.cuts-off-node"]:
    case KIND["network.reconnects-node"]:
    case KIND["dispatcher.marks-node-down"]:
      return { node: argument + 1 };
    case KIND["raft.elects-leader"]:
      return {};
    default:
      return taskArguments(m, row, argument);
  }
}
var serviceNamed = (m, s) => m.services.length === 1 ? {} : { service: serviceAt(m, s).name };
var nodeNamed = (m, n) => m.nodes === 1 ? {} : { node: n + 1 };
function deployArguments(m, argument) {
  const { first: s, second: fate } = halves(argument);
  const kind = m.fates[serviceAt(m, s).firstFate + fate]?.kind ?? "good";
  return { ...serviceNamed(m, s), spec: "head", fate: kind };
}
function moveArguments(m, argument) {
  const { first, second: target } = halves(argument);
  const move3 = MOVES[first] ?? "identical";
  if (isStackDeploy(move3)) return { move: move3 };
  return { move: move3, ...isOnService(move3) ? serviceNamed(m, target) : nodeNamed(m, target) };
}
function taskArguments(m, row, t) {
  const task = m.places.task(t);
  const s = serviceOfSlot(m, slotOfTask(m, t));
  return { task: `t${get(row, task + T.id)}`, spec: specOf(m, row, task).name, ...serviceNamed(m, s) };
}
function eventArguments(m, row, q) {
  const event5 = m.places.event(q, 0);
  const subject = get(row, event5 + E.subject);
  switch (get(row, event5 + E.kind)) {
    case EVENT.service: {
      const spec = specAt(m, get(row, event5 + E.spec)).name;
      return m.services.length === 1 ? { service: spec } : { service: serviceAt(m, subject).name, spec };
    }
    case EVENT.node:
      return { node: subject + 1 };
    case EVENT.gone:
      return { gone: serviceAt(m, subject).name };
    case EVENT.start:
      return { start: m.orchestrators[q] ?? "" };
    default:
      return {
        ...taskArguments(m, row, subject),
        is: TASK_STATES[get(row, m.places.task(subject) + T.observed)] ?? ""
      };
  }
}

// properties/truth.ts
var CAUSES = [
  "rolling-back",
  "rolled-back",
  "other-stamp",
  "head-oom",
  "head-unhealthy",
  "head-rejected",
  "head-crash-looping",
  "head-pending",
  "paused",
  "mixed-slots",
  "no-tasks"
];
function isOver(m, w) {
  if (get(w, G.command) !== 0) return false;
  for (let q = 0; q < m.orchestrators.length; q++) if (get(w, m.places.orchestrator(q) + O.queued) !== 0) return false;
  for (let n = 0; n < m.nodes; n++) {
    const node = m.places.node(n);
    const isLost = get(w, node + N.cutSince) !== NEVER && get(w, node + N.gone) === 0;
    if (get(w, node + N.checkSince) !== NEVER || isLost) return false;
  }
  for (let s = 0; s < m.services.length; s++) if (!serviceIsOver(m, w, s)) return false;
  return true;
}
function serviceIsOver(m, w, s) {
  const service2 = m.places.service(s);
  if (get(w, service2 + S.updater) !== PHASE.updater.absent || get(w, service2 + S.nextPending) !== 0) return false;
  const { firstSlot, slots, mode } = serviceAt(m, s);
  const isGone2 = get(w, service2 + S.gone) !== 0;
  let held = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const state = slotState(m, w, l);
    if (state === "moving") return false;
    if (state === "held" && isGone2) return false;
    if (state !== "empty") held++;
  }
  return isGone2 || mode === "global" || held >= specAt(m, get(w, service2 + S.spec)).replicas;
}
function slotState(m, w, l) {
  let wanted = 0;
  let newest = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const t = taskAt(m, l, place);
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0) continue;
    if (get(w, task + T.delayed) !== PHASE.delay.none) return "moving";
    if (get(w, task + T.desired) <= TaskState.running) wanted++;
    if (newest < 0 || isOlder(w, m.places.task(newest), task)) newest = t;
  }
  if (wanted > 1) return "moving";
  if (wanted === 1) return "held";
  return newest >= 0 && !shouldRestart(m, w, newest) ? "spent" : "empty";
}
function isGoodNow(m, w) {
  for (let s = 0; s < m.services.length; s++) if (!serviceIsGood(m, w, s)) return false;
  return true;
}
function serviceIsGood(m, w, s) {
  const service2 = m.places.service(s);
  const spec = specAt(m, get(w, service2 + S.spec));
  if (!spec.isHead || get(w, service2 + S.gone) !== 0) return false;
  const { mode, firstSlot, slots } = serviceAt(m, s);
  let good = 0;
  let wanted = mode === "global" ? 0 : spec.replicas;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const serves = slotServes(m, w, s, l);
    const isWanted2 = mode === "global" ? mayHold(m, w, l - firstSlot, s) : serves !== "empty";
    if (!isWanted2 && serves !== "bad") continue;
    if (serves !== "good") return false;
    if (mode === "global") wanted++;
    good++;
  }
  return wanted > 0 && good === wanted;
}
function mayHold(m, w, n, s) {
  const spec = specAt(m, get(w, m.places.service(s) + S.spec));
  const isActive = get(w, m.places.node(n) + N.availability) === AVAILABILITY.active;
  return isActive && !isInvalidNode(m, w, n) && meetsConstraints(m, w, n, spec);
}
function slotServes(m, w, s, l) {
  const service2 = m.places.service(s);
  let only = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) continue;
    if (only >= 0) return "bad";
    only = task;
  }
  if (only < 0) return "empty";
  const isDirty = isDirtyTask(m, w, only, get(w, service2 + S.spec), get(w, service2 + S.specVersion));
  const isReached = isAlive(w, only) && get(w, m.places.node(get(w, only + T.node) - 1) + N.cutSince) === NEVER;
  return isDirty || !isReached ? "bad" : "good";
}
function isCrashLooping(m, w) {
  for (let s = 0; s < m.services.length; s++) if (serviceCrashLoops(m, w, s)) return true;
  return false;
}
function serviceCrashLoops(m, w, s) {
  const service2 = m.places.service(s);
  return get(w, service2 + S.headDeaths) > 0 && m.fates[get(w, service2 + S.headFate) - 1]?.times !== "once";
}
function isCrashLoop(m, w) {
  for (let s = 0; s < m.services.length; s++) {
    if (get(w, m.places.service(s) + S.updater) !== PHASE.updater.absent) return false;
  }
  for (let l = 0; l < m.slots; l++) if (get(w, m.places.slot(l) + L.deaths) >= 2) return true;
  return false;
}
function isFlagged(m, w) {
  for (let s = 0; s < m.services.length; s++) {
    const service2 = m.places.service(s);
    const state = get(w, service2 + S.updateState);
    if (get(w, service2 + S.everStopped) !== 0) return true;
    if (state !== UpdateState.unset && state !== UpdateState.completed) return true;
  }
  return false;
}
function culprit(m, w) {
  for (let s = 0; s < m.services.length; s++) if (!serviceIsGood(m, w, s) || serviceCrashLoops(m, w, s)) return s;
  return 0;
}
function causeOf(m, w, s) {
  const service2 = m.places.service(s);
  const state = get(w, service2 + S.updateState);
  if (get(w, service2 + S.gone) !== 0) return "no-tasks";
  if (state === UpdateState.rollback_started) return "rolling-back";
  if (!specAt(m, get(w, service2 + S.spec)).isHead) {
    return get(w, service2 + S.replacedBy) === REPLACED.byDeploy ? "other-stamp" : "rolled-back";
  }
  if (get(w, service2 + S.headDeaths) > 0) return deathCause(get(w, service2 + S.headEnd));
  if (someWanted(m, w, s, (task) => get(w, task + T.observed) <= TaskState.pending && specOf(m, w, task).isHead)) {
    return "head-pending";
  }
  if (state === UpdateState.paused || state === UpdateState.rollback_paused) return "paused";
  return someWanted(m, w, s, () => true) ? "mixed-slots" : "no-tasks";
}
function deathCause(end) {
  if (end === END.killedByKernel) return "head-oom";
  if (end === END.unhealthy) return "head-unhealthy";
  return end === END.rejected ? "head-rejected" : "head-crash-looping";
}
function someWanted(m, w, s, holds2) {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0 || serviceOfSlot(m, slotOfTask(m, t)) !== s) continue;
    if (get(w, task + T.desired) <= TaskState.running && holds2(task)) return true;
  }
  return false;
}

// properties/run.ts
var Run = record({
  verdict: "code",
  reason: "code",
  /** The watcher's next read is due from here on; it sleeps until then if `asleep`. */
  nextAt: "instant",
  asleep: "flag",
  /** First read of the round under way; NEVER: the next read opens one. */
  roundAt: "instant",
  overAndGood: "flag",
  /** The last instant that was both over and good, no persistent head having died. */
  lastGoodAt: "instant",
  /** `headStops` of the service at that instant. */
  stopsAtGood: "count",
  /** The pass rests on such an instant within its last round, less the report lag. */
  justified: "flag",
  /** By service, the app's in the lowest digit: see DIGITS. */
  statusAtVerdict: "code",
  phaseAtVerdict: "code",
  settled: "code",
  cause: "code",
  /** The service whose cause it is. */
  culprit: "code",
  /** At settling: the spec is the head's, and none of its tasks was stopped except as a duplicate. */
  headKept: "flag"
});
var R = Run.at;
var VERDICTS = ["none", "pass", "fail", "undecided", "error"];
var VERDICT = { none: 0, pass: 1, fail: 2, undecided: 3, error: 4 };
var SETTLED = { not: 0, good: 1, flagged: 2, notGood: 3 };
var PHASES_AT_VERDICT = [...UPDATER_PHASES, "queued"];
var DIGITS = 10;
function clearRun(row, run2) {
  Run.kinds.forEach((kind, offset) => {
    set(row, run2 + offset, kind === "instant" ? NEVER : 0);
  });
}
var isJudged = (row, run2) => get(row, run2 + R.verdict) !== VERDICT.none;
function noteWorld(v, row) {
  if (get(row, v.run + R.settled) !== SETTLED.not) return;
  const { model: m, run: run2 } = v;
  const over = isOver(m, row);
  if (!isJudged(row, run2)) noteGood(v, row, over);
  else if (over || isCrashLoop(m, row) || waitsWithoutEnd(v, row)) noteSettling(v, row);
}
function noteGood(v, row, over) {
  const { model: m, run: run2 } = v;
  const good = over && isGoodNow(m, row) && !isCrashLooping(m, row);
  set(row, run2 + R.overAndGood, good ? 1 : 0);
  if (!good) return;
  set(row, run2 + R.lastGoodAt, get(row, G.now));
  set(row, run2 + R.stopsAtGood, headStops(v, row));
}
function waitsWithoutEnd(v, row) {
  const { scratch, model } = v;
  scratch.count = 0;
  pending(model, row, scratch);
  for (let i = 0; i < scratch.count; i++) if ((scratch.until[i] ?? 0) < UNFORCED) return false;
  return true;
}
function noteSettling(v, row) {
  const { model: m, run: run2 } = v;
  const good = isGoodNow(m, row) && !isCrashLooping(m, row);
  set(row, run2 + R.settled, !good ? SETTLED.notGood : isFlagged(m, row) ? SETTLED.flagged : SETTLED.good);
  const blamed = culprit(m, row);
  set(row, run2 + R.culprit, blamed);
  set(row, run2 + R.cause, good ? 0 : CAUSES.indexOf(causeOf(m, row, blamed)) + 1);
  const kept = headStops(v, row) === get(row, run2 + R.stopsAtGood) && everyHead(v, row);
  set(row, run2 + R.headKept, kept ? 1 : 0);
}
var headStops = ({ model: m }, row) => m.services.reduce((sum, _service, s) => sum + get(row, m.places.service(s) + S.headStops), 0);
var everyHead = ({ model: m }, row) => m.services.every((_service, s) => specAt(m, get(row, m.places.service(s) + S.spec)).isHead);
function noteVerdict(v, row, verdict, reason) {
  const { model: m, run: run2 } = v;
  const lag = m.scenario.timing.report.latestMs;
  const goodAt = get(row, run2 + R.lastGoodAt);
  set(row, run2 + R.verdict, verdict);
  set(row, run2 + R.reason, reason);
  set(row, run2 + R.justified, goodAt !== NEVER && goodAt >= get(row, run2 + R.roundAt) - lag ? 1 : 0);
  set(
    row,
    run2 + R.statusAtVerdict,
    digits(v, (s) => get(row, m.places.service(s) + S.updateState))
  );
  set(
    row,
    run2 + R.phaseAtVerdict,
    digits(v, (s) => phaseOf(v, row, s))
  );
  set(row, run2 + R.asleep, 0);
  set(row, run2 + R.overAndGood, 0);
  closeOperator(m, row);
}
function digits({ model }, digit) {
  return model.services.reduceRight((word, _service, s) => word * DIGITS + digit(s), 0);
}
function phaseOf({ model }, row, s) {
  const { places: places2 } = model;
  const phase2 = get(row, places2.service(s) + S.updater);
  if (phase2 !== PHASE.updater.absent) return phase2;
  const q = serviceAt(model, s).orchestrator;
  for (let e = 0; e < get(row, places2.orchestrator(q) + O.queued); e++) {
    const event5 = places2.event(q, e);
    if (get(row, event5 + E.kind) === EVENT.service && get(row, event5 + E.subject) === s)
      return PHASES_AT_VERDICT.length - 1;
  }
  return phase2;
}
function runIsOver(v, row) {
  if (get(row, G.now) > v.model.scenario.bounds.horizonMs || get(row, G.overflow) !== 0) return true;
  const settled = get(row, v.run + R.settled);
  if (settled === SETTLED.not) return false;
  const mayCrashLate = settled === SETTLED.good && get(row, v.run + R.verdict) === VERDICT.pass;
  return !mayCrashLate || isCrashLooping(v.model, row) || waitsWithoutEnd(v, row);
}

// model/view.ts
var stateName = (code) => TASK_STATES[code] ?? "orphaned";
function showService(m, w, s, into) {
  const service2 = m.places.service(s);
  const spec = specAt(m, get(w, service2 + S.spec));
  const previous = get(w, service2 + S.previousSpec);
  const startedAt = get(w, service2 + S.startedAt);
  into.version = get(w, service2 + S.version);
  into.stamp = spec.stamp;
  into.previousStamp = previous === 0 ? null : specAt(m, previous - 1).stamp;
  into.mode = serviceAt(m, s).mode;
  into.replicas = into.mode === "global" ? 0 : spec.replicas;
  into.containerSpec = spec.containerSpecId;
  into.updateState = UPDATE_STATES[get(w, service2 + S.updateState)] ?? "unset";
  into.startedAtMs = startedAt === NEVER ? null : startedAt;
  into.update = spec.update;
  into.rollback = spec.rollback;
}
function blankService(m) {
  const { update, rollback } = specAt(m, 0);
  return {
    version: 0,
    stamp: null,
    previousStamp: null,
    mode: "replicated",
    replicas: 0,
    containerSpec: 0,
    updateState: "unset",
    startedAtMs: null,
    update,
    rollback
  };
}
function blankTask() {
  return {
    id: 0,
    slot: 0,
    state: "new",
    desired: "new",
    containerSpec: 0,
    container: 0,
    node: 0,
    exitCode: 0,
    createdAtMs: 0
  };
}
function showTasks(m, w, s, upToDate, pool, into) {
  const service2 = m.places.service(s);
  const [spec, specVersion] = [get(w, service2 + S.spec), get(w, service2 + S.specVersion)];
  const [first, end] = tasksOf2(m, s);
  into.length = 0;
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    const shown = pool[t];
    if (shown === void 0 || get(w, task + T.id) === 0) continue;
    if (upToDate && isDirtyTask(m, w, task, spec, specVersion)) continue;
    showTask(m, w, s, t, shown);
    into.push(shown);
  }
}
function tasksOf2(m, s) {
  const { firstSlot, slots } = serviceAt(m, s);
  return [firstSlot * m.tasksPerSlot, (firstSlot + slots) * m.tasksPerSlot];
}
function showTask(m, w, s, t, into) {
  const task = m.places.task(t);
  const { mode, firstSlot } = serviceAt(m, s);
  const observed = get(w, task + T.observed);
  const spec = specAt(m, get(w, task + T.spec));
  into.id = get(w, task + T.id);
  into.slot = mode === "global" ? get(w, task + T.node) : slotOfTask(m, t) - firstSlot + 1;
  into.state = stateName(observed);
  into.desired = stateName(get(w, task + T.desired));
  into.containerSpec = spec.containerSpecId;
  into.container = observed >= TaskState.ready && observed !== TaskState.rejected ? into.id : 0;
  into.node = get(w, task + T.node);
  into.exitCode = observed > TaskState.running ? exitCodeOf(m, w, task) : 0;
  into.createdAtMs = get(w, task + T.createdAt);
}
function exitCodeOf(m, w, task) {
  const end = get(w, task + T.end);
  if (end === END.killedByKernel) return 137;
  if (end === END.unhealthy) return 143;
  return end === END.exited ? m.fates[get(w, task + T.fate) - 1]?.exitCode ?? 0 : 0;
}
var isThere = (m, w, s) => !isGone(m, w, s);
function runningTasks(m, w, s) {
  const [first, end] = tasksOf2(m, s);
  let running = 0;
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) !== 0 && get(w, task + T.observed) === TaskState.running) running++;
  }
  return running;
}
function desiredTasks(m, w, s) {
  if (serviceAt(m, s).mode === "replicated") return specAt(m, get(w, m.places.service(s) + S.spec)).replicas;
  const [first, end] = tasksOf2(m, s);
  let desired = 0;
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) !== 0 && get(w, task + T.desired) === TaskState.running) desired++;
  }
  return desired;
}
function showNodes(m, w, pool, into) {
  into.length = 0;
  pool.forEach((shown, n) => {
    const node = m.places.node(n);
    if (get(w, node + N.gone) !== 0) return;
    into.push(shown);
    shown.id = n + 1;
    shown.down = get(w, node + N.down) !== 0;
    shown.availability = AVAILABILITIES[get(w, node + N.availability)] ?? "active";
  });
}
function answersRequests(m, w) {
  const [first, end] = tasksOf2(m, 0);
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0 || !isAlive(w, task) || get(w, task + T.actual) !== TaskState.running) continue;
    if (get(w, m.places.node(get(w, task + T.node) - 1) + N.cutSince) === NEVER) return true;
  }
  return false;
}
var nowMs = (w) => get(w, G.now);

// properties/watcher.ts
var REASONS = [
  "deadline",
  "rolled-back",
  "paused",
  "unhealthy",
  "stamp-mismatch",
  "no-stamp",
  "head-died",
  "superseded"
];
function watcher(m) {
  const pool = Array.from({ length: m.tasks }, blankTask);
  const at = { askedMs: 0, answeredMs: 0 };
  const inspected = { read: "inspect", service: blankService(m), ...at };
  const counted = { read: "replicas", running: 0, desired: 0, ...at };
  const listed = { read: "list", tasks: [blankTask()], ...at };
  const upToDate = { read: "up-to-date", tasks: [blankTask()], ...at };
  const shownNodes = Array.from({ length: m.nodes }, () => ({ id: 0, down: false, availability: "active" }));
  const nodes = { read: "nodes", nodes: [...shownNodes], ...at };
  const missing = { read: "error", message: "no such service", ...at };
  const health2 = { read: "health", answers: false, ...at };
  const answer = (row, read, s) => {
    const isOfService = read !== "nodes" && read !== "health";
    if (isOfService && !isThere(m, row, s)) return stamped(missing, row);
    switch (read) {
      case "inspect":
        showService(m, row, s, inspected.service);
        return stamped(inspected, row);
      case "replicas":
        counted.running = runningTasks(m, row, s);
        counted.desired = desiredTasks(m, row, s);
        return stamped(counted, row);
      case "list":
        showTasks(m, row, s, false, pool, listed.tasks);
        return stamped(listed, row);
      case "up-to-date":
        showTasks(m, row, s, true, pool, upToDate.tasks);
        return stamped(upToDate, row);
      case "nodes":
        showNodes(m, row, shownNodes, nodes.nodes);
        return stamped(nodes, row);
      case "health":
        health2.answers = answersRequests(m, row);
        return stamped(health2, row);
    }
  };
  return { answer, look, asks, deployed };
}
function stamped(answer, row) {
  answer.askedMs = nowMs(row);
  answer.answeredMs = answer.askedMs;
  return answer;
}
var SILENCE = { read: "error", message: "no answer", askedMs: 0, answeredMs: 0 };
function look(v, row, answered2) {
  const { judge, memory, run: run2 } = v;
  const now = nowMs(row);
  if (get(row, run2 + R.asleep) !== 0) {
    set(row, run2 + R.asleep, 0);
    set(row, run2 + R.roundAt, NEVER);
    if (conclude(v, row, judge.resume(row, memory, now))) return;
  }
  const question = judge.question(row, memory);
  if (question.ask === "read") {
    if (get(row, run2 + R.roundAt) === NEVER) set(row, run2 + R.roundAt, now);
    const answer = answered2 ? v.watcher.answer(row, question.read, question.service) : stamped(SILENCE, row);
    if (conclude(v, row, judge.judge(row, memory, answer))) return;
  }
  planNext(v, row);
}
function deployed(v, row) {
  set(row, v.run + R.roundAt, NEVER);
  if (conclude(v, row, v.judge.resume(row, v.memory, nowMs(row)))) return;
  planNext(v, row);
}
function planNext(v, row) {
  const sleeps = v.judge.question(row, v.memory).ask === "sleep";
  set(row, v.run + R.asleep, sleeps ? 1 : 0);
  set(row, v.run + R.nextAt, nowMs(row) + (sleeps ? v.model.scenario.watcher.intervalMs : 0));
}
function conclude(v, row, verdict) {
  if (verdict === null) return false;
  const reason = verdict.verdict === "fail" ? REASONS.indexOf(verdict.reason) + 1 : 0;
  noteVerdict(v, row, VERDICT[verdict.verdict], reason);
  return true;
}
var VERBS = {
  inspect: "inspects",
  replicas: "counts-replicas",
  list: "lists-tasks",
  "up-to-date": "lists-up-to-date-tasks",
  nodes: "lists-nodes",
  health: "asks-for-health"
};
function asks(v, row) {
  const copy = row.slice();
  if (get(copy, v.run + R.asleep) !== 0) v.judge.resume(copy, v.memory, nowMs(copy));
  const question = v.judge.question(copy, v.memory);
  return question.ask === "read" ? question : null;
}
function describeSilence(v, row) {
  const question = asks(v, row);
  const service2 = v.model.services[question?.service ?? 0]?.name ?? "";
  return { actor: "watcher", does: "gets-no-answer", with: { service: service2, sees: SILENCE.message } };
}
function describeRead(v, row) {
  const question = asks(v, row);
  if (question === null) return { actor: "watcher", does: "looks-at-the-clock", with: {} };
  const sees = inWords(v.watcher.answer(row, question.read, question.service));
  const service2 = v.model.services[question.service]?.name ?? "";
  return { actor: "watcher", does: VERBS[question.read], with: { service: service2, sees } };
}
function inWords(answer) {
  switch (answer.read) {
    case "inspect":
      return `${answer.service.updateState}, stamp ${answer.service.stamp ?? "absent"}, version ${answer.service.version}`;
    case "replicas":
      return `${answer.running} of ${answer.desired} running`;
    case "list":
    case "up-to-date":
      return answer.tasks.map((task) => `t${task.id} ${task.state}/${task.desired}`).join(", ") || "no tasks";
    case "nodes":
      return `${answer.nodes.filter((node) => !node.down).length} of ${answer.nodes.length} up`;
    case "health":
      return answer.answers ? "an answer" : "no answer";
    case "error":
      return answer.message;
  }
}

// properties/glance.ts
function glance(v, row) {
  return { ...glanceAtSwarm(v.model, row), rule: ruleInWords(v, row) };
}
function glanceAtSwarm(m, row) {
  const each = (look2) => m.services.map(({ name }, s) => s === 0 ? look2(s) : `${name} ${look2(s)}`).join("; ");
  return {
    status: each((s) => UPDATE_STATES[get(row, m.places.service(s) + S.updateState)] ?? "unset"),
    stamp: each((s) => specAt(m, get(row, m.places.service(s) + S.spec)).stamp ?? "absent"),
    running: each((s) => runningBySpec(m, row, s))
  };
}
function runningBySpec(m, row, s) {
  const counts = /* @__PURE__ */ new Map();
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0 || get(row, task + T.actual) !== TaskState.running) continue;
    if (serviceOfSlot(m, slotOfTask(m, t)) !== s) continue;
    const { name } = specOf(m, row, task);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count2]) => `${name} ${count2}`).join(", ") || "none";
}
function ruleInWords(v, row) {
  const { run: run2, judge, memory } = v;
  if (isJudged(row, run2)) {
    const reason = REASONS[get(row, run2 + R.reason) - 1];
    const verdict = VERDICTS[get(row, run2 + R.verdict)] ?? "none";
    return reason === void 0 ? verdict : `${verdict}: ${reason}`;
  }
  const question = judge.question(row, memory);
  switch (question.ask) {
    case "deploy":
      return "lets the deploy begin";
    case "sleep":
      return "waits";
    case "read":
      return `goes on to ${question.read}${question.service === 0 ? "" : ` of ${serviceAt(v.model, question.service).name}`}`;
  }
}
function milestones(v, row) {
  const { model: m, run: run2 } = v;
  const replaced = m.services.some((_, s) => !specAt(m, get(row, m.places.service(s) + S.spec)).isHead);
  const harmed = get(row, G.deployedAt) >= 0 && (replaced || isCrashLooping(m, row));
  return (isJudged(row, run2) ? 1 : 0) | (harmed ? 2 : 0);
}
function situation(v, row) {
  const { model: m, run: run2 } = v;
  let hash2 = 0;
  const mix = (value) => {
    hash2 = Math.imul(hash2 ^ value, 16777619) ^ value << 7;
  };
  for (let s = 0; s < m.services.length; s++) {
    const service2 = m.places.service(s);
    mix(get(row, service2 + S.updateState));
    mix(get(row, service2 + S.updater));
    mix(get(row, service2 + S.spec));
    mix(Math.min(2, get(row, service2 + S.headDeaths)));
  }
  mix(get(row, run2 + R.verdict) * 16 + get(row, run2 + R.asleep));
  mix(get(row, G.lastMove));
  mix(get(row, G.faults));
  let tasks = 0;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0) continue;
    const observed = get(row, task + T.observed);
    tasks += Math.imul(observed * 4 + (get(row, task + T.desired) > TaskState.running ? 1 : 0) + 3, 2654435761);
  }
  mix(tasks);
  return hash2 >>> 0;
}

// properties/file-outcome.ts
var NAMED_CAUSES = {
  "rolled-back": ["rolled-back", "rolling-back"],
  paused: ["paused", "mixed-slots", "head-oom", "head-unhealthy", "head-rejected", "head-crash-looping"],
  unhealthy: ["head-unhealthy", "head-crash-looping", "head-oom", "head-pending", "head-rejected", "no-tasks"],
  "stamp-mismatch": ["other-stamp"],
  "no-stamp": ["other-stamp"],
  "head-died": [
    "head-crash-looping",
    "head-oom",
    "head-unhealthy",
    "head-rejected",
    "rolled-back",
    "rolling-back",
    "paused",
    "mixed-slots",
    "no-tasks"
  ],
  superseded: ["other-stamp", "rolled-back"]
};
function kindOfNoPass(reason, isGood, cause) {
  if (reason === void 0 || reason === "deadline") return isGood ? "late" : "honest-timeout";
  if (isGood) return "false-alarm";
  return cause !== void 0 && NAMED_CAUSES[reason].includes(cause) ? "honest-failure" : "misattribution";
}
function outcomeOf(v, row) {
  const { run: run2 } = v;
  const reason = REASONS[get(row, run2 + R.reason) - 1];
  const verdict = VERDICTS[get(row, run2 + R.verdict)] ?? "none";
  return {
    kind: kindOf2(v, row),
    verdict: reason === void 0 ? verdict : `${verdict}(${reason})`,
    facts: {
      status: byService(v, get(row, run2 + R.statusAtVerdict), UPDATE_STATES),
      phase: byService(v, get(row, run2 + R.phaseAtVerdict), PHASES_AT_VERDICT),
      cause: causeInWords(v, row),
      moves: movesOf(v, row)
    }
  };
}
function byService({ model }, word, names) {
  return model.services.map(({ name }, s) => {
    const digit = names[Math.floor(word / DIGITS ** s) % DIGITS] ?? "";
    return s === 0 ? digit : `${name} ${digit}`;
  }).join(", ");
}
function causeInWords({ model, run: run2 }, row) {
  const cause = CAUSES[get(row, run2 + R.cause) - 1];
  if (cause === void 0) return "none";
  const blamed = get(row, run2 + R.culprit);
  return blamed === 0 ? cause : `${cause} (${model.services[blamed]?.name ?? ""})`;
}
function movesOf(v, row) {
  const names = [];
  for (let made = get(row, G.lastMove); made > 0; made = Math.floor(made / (MOVES.length + 1))) {
    names.unshift(MOVES[made % (MOVES.length + 1) - 1] ?? "unknown");
  }
  return names.join(", ") || "none";
}
function kindOf2(v, row) {
  const { run: run2 } = v;
  const settled = get(row, run2 + R.settled);
  const verdict = get(row, run2 + R.verdict);
  if (verdict === VERDICT.error) return "error";
  if (settled === SETTLED.not) return "unjudged";
  if (settled === SETTLED.flagged) return "flagged";
  if (verdict === VERDICT.pass) return kindOfPass(v, row);
  const reason = verdict === VERDICT.undecided ? void 0 : REASONS[get(row, run2 + R.reason) - 1];
  return kindOfNoPass(reason, settled === SETTLED.good, CAUSES[get(row, run2 + R.cause) - 1]);
}
function kindOfPass(v, row) {
  const { run: run2, model } = v;
  const crashed = isCrashLooping(model, row);
  if (get(row, run2 + R.justified) !== 0 && get(row, run2 + R.headKept) !== 0)
    return crashed ? "late-crash" : "true-pass";
  if (get(row, run2 + R.justified) === 0 && get(row, run2 + R.settled) === SETTLED.good) {
    return crashed ? "late-crash" : "lucky-pass";
  }
  return "masking-race";
}

// properties/watched-rollout.ts
var WATCH = SWARM_CODES;
var NO_ANSWER = SWARM_CODES + 1;
function createWatchedRollout(scenario, rule) {
  const model = createModel(scenario);
  const { watcher: limits } = scenario;
  const judge = rule.create({
    services: model.services.length,
    slots: Math.max(...model.services.map(({ slots }) => slots)),
    tasksPerSlot: model.tasksPerSlot,
    head: commitOf(scenario.head.stamp),
    deadlineMs: limits.deadlineMs,
    healthDeadlineMs: limits.healthDeadlineMs,
    healthAnswers: limits.healthAnswers,
    healthyNeedsConverged: limits.healthyNeedsConverged,
    graceMs: limits.graceMs,
    lagMs: lagMs(scenario),
    captured: true,
    allowRestarts: 0
  });
  const world = model.places.layout;
  const builder = layoutBuilder();
  builder.embed(world);
  const run2 = builder.add(Run);
  const memory = builder.add(judge.memory);
  const layout = builder.done();
  return { model, judge, layout, run: run2, memory, watcher: watcher(model), scratch: stepList() };
}
function lagMs({ timing, faults, host }) {
  const nodesFail = host.nodes > 1 && faults.kinds.includes("node-down");
  if (!nodesFail) return timing.report.latestMs;
  const times = faults.kinds.includes("leader-change") ? 2 : 1;
  return Math.max(timing.report.latestMs, timing.nodeDown.latestMs * times);
}
function watchedRollout(scenario, rule) {
  const v = createWatchedRollout(scenario, rule);
  const canonical = canonicalizer(v);
  return {
    name: `${scenario.name} watched by ${rule.name}`,
    stride: v.layout.stride,
    parts: v.layout.parts,
    actors: actorsOf(v.model) + 1,
    codes: SWARM_CODES + 2,
    maxSteps: scenario.bounds.maxSteps,
    telling: Int32Array.from(
      v.layout.kinds.flatMap((kind, at) => kind === "flag" || kind === "code" || kind === "count" ? [at] : [])
    ),
    initial: (row) => {
      start(v, row);
    },
    pending: (row, into) => {
      pending2(v, row, into);
    },
    advance: (row, ms) => {
      advance(v, row, ms);
    },
    take: (row, code) => {
      take2(v, row, code);
    },
    canonical,
    describe: (row, code) => describe(v, row, code),
    finished: (row) => runIsOver(v, row),
    outcome: (row) => outcomeOf(v, row),
    situation: (row) => situation(v, row),
    glance: (row) => glance(v, row),
    milestones: (row) => milestones(v, row)
  };
}
function start(v, row) {
  initialWorld(v.model, row);
  clearRun(row, v.run);
  clearMemory(v.judge, row, v.memory, NEVER);
  set(row, v.run + R.nextAt, 0);
  openGateIfAsked(v, row);
}
function openGateIfAsked(v, row) {
  const asked2 = get(row, G.gate) === GATE.closed && v.judge.question(row, v.memory).ask === "deploy";
  if (asked2) set(row, G.gate, GATE.open);
}
function pending2(v, row, into) {
  into.count = 0;
  pending(v.model, row, into);
  const gate = get(row, G.gate);
  if (isJudged(row, v.run) || get(row, G.overflow) !== 0) return;
  if (gate === GATE.open || gate === GATE.deploying) return;
  const { read } = v.model.scenario.watcher;
  const due = get(row, v.run + R.nextAt) - get(row, G.now);
  const yields = get(row, v.run + R.asleep);
  offer(into, WATCH, actorsOf(v.model), due + read.earliestMs, due + read.latestMs, yields);
  if (mayGoUnanswered(v, row)) offer(into, NO_ANSWER, actorsOf(v.model), due + read.earliestMs, UNFORCED, yields);
}
function mayGoUnanswered(v, row) {
  const { kinds, maxFaults } = v.model.scenario.faults;
  return kinds.includes("no-answer") && get(row, G.faults) < maxFaults && v.watcher.asks(v, row) !== null;
}
function advance(v, row, ms) {
  const now = get(row, G.now) + ms;
  set(row, G.now, now);
  if (get(row, v.run + R.overAndGood) !== 0) set(row, v.run + R.lastGoodAt, now);
}
function take2(v, row, code) {
  if (code === WATCH || code === NO_ANSWER) {
    if (code === NO_ANSWER) set(row, G.faults, get(row, G.faults) + 1);
    v.watcher.look(v, row, code === WATCH);
    openGateIfAsked(v, row);
  } else {
    const gate = get(row, G.gate);
    take(v.model, row, code);
    if (gate !== GATE.deployed && get(row, G.gate) === GATE.deployed) v.watcher.deployed(v, row);
  }
  noteWorld(v, row);
}
function describe(v, row, code) {
  if (code === NO_ANSWER) return describeSilence(v, row);
  return code === WATCH ? describeRead(v, row) : describeSwarmStep(v.model, row, code);
}

// properties/proof/collapse.ts
function collapsing(m) {
  const next = internalStep(m);
  return (row, taken) => {
    for (let t = 0; t < m.tasks; t++) {
      for (let code = next(row, t); code >= 0; code = next(row, t)) {
        take(m, row, code);
        taken?.(code);
      }
    }
  };
}
function internalStep(m) {
  const { allocate, schedule, assign } = m.scenario.timing;
  const allocates = allocate.latestMs === 0;
  const assigns = schedule.latestMs === 0 && m.nodes === 1;
  const accepts = assign.latestMs === 0;
  return (row, t) => {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0) return -1;
    const actual = get(row, task + T.actual);
    if (actual > TaskState.running) return -1;
    const observed = get(row, task + T.observed);
    if (actual === TaskState.new) return allocates && observed === actual ? codeOf(KIND["allocator.allocates"], t) : -1;
    if (actual === TaskState.pending) return assigns && fitsFreely(m, row, t) ? codeOf(KIND["scheduler.assigns"], t) : -1;
    if (get(row, task + T.node) === 0) return -1;
    const node = m.places.node(get(row, task + T.node) - 1);
    if (get(row, node + N.cutSince) !== NEVER) return -1;
    if (actual > observed && actual < TaskState.running) return codeOf(KIND["agent.reports"], t);
    if (get(row, task + T.desired) > TaskState.running) return -1;
    if (!accepts || fateOf(m, row, task)?.kind === "image-missing") return -1;
    if (actual === TaskState.assigned) return codeOf(KIND["agent.accepts"], t);
    if (specOf(m, row, task).behaviour.prepare.latestMs > 0) return -1;
    if (actual === TaskState.accepted) return codeOf(KIND["agent.prepares"], t);
    if (actual === TaskState.preparing) return codeOf(KIND["agent.has-prepared"], t);
    if (actual === TaskState.ready && get(row, task + T.desired) === TaskState.running) return codeOf(KIND["agent.starts"], t);
    return -1;
  };
}
function fitsFreely(m, row, t) {
  const task = m.places.task(t);
  if (get(row, task + T.observed) !== TaskState.pending || get(row, task + T.dropped) !== 0) return false;
  if (fateOf(m, row, task)?.kind === "unschedulable") return false;
  const spec = specOf(m, row, task);
  if (spec.reservationMb !== 0 || spec.constrained || isInvalidNode(m, row, 0)) return false;
  return get(row, m.places.node(0) + N.availability) === 0 && get(row, task + T.node) === 0;
}

// properties/proof/clock-limits.ts
function clockLimits(v) {
  const { model: m, layout, run: run2 } = v;
  const limits = new Int32Array(layout.stride);
  const put = (at, ms) => {
    limits[at] = ms;
  };
  const { places: places2 } = m;
  const { timing, host, operator, faults, watcher: watcher2 } = m.scenario;
  const longest = longestOf(m);
  if (operator.maxMoves > 0) put(G.deployedAt, past(operator.moveWindow));
  put(G.requestedAt, operator.request.latestMs);
  put(G.freedAt, timing.schedule.latestMs);
  for (let s = 0; s < m.services.length; s++) {
    put(places2.service(s) + S.updaterSince, timing.manager.latestMs);
    put(places2.service(s) + S.monitorSince, longest.monitor + timing.manager.latestMs);
  }
  for (let l = 0; l < m.slots; l++) {
    put(places2.slot(l) + L.workerSince, longest.delay + timing.manager.latestMs);
    put(places2.slot(l) + L.trackedAt, longest.monitor + 1);
    for (let a = 0; a < places2.dimensions.attempts; a++) put(places2.attempt(l, a), longest.restart + 1);
  }
  for (let t = 0; t < m.tasks; t++) {
    const task = places2.task(t);
    put(task + T.actualSince, longest.onNode);
    put(task + T.desiredSince, longest.stop);
    put(task + T.reportSince, timing.report.latestMs);
    put(task + T.startedAt, longest.inContainer);
    put(task + T.startDue, timing.manager.latestMs);
    put(task + T.startDeadline, timing.manager.latestMs);
    put(task + T.tickAt, timing.schedule.latestMs);
    put(task + T.statusAt, longest.status);
  }
  for (let q = 0; q < m.orchestrators.length; q++) put(places2.orchestrator(q) + O.since, timing.manager.latestMs);
  for (let n = 0; n < m.nodes; n++) {
    put(places2.node(n) + N.cutSince, Math.max(past(faults.downFor), timing.nodeDown.latestMs));
    put(places2.node(n) + N.overSince, host.oomKill.latestMs);
    put(places2.node(n) + N.checkSince, timing.manager.latestMs);
  }
  put(run2 + R.nextAt, watcher2.read.latestMs);
  put(run2 + R.roundAt, longest.judge);
  put(run2 + R.lastGoodAt, longest.judge);
  for (let at = v.memory; at < layout.stride; at++) if (layout.kinds[at] === "instant") put(at, longest.judge);
  return limits;
}
var NO_DEADLINE_MS = 1073741823;
function longestOf(m) {
  const { timing, watcher: watcher2, faults } = m.scenario;
  const most2 = (of) => Math.max(0, ...of);
  const configs = m.specs.flatMap(({ update, rollback }) => [update, rollback]);
  const delay = most2(configs.map(({ delayMs }) => delayMs));
  const monitor = most2(
    configs.map(({ delayMs, monitorMs: monitorMs2 }) => delayMs >= monitorMs2 ? delayMs + DELAY_MONITOR_MARGIN_MS : monitorMs2)
  );
  const restart2 = most2(m.specs.map(({ restart: { delayMs, windowMs: windowMs2 } }) => Math.max(delayMs, windowMs2)));
  const stop = timing.assign.latestMs + timing.stopSignal.latestMs + most2(m.specs.map(({ behaviour, stopGraceMs }) => Math.min(behaviour.stop.latestMs, stopGraceMs)));
  const fates = most2(m.fates.map(({ window: window2 }) => window2.latestMs));
  const boots = m.specs.filter(({ behaviour: { bootMemoryMb, restMemoryMb } }) => bootMemoryMb !== restMemoryMb);
  const inContainer = Math.max(
    most2(boots.map(({ behaviour }) => behaviour.boot.latestMs)),
    m.fates.some(({ kind }) => kind === "eats-memory") ? fates : 0
  );
  const onNode = Math.max(
    timing.allocate.latestMs,
    timing.schedule.latestMs,
    timing.assign.latestMs,
    stop,
    fates,
    most2(m.specs.map(({ behaviour }) => Math.max(behaviour.prepare.latestMs, behaviour.start.latestMs))),
    most2(m.specs.map(({ healthcheck, behaviour }) => unhealthyAfter(healthcheck) + behaviour.stop.latestMs))
  );
  const deadlines = [watcher2.deadlineMs, watcher2.healthDeadlineMs].filter((ms) => ms < NO_DEADLINE_MS);
  const lag = Math.max(timing.report.latestMs, faults.kinds.includes("node-down") ? timing.nodeDown.latestMs * 2 : 0);
  const window = Math.max(1, ...m.services.map(({ slots }) => slots)) * delay + monitor + lag + 1;
  return {
    monitor,
    delay,
    restart: restart2,
    onNode,
    stop,
    inContainer,
    // Of a READY task that a new leader starts, and of one that the reaper waits for; the order of tasks is kept apart.
    status: faults.kinds.includes("leader-change") ? restart2 : 0,
    judge: Math.max(window, watcher2.graceMs, ...deadlines)
  };
}
function unhealthyAfter(healthcheck) {
  if (healthcheck === null) return 0;
  const { startPeriodMs, retries, intervalMs, timeoutMs } = healthcheck;
  return startPeriodMs + retries * (intervalMs + timeoutMs);
}
var past = ({ latestMs }) => latestMs < NO_DEADLINE_MS ? latestMs + 1 : 0;

// properties/proof/forget.ts
function forgetting(v) {
  const { model: m, run: run2, memory, judge } = v;
  const lagMs2 = m.scenario.timing.report.latestMs;
  const { places: places2 } = m;
  const freezes = mayFreezeDeadline(v);
  const forgetTask = (row, task, now) => {
    set(row, task + T.createdAt, now);
    if (freezes && get(row, task + T.startDeadline) !== NEVER) {
      set(row, task + T.startDeadline, now + OLD_TASK_TIMEOUT_MS);
    }
    const actual = get(row, task + T.actual);
    if (isOverState(actual) && get(row, task + T.observed) === actual) {
      set(row, task + T.actualSince, now);
      if (get(row, task + T.desired) !== TaskState.remove) set(row, task + T.desiredSince, now);
      set(row, task + T.booted, 0);
      set(row, task + T.swollen, 0);
      set(row, task + T.end, 0);
    }
  };
  const forgetJudge = (row) => {
    judge.memory.kinds.forEach((kind, offset) => {
      set(row, memory + offset, kind === "instant" ? NEVER : 0);
    });
    for (const at of [R.nextAt, R.roundAt, R.lastGoodAt]) set(row, run2 + at, NEVER);
    for (const at of [R.statusAtVerdict, R.phaseAtVerdict]) set(row, run2 + at, 0);
    set(row, G.deployedAt, NEVER);
  };
  const forgetGood = (row, now) => {
    const goodAt = get(row, run2 + R.lastGoodAt);
    const roundAt = get(row, run2 + R.roundAt);
    if (goodAt === NEVER) {
      if (roundAt !== NEVER) set(row, run2 + R.roundAt, now);
      return;
    }
    const isOpen = roundAt !== NEVER;
    const justifies = isOpen && goodAt >= roundAt - lagMs2;
    const mayJustify = goodAt >= now - lagMs2;
    if (mayJustify) {
      if (isOpen) set(row, run2 + R.roundAt, Math.min(now, goodAt + lagMs2));
      return;
    }
    set(row, run2 + R.lastGoodAt, justifies ? now - lagMs2 - 1 : NEVER);
    if (isOpen) set(row, run2 + R.roundAt, justifies ? now - 1 : now);
  };
  return (row) => {
    const now = get(row, G.now);
    const isJudged2 = get(row, run2 + R.verdict) !== VERDICT.none;
    if (isJudged2) forgetJudge(row);
    else forgetGood(row, now);
    for (let s = 0; s < m.services.length; s++) {
      const service2 = places2.service(s);
      if (get(row, service2 + S.startedAt) !== NEVER) set(row, service2 + S.startedAt, now);
      if (get(row, service2 + S.completedAt) !== NEVER) set(row, service2 + S.completedAt, now);
      if (get(row, service2 + S.headDeaths) > 1) set(row, service2 + S.headDeaths, 1);
    }
    for (let l = 0; l < m.slots; l++) {
      const deaths = places2.slot(l) + L.deaths;
      if (get(row, deaths) > 2) set(row, deaths, 2);
    }
    for (let t = 0; t < m.tasks; t++) {
      const task = places2.task(t);
      if (get(row, task + T.id) !== 0) forgetTask(row, task, now);
    }
    forgetStops(v, row);
  };
}
function forgetStops({ model: m, run: run2 }, row) {
  const isJudged2 = get(row, run2 + R.verdict) !== VERDICT.none;
  const counts = isJudged2 ? get(row, run2 + R.justified) !== 0 : get(row, run2 + R.lastGoodAt) !== NEVER;
  let stops = 0;
  for (let s = 0; s < m.services.length; s++) {
    const at = m.places.service(s) + S.headStops;
    stops += get(row, at);
    set(row, at, 0);
  }
  if (counts && stops !== get(row, run2 + R.stopsAtGood)) set(row, m.places.service(0) + S.headStops, 1);
  set(row, run2 + R.stopsAtGood, 0);
}
function mayFreezeDeadline({ model: m }) {
  const { timing, faults } = m.scenario;
  if (faults.kinds.includes("node-down")) return false;
  const { assign, stopSignal, report, manager } = timing;
  const outside = assign.latestMs + stopSignal.latestMs + report.latestMs + 2 * manager.latestMs;
  return m.specs.every(({ stopGraceMs, restart: restart2, behaviour: { prepare } }) => {
    return outside + stopGraceMs + prepare.latestMs + restart2.delayMs < OLD_TASK_TIMEOUT_MS / 2;
  });
}

// properties/proof/sort-places.ts
var MASKS = [
  L.snapshot,
  L.snapshotWanted,
  L.snapshotRunning,
  L.nextSnapshot,
  L.nextWanted,
  L.nextRunning,
  L.nextExtra
];
function sortingPlaces(m) {
  const { places: places2, tasksPerSlot } = m;
  const scratch = new Int32Array(tasksPerSlot * Task.size);
  const order = new Int32Array(tasksPerSlot);
  const movedTo = new Int32Array(tasksPerSlot);
  const keyOf2 = (row, l, place) => {
    const id = get(row, places2.task(taskAt(m, l, place)) + T.id);
    if (id !== 0) return id;
    let named = 0;
    for (const mask of MASKS) named = named * 2 + (get(row, places2.slot(l) + mask) >> place & 1);
    return EMPTY - named;
  };
  const arrange = (row, l) => {
    let moves = false;
    for (let place = 0; place < tasksPerSlot; place++) {
      const key = keyOf2(row, l, place);
      let at = place;
      for (; at > 0 && keyOf2(row, l, order[at - 1]) > key; at--) order[at] = order[at - 1];
      order[at] = place;
      if (at !== place) moves = true;
    }
    return moves;
  };
  const permute = (row, l) => {
    const first = places2.task(taskAt(m, l, 0));
    scratch.set(row.subarray(first, first + scratch.length));
    for (let to = 0; to < tasksPerSlot; to++) {
      const from = order[to];
      movedTo[from] = to;
      row.set(scratch.subarray(from * Task.size, (from + 1) * Task.size), first + to * Task.size);
    }
    const slot = places2.slot(l);
    for (const mask of MASKS) {
      let moved = 0;
      const bits = get(row, slot + mask);
      for (let from = 0; from < tasksPerSlot; from++) if (bits >> from & 1) moved |= 1 << movedTo[from];
      set(row, slot + mask, moved);
    }
    const kept = get(row, slot + L.kept);
    if (kept !== 0) set(row, slot + L.kept, movedTo[kept - 1] + 1);
    for (let place = 0; place < tasksPerSlot; place++) {
      const after = first + place * Task.size + T.startAfter;
      const old = get(row, after);
      if (old !== 0) set(row, after, movedTo[old - 1] + 1);
    }
    for (let q = 0; q < m.orchestrators.length; q++) {
      for (let e = 0; e < get(row, places2.orchestrator(q) + O.queued); e++) {
        const event5 = places2.event(q, e);
        const subject = get(row, event5 + E.subject) - taskAt(m, l, 0);
        const isHere = get(row, event5 + E.kind) === EVENT.task && subject >= 0 && subject < tasksPerSlot;
        if (isHere) set(row, event5 + E.subject, taskAt(m, l, movedTo[subject]));
      }
    }
  };
  return (row) => {
    for (let l = 0; l < m.slots; l++) if (arrange(row, l)) permute(row, l);
  };
}
var EMPTY = 2147483647;

// properties/proof/proof-canonical.ts
function proofCanonical(v) {
  const { model: m, layout } = v;
  const forget3 = forgetting(v);
  const sortPlaces = sortingPlaces(m);
  const limits = clockLimits(v);
  const rank2 = ranker(layout);
  const statuses = Array.from({ length: m.tasks }, (_, t) => m.places.task(t) + T.statusAt);
  const ordered = new Set(statuses);
  const instants = Int32Array.from(
    layout.kinds.flatMap((kind, at) => kind === "instant" && at !== G.now && !ordered.has(at) ? [at] : [])
  );
  const perSlot = Array.from(
    { length: m.slots },
    (_, l) => Int32Array.from(statuses.slice(l * m.tasksPerSlot, (l + 1) * m.tasksPerSlot))
  );
  const scratch = new Int32Array(m.tasksPerSlot);
  return (row) => {
    forget3(row);
    sortPlaces(row);
    const now = get(row, G.now);
    for (const at of instants) {
      const instant = get(row, at);
      if (instant !== NEVER) set(row, at, Math.max(-limits[at], instant - now));
    }
    for (const words2 of perSlot) keepOrder(row, words2, now, limits[words2[0] ?? 0], scratch);
    set(row, G.now, 0);
    rank2(row);
  };
}
function keepOrder(row, words2, now, limitMs, scratch) {
  for (let i = 0; i < words2.length; i++) scratch[i] = get(row, words2[i]);
  let bound = 1;
  let before = LATER;
  for (; ; ) {
    let latest = NEVER;
    for (const instant of scratch) if (instant > latest && instant < before) latest = instant;
    if (latest === NEVER) return;
    before = latest;
    const relative = latest - now;
    bound = relative >= -limitMs ? relative : Math.max(relative, Math.min(bound, -limitMs) - 1);
    for (let i = 0; i < words2.length; i++) if (scratch[i] === latest) set(row, words2[i], bound);
  }
}
var LATER = 2147483647;

// properties/proof/proof-system.ts
var ALL_REDUCTIONS = { forget: true, collapse: true };
function proofSystem(scenario, rule, { forget: forget3, collapse }) {
  const v = createWatchedRollout(scenario, rule);
  const system = watchedRollout(scenario, rule);
  return {
    ...system,
    ...forget3 ? { canonical: proofCanonical(v) } : {},
    ...collapse ? { collapse: collapsing(v.model) } : {}
  };
}

// properties/proof/proof-world.ts
var TICK_MS = 1e3;
var ticks = (earliest, latest = earliest) => ({
  earliestMs: earliest * TICK_MS,
  latestMs: latest * TICK_MS
});
var AT_ONCE3 = ticks(0);
var AT_ANY_TIME = { earliestMs: 0, latestMs: NO_DEADLINE_MS };
var MONITOR = 2;
var ROLLBACK_MONITOR = 1;
var REST_MB = 64;
var BOOT_MB = 96;
var TIGHT_MB = 150;
var AMPLE_MB = 4096;
var BASE_STAMP = "eb96de94+U";
var HEAD_STAMP = "7ae7b0f7+U";
var OTHER_STAMP = "c0ffee00+U";
function proofWorld(name, p) {
  const spec = (stamp, template) => ({
    stamp,
    label: "as deployed",
    template,
    replicas: p.replicas,
    constrained: false,
    update: {
      parallelism: 1,
      delayMs: (p.delay === "below" ? 1 : MONITOR) * TICK_MS,
      failureAction: p.failureAction,
      monitorMs: MONITOR * TICK_MS,
      maxFailureRatio: 0,
      order: p.order
    },
    rollback: {
      parallelism: 1,
      delayMs: (p.delay === "below" ? 0 : ROLLBACK_MONITOR) * TICK_MS,
      failureAction: p.rollbackAction,
      monitorMs: ROLLBACK_MONITOR * TICK_MS,
      maxFailureRatio: 0,
      order: p.order
    },
    restart: { condition: "any", delayMs: TICK_MS, maxAttempts: 0, windowMs: 0 },
    reservationMb: 0,
    stopGraceMs: TICK_MS,
    healthcheck: healthcheckFor(p.fate),
    behaviour: {
      prepare: AT_ONCE3,
      start: AT_ONCE3,
      stop: AT_ONCE3,
      boot: p.memory === "tight" ? ticks(1) : AT_ONCE3,
      bootMemoryMb: p.memory === "tight" ? BOOT_MB : REST_MB,
      restMemoryMb: REST_MB
    }
  });
  const plan = (service2, fates) => ({
    service: service2,
    mode: "replicated",
    base: spec(BASE_STAMP, "base"),
    head: spec(HEAD_STAMP, "head"),
    other: spec(OTHER_STAMP, "other"),
    headFates: fates
  });
  const faults = p.leaderChanges > 0 ? ["leader-change"] : [];
  const good = fateOf2("good", "persistent");
  return {
    ...plan("app", p.services === 2 ? [good] : [fateOf2(p.fate, p.times)]),
    name,
    stack: "demo",
    beside: p.services === 2 ? [plan("worker", [fateOf2(p.fate, p.times)])] : [],
    host: {
      nodes: 1,
      memoryMb: p.memory === "tight" ? TIGHT_MB + (p.replicas - 1) * REST_MB : AMPLE_MB,
      loadMb: [0],
      loadChanges: 0,
      oomKill: ticks(0, 1)
    },
    timing: {
      manager: AT_ONCE3,
      allocate: AT_ONCE3,
      schedule: AT_ONCE3,
      assign: AT_ONCE3,
      stopSignal: AT_ONCE3,
      report: ticks(0, p.lag),
      nodeDown: AT_ONCE3
    },
    watcher: {
      intervalMs: TICK_MS,
      read: ticks(0, 1),
      deadlineMs: NO_DEADLINE_MS,
      healthDeadlineMs: NO_DEADLINE_MS,
      healthAnswers: 1,
      healthyNeedsConverged: false,
      graceMs: 3 * TICK_MS
    },
    operator: {
      moves: p.moves,
      maxMoves: p.maxMoves,
      moveWindow: AT_ANY_TIME,
      scaleTo: p.replicas === 1 ? 2 : 1,
      request: AT_ONCE3
    },
    faults: { kinds: faults, maxFaults: p.leaderChanges, downFor: AT_ONCE3 },
    bounds: { maxSteps: 2e3, horizonMs: NO_DEADLINE_MS, tasksPerSlot: 4 }
  };
}
function healthcheckFor(fate) {
  if (fate !== "never-healthy" && fate !== "turns-unhealthy") return null;
  return { intervalMs: TICK_MS, timeoutMs: 0, retries: 1, startPeriodMs: 0 };
}
var LATE = 9;
var MORE_THAN_ANY_HOST_MB = 8192;
function fateOf2(kind, times) {
  return { kind, times, window: windowOf(kind), exitCode: 1, memoryMb: MORE_THAN_ANY_HOST_MB };
}
function windowOf(kind) {
  switch (kind) {
    case "dies":
    case "turns-unhealthy":
    case "eats-memory":
      return ticks(1);
    case "dies-late":
      return ticks(LATE);
    case "starts-slowly":
      return ticks(2);
    case "good":
    case "never-healthy":
    case "unschedulable":
    case "image-missing":
      return AT_ONCE3;
  }
}

// src/assertions/questions.ts
var APP = 0;
var DEPLOY = { ask: "deploy" };
var SLEEP = { ask: "sleep" };
var asks2 = (read, service2) => ({ ask: "read", read, service: service2 });
var asksEach = (read, services) => Array.from({ length: services }, (_, service2) => asks2(read, service2));

// src/assertions/deploy.ts
var deploy = {
  memory: record({}),
  question: () => DEPLOY,
  judge() {
    invariant(false, "a deploy brings no answer to a read");
    return "go on";
  },
  resume: () => "next stage"
};

// src/assertions/memory.ts
function joined(parts) {
  const builder = layoutBuilder();
  const placed = Object.entries(parts).map(([part, layout]) => ({ part, layout, base: builder.add(layout) }));
  const fields = placed.flatMap(
    ({ part, layout, base: base2 }) => Object.entries(layout.at).map(([field, offset]) => [`${part}.${field}`, base2 + offset])
  );
  const { stride, kinds } = builder.done();
  return {
    memory: { at: Object.fromEntries(fields), size: stride, kinds },
    base: Object.fromEntries(placed.map(({ part, base: base2 }) => [part, base2]))
  };
}
function words(kind, count2) {
  const builder = layoutBuilder();
  builder.words(kind, count2);
  const at = Object.fromEntries(Array.from({ length: count2 }, (_, offset) => [String(offset), offset]));
  return { at, size: count2, kinds: builder.done().kinds };
}
function forget2(memory, row, at) {
  for (let offset = 0; offset < memory.size; offset++) {
    row[at + offset] = memory.kinds[offset] === "instant" ? NEVER : 0;
  }
}

// src/assertions/verdicts.ts
var PASS = { verdict: "pass" };
var FAIL = {
  deadline: { verdict: "fail", reason: "deadline" },
  "rolled-back": { verdict: "fail", reason: "rolled-back" },
  paused: { verdict: "fail", reason: "paused" },
  unhealthy: { verdict: "fail", reason: "unhealthy" },
  "stamp-mismatch": { verdict: "fail", reason: "stamp-mismatch" },
  "no-stamp": { verdict: "fail", reason: "no-stamp" },
  "head-died": { verdict: "fail", reason: "head-died" },
  superseded: { verdict: "fail", reason: "superseded" }
};

// src/assertions/poll-loop.ts
var LOOP = record({ beganMs: "instant", resting: "flag" });
var { beganMs, resting } = LOOP.at;
function pollLoop(round2, { deadlineMs, reason }) {
  const { memory, base: base2 } = joined({ loop: LOOP, round: round2.memory });
  const late = (row, at, atMs) => atMs - get(row, at + beganMs) >= deadlineMs;
  return {
    memory,
    enter: (row, at, atMs) => set(row, at + beganMs, atMs),
    question: (row, at) => get(row, at + resting) === 1 ? SLEEP : round2.question(row, at + base2.round),
    judge(row, at, answer) {
      const found = round2.judge(row, at + base2.round, answer);
      if (found !== "wait") return found;
      if (late(row, at, answer.answeredMs)) return FAIL[reason];
      set(row, at + resting, 1);
      return "go on";
    },
    resume(row, at, atMs) {
      set(row, at + resting, 0);
      return late(row, at, atMs) ? FAIL[reason] : "go on";
    }
  };
}

// src/assertions/stack-round.ts
var MEMORY = record({ service: "count", inspects: "flag", unmet: "flag" });
var { service, inspects, unmet } = MEMORY.at;
function stackRound(services, converged2) {
  const askReplicas = asksEach("replicas", services);
  const askInspect = asksEach("inspect", services);
  return {
    memory: MEMORY,
    question(row, at) {
      const ask2 = get(row, at + inspects) === 1 ? askInspect : askReplicas;
      return ask2[get(row, at + service)];
    },
    judge(row, at, answer) {
      if (!meets(answer, converged2)) set(row, at + unmet, 1);
      const inspectNext = answer.read === "replicas" && converged2 !== null;
      set(row, at + inspects, inspectNext ? 1 : 0);
      return inspectNext ? "go on" : afterService(row, at, services);
    }
  };
}
function meets(answer, converged2) {
  if (answer.read === "replicas") return answer.running === answer.desired;
  invariant(answer.read === "inspect" && converged2 !== null, "a round over the stack asks replicas and inspect only");
  return converged2(answer.service.updateState);
}
function afterService(row, at, services) {
  const next = get(row, at + service) + 1;
  if (next < services) {
    set(row, at + service, next);
    return "go on";
  }
  const met = get(row, at + unmet) === 0;
  set(row, at + service, 0);
  set(row, at + unmet, 0);
  return met ? "next stage" : "wait";
}

// src/assertions/converged-v0.ts
function convergedV0({ services, deadlineMs }) {
  return [deploy, pollLoop(stackRound(services, null), { deadlineMs, reason: "deadline" })];
}

// src/assertions/converged-v1.ts
function convergedV1({ services, deadlineMs }) {
  return [deploy, pollLoop(stackRound(services, isDone), { deadlineMs, reason: "deadline" })];
}
function isDone(state) {
  switch (state) {
    case "unset":
    case "completed":
    case "rollback_completed":
      return true;
    case "updating":
    case "paused":
    case "rollback_started":
    case "rollback_paused":
      return false;
  }
}

// src/assertions/converged-v2.ts
function convergedV2(context) {
  return [deploy, pollLoop(roundV2(context), { deadlineMs: context.deadlineMs, reason: "deadline" })];
}
function roundV2({ services }) {
  return stackRound(services, isNotUnderWay);
}
function isNotUnderWay(state) {
  switch (state) {
    case "updating":
    case "rollback_started":
      return false;
    case "unset":
    case "completed":
    case "paused":
    case "rollback_paused":
    case "rollback_completed":
      return true;
  }
}

// src/assertions/converged-v3.ts
var INSPECT_APP = asks2("inspect", APP);
function convergedV3({ deadlineMs }) {
  return [deploy, pollLoop(statusRound, { deadlineMs, reason: "deadline" })];
}
var statusRound = {
  memory: record({}),
  question: () => INSPECT_APP,
  judge(_row, _at, answer) {
    invariant(answer.read === "inspect", "v3 asks inspect only");
    return statusEnds(answer.service.updateState);
  }
};
function statusEnds(state) {
  switch (state) {
    case "unset":
    case "completed":
      return "next stage";
    case "updating":
    case "rollback_started":
      return "wait";
    case "paused":
      return FAIL.paused;
    case "rollback_paused":
    case "rollback_completed":
      return FAIL["rolled-back"];
  }
}

// src/assertions/converged-v4.ts
var MEMORY2 = record({ phase: "code", resting: "flag", startedAtMs: "instant", beganMs: "instant" });
var { phase, resting: resting2, startedAtMs, beganMs: beganMs2 } = MEMORY2.at;
var CAPTURE = 0;
var DEPLOYING = 1;
var STARTS = 2;
var SETTLES = 3;
var INSPECT_APP2 = asks2("inspect", APP);
function convergedV4({ deadlineMs, graceMs }) {
  const stage = {
    memory: MEMORY2,
    question(row, at) {
      if (get(row, at + phase) === DEPLOYING) return DEPLOY;
      return get(row, at + resting2) === 1 ? SLEEP : INSPECT_APP2;
    },
    judge(row, at, answer) {
      invariant(answer.read === "inspect", "v4 asks inspect only");
      if (get(row, at + phase) === CAPTURE) return capture(row, at, answer.service);
      const elapsedMs = answer.answeredMs - get(row, at + beganMs2);
      const found = get(row, at + phase) === SETTLES ? statusEnds(answer.service.updateState) : waitForStart(row, at, answer.service, elapsedMs >= graceMs);
      if (found !== "wait") return found;
      if (elapsedMs >= deadlineMs) return FAIL.deadline;
      set(row, at + resting2, 1);
      return "go on";
    },
    resume(row, at, atMs) {
      if (get(row, at + phase) === DEPLOYING) {
        set(row, at + phase, STARTS);
        set(row, at + beganMs2, atMs);
        return "go on";
      }
      set(row, at + resting2, 0);
      return atMs - get(row, at + beganMs2) >= deadlineMs ? FAIL.deadline : "go on";
    }
  };
  return [stage];
}
function capture(row, at, service2) {
  set(row, at + startedAtMs, service2.startedAtMs ?? NEVER);
  set(row, at + phase, DEPLOYING);
  return "go on";
}
function waitForStart(row, at, service2, graceIsOver) {
  if (!hasStarted(service2, get(row, at + startedAtMs)) && !graceIsOver) return "wait";
  set(row, at + phase, SETTLES);
  set(row, at + startedAtMs, NEVER);
  return "go on";
}
function hasStarted({ startedAtMs: now, updateState }, before) {
  if (updateState === "updating" || updateState === "rollback_started") return true;
  return now !== null && now > before;
}

// src/assertions/chain.ts
var CURSOR = record({ stage: "code" });
function chain(stages) {
  const regions = stages.map((stage, index) => [`stage${index}`, stage.memory]);
  const parts = { cursor: CURSOR, ...Object.fromEntries(regions) };
  const { memory, base: base2 } = joined(parts);
  const bases = regions.map(([region]) => base2[region]);
  const current = (row, at) => stages[get(row, at)];
  const memoryAt = (row, at) => at + bases[get(row, at)];
  function advance2(row, at, how, atMs) {
    if (how === "go on") return null;
    if (how !== "next stage") return how;
    forget2(current(row, at).memory, row, memoryAt(row, at));
    const next = get(row, at) + 1;
    if (next === stages.length) return PASS;
    set(row, at, next);
    current(row, at).enter?.(row, memoryAt(row, at), atMs);
    return null;
  }
  return {
    memory,
    question: (row, at) => current(row, at).question(row, memoryAt(row, at)),
    judge(row, at, answer) {
      if (answer.read === "error") return { verdict: "error", message: answer.message };
      return advance2(row, at, current(row, at).judge(row, memoryAt(row, at), answer), answer.answeredMs);
    },
    resume: (row, at, atMs) => advance2(row, at, current(row, at).resume(row, memoryAt(row, at), atMs), atMs)
  };
}

// src/assertions/identity.ts
var INSPECT_APP3 = asks2("inspect", APP);
function identity({ head }) {
  return {
    memory: record({}),
    question: () => INSPECT_APP3,
    judge(_row, _at, answer) {
      invariant(answer.read === "inspect", "identity asks inspect only");
      const { stamp } = answer.service;
      if (stamp === null) return FAIL["no-stamp"];
      return hc1(stamp, head) ? "next stage" : FAIL["stamp-mismatch"];
    },
    resume() {
      invariant(false, "identity neither sleeps nor deploys");
      return "go on";
    }
  };
}

// src/assertions/wait-healthy.ts
var HEALTH = asks2("health", APP);
var OWN = record({ streak: "count", converged: "flag" });
var { streak, converged } = OWN.at;
function waitHealthy(context) {
  const round2 = context.healthyNeedsConverged ? convergedThenHealth(context) : health(context.healthAnswers);
  return pollLoop(round2, { deadlineMs: context.healthDeadlineMs, reason: "unhealthy" });
}
function health(answersWanted) {
  return {
    memory: OWN,
    question: () => HEALTH,
    judge(row, at, answer) {
      invariant(answer.read === "health", "after its v2 round wait_healthy asks health only");
      const inARow = answer.answers ? get(row, at + streak) + 1 : 0;
      set(row, at + streak, inARow);
      return inARow >= answersWanted ? "next stage" : "wait";
    }
  };
}
function convergedThenHealth(context) {
  const v2 = roundV2(context);
  const app = health(context.healthAnswers);
  const { memory, base: base2 } = joined({ own: OWN, v2: v2.memory });
  return {
    memory,
    question: (row, at) => get(row, at + converged) === 1 ? HEALTH : v2.question(row, at + base2.v2),
    judge(row, at, answer) {
      if (get(row, at + converged) === 1) {
        set(row, at + converged, 0);
        return app.judge(row, at, answer);
      }
      const found = v2.judge(row, at + base2.v2, answer);
      if (found === "wait") set(row, at + streak, 0);
      if (found !== "next stage") return found;
      set(row, at + converged, 1);
      return "go on";
    }
  };
}

// src/assertions/harness.ts
function harness(converged2) {
  return (context) => chain([...converged2(context), waitHealthy(context), identity(context)]);
}

// src/port/swarm-port.ts
function isWanted(task) {
  return task.desired === "running" || task.desired === "ready" || task.desired === "new";
}
function diedOfItsOwn(state) {
  return state === "failed" || state === "complete" || state === "rejected";
}
function isOver2(state) {
  switch (state) {
    case "complete":
    case "shutdown":
    case "failed":
    case "rejected":
    case "remove":
    case "orphaned":
      return true;
    case "new":
    case "pending":
    case "assigned":
    case "accepted":
    case "preparing":
    case "ready":
    case "starting":
    case "running":
      return false;
  }
}

// src/assertions/head-serves/token-list.ts
function placeOf(row, region, list, token) {
  for (let place = 0; place < list.size; place++) {
    if (tokenAt(row, region, list, place) === token) return place;
  }
  return -1;
}
var holds = (row, region, list, token) => placeOf(row, region, list, token) >= 0;
var tokenAt = (row, region, list, place) => get(row, region + list.at + place);
var putAt = (row, region, list, place, token) => set(row, region + list.at + place, token);
function add(row, region, list, token) {
  const place = placeOf(row, region, list, 0);
  if (place < 0) return false;
  putAt(row, region, list, place, token);
  return true;
}
function empty(row, region, list) {
  row.fill(0, region + list.at, region + list.at + list.size);
}

// src/assertions/head-serves/deaths.ts
function followHead(m, row, at, tasks) {
  const service2 = m.ofService(row, at);
  const headSpec = get(row, service2 + m.service.headSpec);
  if (headSpec === 0) return;
  followGone(m, row, at, tasks);
  forgetCaptured(m, row, service2, tasks, headSpec);
  empty(row, service2, m.seen);
  for (const task of tasks) {
    if (task.containerSpec !== headSpec || holds(row, service2, m.captured, task.id)) continue;
    if (diedOfItsOwn(task.state)) count(m, row, at, task.id);
    if (isWanted(task) && !isOver2(task.state)) add(row, service2, m.seen, task.id);
  }
}
var wasShutDown = ({ state }) => state === "shutdown" || state === "orphaned";
function followGone(m, row, at, tasks) {
  const service2 = m.ofService(row, at);
  for (let place = 0; place < m.seen.size; place++) {
    const id = tokenAt(row, service2, m.seen, place);
    if (id !== 0 && taskOf(tasks, id) === null) count(m, row, at, id);
  }
}
function count(m, row, at, id) {
  if (holds(row, at, m.forgiven, id) || add(row, at, m.forgiven, id)) return;
  set(row, at + m.stack.died, 1);
}
function forgetCaptured(m, row, service2, tasks, headSpec) {
  let kept = 0;
  for (let place = 0; place < m.captured.size; place++) {
    const id = tokenAt(row, service2, m.captured, place);
    putAt(row, service2, m.captured, place, 0);
    const task = id === 0 ? null : taskOf(tasks, id);
    if (task?.containerSpec === headSpec && !wasShutDown(task)) putAt(row, service2, m.captured, kept++, id);
  }
}
function taskOf(tasks, id) {
  for (const task of tasks) if (task.id === id) return task;
  return null;
}

// src/assertions/head-serves/capture.ts
function stampWord(stamp) {
  if (stamp === null) return 0;
  let hash2 = 2166136261;
  for (let i = 0; i < stamp.length; i++) hash2 = Math.imul(hash2 ^ stamp.charCodeAt(i), 16777619);
  return hash2 | 0 || 1;
}
function captureStamp(m, row, at, view, captured) {
  set(row, m.ofService(row, at) + m.service.before, stampWord(captured ? view.stamp : view.previousStamp));
  if (!captured) set(row, at + m.startedAtMs, view.startedAtMs ?? NEVER);
}
function captureTasks(m, row, at, tasks, captured) {
  const service2 = m.ofService(row, at);
  const startedAtMs2 = captured ? NEVER : get(row, at + m.startedAtMs);
  for (const task of tasks) {
    if (startedAtMs2 !== NEVER && task.createdAtMs >= startedAtMs2) continue;
    if (!wasShutDown(task) && !add(row, service2, m.captured, task.id)) return false;
  }
  return true;
}

// src/assertions/head-serves/missing.ts
var MISSING = [
  "nothing",
  "the head's stamp on every service",
  "an update status of unset or completed",
  "a service that wants at least one task",
  "one wanted, up-to-date task in every slot, and no other",
  "every wanted task running",
  "every wanted task on a node that is not down",
  "the end of every task that is no longer wanted",
  "a round in which nobody wrote to the service",
  "a time without any change that is longer than the engine's own window",
  "room to remember that many slots",
  "an answer: the engine has stopped answering",
  "room to remember the tasks from before the deploy",
  "a task on every node that is up and active, which a global service without constraints wants"
];
var Missing = {
  nothing: 0,
  stamp: 1,
  status: 2,
  wantedSlot: 3,
  taskPerSlot: 4,
  running: 5,
  node: 6,
  oldTasksEnd: 7,
  quietRound: 8,
  longEnough: 9,
  room: 10,
  answer: 11,
  roomToCapture: 12,
  taskPerNode: 13
};
var missingInWords = (missing) => missing === Missing.nothing ? null : MISSING[missing] ?? null;
var UNDECIDED = MISSING.map((missing) => ({ verdict: "undecided", missing }));
var undecided = (missing) => UNDECIDED[missing];

// src/assertions/head-serves/window.ts
var DELAY_MARGIN_MS = 1e3;
function windowMs({ update, rollback }, slots, lagMs2) {
  const batches = Math.max(batchesOf(slots, update), batchesOf(slots, rollback));
  const delayMs = Math.max(update.delayMs, rollback.delayMs);
  return batches * delayMs + Math.max(monitorMs(update), monitorMs(rollback)) + lagMs2;
}
function batchesOf(slots, { parallelism }) {
  return parallelism === 0 ? 1 : Math.ceil(slots / parallelism);
}
function monitorMs({ delayMs, monitorMs: monitorMs2 }) {
  return delayMs >= monitorMs2 ? delayMs + DELAY_MARGIN_MS : monitorMs2;
}

// src/assertions/head-serves/inspect.ts
function failsBy(m, row, at, view, head) {
  return carriesHead(view, head) ? failsWithHead(view) : failsWithout(m, row, at, view);
}
function failsWithHead({ updateState }) {
  switch (updateState) {
    case "rollback_started":
    case "rollback_paused":
    case "rollback_completed":
      return FAIL["head-died"];
    case "paused":
      return FAIL.paused;
    case "unset":
    case "updating":
    case "completed":
      return null;
  }
}
function failsWithout(m, row, at, { updateState, stamp }) {
  switch (updateState) {
    case "rollback_paused":
    case "rollback_completed":
      return FAIL["rolled-back"];
    case "rollback_started":
      return null;
    case "paused":
    case "unset":
    case "updating":
    case "completed": {
      const service2 = m.ofService(row, at);
      const wasThere = get(row, service2 + m.service.headSpec) !== 0;
      return wasThere || stampWord(stamp) !== get(row, service2 + m.service.before) ? FAIL.superseded : null;
    }
  }
}
function noteSpec(m, row, at, view, head) {
  const service2 = m.ofService(row, at);
  if (get(row, service2 + m.service.headSpec) === 0 && carriesHead(view, head)) {
    set(row, service2 + m.service.headSpec, view.containerSpec);
  }
  const isGlobal = view.mode === "global";
  set(row, service2 + m.service.global, isGlobal ? 1 : 0);
  if (isGlobal) return;
  if (view.replicas < get(row, service2 + m.service.replicas)) empty(row, service2, m.seen);
  set(row, service2 + m.service.replicas, view.replicas);
}
function takeInspect(m, row, at, view, askedMs, { head, lagMs: lagMs2 }) {
  if (!carriesHead(view, head)) return Missing.stamp;
  if (view.updateState !== "unset" && view.updateState !== "completed") return Missing.status;
  const service2 = m.ofService(row, at);
  const isGlobal = view.mode === "global";
  if (view.replicas === 0 && !isGlobal) return Missing.wantedSlot;
  if (view.replicas > m.tasks.size) return Missing.room;
  const version = service2 + m.service.version;
  if (get(row, version) !== view.version) {
    set(row, version, view.version);
    set(row, at + m.stack.cleanSinceMs, NEVER);
  }
  const cleanSinceMs = get(row, at + m.stack.cleanSinceMs);
  const spansWindow = cleanSinceMs !== NEVER && askedMs - cleanSinceMs > windowMs(view, get(row, service2 + m.service.replicas), lagMs2);
  if (!spansWindow) set(row, at + m.stack.tooSoon, 1);
  return Missing.nothing;
}
function takeInspectAgain(m, row, at, view) {
  const version = get(row, m.ofService(row, at) + m.service.version);
  return view.version === version ? Missing.nothing : Missing.quietRound;
}
var carriesHead = ({ stamp }, head) => stamp !== null && hc1(stamp, head);

// src/assertions/head-serves/memory.ts
var STACK = record({
  /** Which question comes next, and about which service. */
  step: "code",
  service: "count",
  beganMs: "instant",
  /** When the first of the consecutive clean rounds was answered. NEVER: this round is the first, or is not clean. */
  cleanSinceMs: "instant",
  /** What this round was found to lack, the first thing of several. */
  missing: "code",
  /** For some service this round was asked too soon after `cleanSinceMs` to be the last. */
  tooSoon: "flag",
  /** `list` has shown that a task of the head died; the verdict waits for the end of the service's round. */
  died: "flag",
  /** One round was answered, every read of it. */
  answered: "flag"
});
var SERVICE = record({
  /** The stamp before the deploy, as `stampWord` packs it. */
  before: "code",
  /** The container spec first seen under the head's stamp; 0: not seen yet. */
  headSpec: "code",
  global: "flag",
  /** Slots wanted; of a global service as many as it has up-to-date tasks. */
  replicas: "count",
  version: "version"
});
function headServesMemory(context) {
  const { services, slots, tasksPerSlot, captured, allowRestarts } = context;
  const one = joined({
    service: SERVICE,
    captured: words("identity", slots * tasksPerSlot),
    seen: words("identity", slots * 2),
    tasks: words("identity", slots),
    containers: words("identity", slots),
    nodes: words("code", slots)
  });
  const each = Array.from({ length: services }, (_, index) => [`service${index}`, one.memory]);
  const all = joined({
    stack: STACK,
    oldNodes: words("code", slots),
    // Of no size within the claim: a state is the same state whether or not a rule could be asked for less.
    forgiven: words("identity", allowRestarts),
    started: words("instant", captured ? 0 : 1),
    ...Object.fromEntries(each)
  });
  const firstService = all.base.started + (captured ? 0 : 1);
  const stack = STACK.at;
  const oldNodes = { at: all.base.oldNodes, size: slots };
  const tasks = { at: one.base.tasks, size: slots };
  const containers = { at: one.base.containers, size: slots };
  const nodes = { at: one.base.nodes, size: slots };
  return {
    memory: all.memory,
    stack,
    oldNodes,
    forgiven: { at: all.base.forgiven, size: allowRestarts },
    startedAtMs: all.base.started,
    service: SERVICE.at,
    captured: { at: one.base.captured, size: slots * tasksPerSlot },
    seen: { at: one.base.seen, size: slots * 2 },
    tasks,
    containers,
    nodes,
    ofService: (row, at) => at + firstService + get(row, at + stack.service) * one.memory.size,
    lacks(row, at, missing) {
      set(row, at + stack.missing, missing);
      set(row, at + stack.cleanSinceMs, NEVER);
      set(row, at + stack.tooSoon, 0);
      empty(row, at, oldNodes);
      for (let index = 0; index < services; index++) {
        const service2 = at + firstService + index * one.memory.size;
        set(row, service2 + SERVICE.at.version, 0);
        empty(row, service2, tasks);
        empty(row, service2, containers);
        empty(row, service2, nodes);
      }
    }
  };
}

// src/assertions/head-serves/serving.ts
function takeUpToDate(m, row, at, tasks) {
  const service2 = m.ofService(row, at);
  if (get(row, service2 + m.service.global) === 1) {
    const found = tasks.filter(isWanted).length;
    if (found > m.tasks.size) return Missing.room;
    set(row, service2 + m.service.replicas, found);
  }
  const replicas = get(row, service2 + m.service.replicas);
  if (replicas === 0 || !onePerSlot(tasks, replicas)) return Missing.taskPerSlot;
  if (sameTasks(m, row, service2, tasks, replicas)) return Missing.nothing;
  set(row, at + m.stack.cleanSinceMs, NEVER);
  empty(row, service2, m.tasks);
  empty(row, service2, m.containers);
  empty(row, service2, m.nodes);
  for (const task of tasks) {
    if (isWanted(task)) putAt(row, service2, m.tasks, placeOfSlot(tasks, task.slot), task.id);
  }
  return Missing.nothing;
}
function takeList(m, row, at, tasks) {
  const service2 = m.ofService(row, at);
  let wanted = 0;
  for (const task of tasks) {
    if (isWanted(task)) {
      const place = placeOf(row, service2, m.tasks, task.id);
      if (place < 0) return Missing.taskPerSlot;
      if (task.state !== "running") return Missing.running;
      keepPlace(m, row, at, place, task);
      wanted++;
    } else if (task.state === "running" && !holds(row, at, m.oldNodes, task.node)) {
      if (!add(row, at, m.oldNodes, task.node)) return Missing.oldTasksEnd;
    }
  }
  return wanted === get(row, service2 + m.service.replicas) ? Missing.nothing : Missing.taskPerSlot;
}
function takeNodes(m, row, at, nodes) {
  const service2 = m.ofService(row, at);
  const replicas = get(row, service2 + m.service.replicas);
  for (let place = 0; place < replicas; place++) {
    if (!isUp(nodes, tokenAt(row, service2, m.nodes, place))) return Missing.node;
  }
  if (get(row, service2 + m.service.global) === 1 && !coversNodes(m, row, service2, nodes)) return Missing.taskPerNode;
  for (let place = 0; place < m.oldNodes.size; place++) {
    if (isUp(nodes, tokenAt(row, at, m.oldNodes, place))) return Missing.oldTasksEnd;
  }
  empty(row, at, m.oldNodes);
  return Missing.nothing;
}
function coversNodes(m, row, service2, nodes) {
  for (const { id, down, availability } of nodes) {
    if (!down && availability === "active" && !holds(row, service2, m.nodes, id)) return false;
  }
  return true;
}
function onePerSlot(tasks, replicas) {
  let wanted = 0;
  for (const task of tasks) {
    if (!isWanted(task)) continue;
    for (const other of tasks) {
      if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false;
    }
    wanted++;
  }
  return wanted === replicas;
}
function sameTasks(m, row, service2, tasks, replicas) {
  for (const task of tasks) {
    if (isWanted(task) && tokenAt(row, service2, m.tasks, placeOfSlot(tasks, task.slot)) !== task.id) return false;
  }
  return replicas === m.tasks.size || tokenAt(row, service2, m.tasks, replicas) === 0;
}
function placeOfSlot(tasks, slot) {
  let before = 0;
  for (const task of tasks) if (isWanted(task) && task.slot < slot) before++;
  return before;
}
function keepPlace(m, row, at, place, task) {
  const service2 = m.ofService(row, at);
  const sameContainer = tokenAt(row, service2, m.containers, place) === task.container;
  if (sameContainer && tokenAt(row, service2, m.nodes, place) === task.node) return;
  putAt(row, service2, m.containers, place, task.container);
  putAt(row, service2, m.nodes, place, task.node);
  set(row, at + m.stack.cleanSinceMs, NEVER);
}
function isUp(nodes, id) {
  for (const node of nodes) if (node.id === id) return !node.down;
  return false;
}

// src/assertions/head-serves.ts
var READS = ["inspect", "list", "inspect", "up-to-date", "list", "nodes", "inspect"];
var CAPTURE2 = 0;
var CAPTURE_TASKS = 1;
var INSPECT = 2;
var INSPECT_AGAIN = 6;
var DEPLOYING2 = 7;
var RESTING = 8;
function headServes(context) {
  const m = headServesMemory(context);
  const { step, service: service2, beganMs: beganMs3, missing, answered: answered2 } = m.stack;
  const questions = READS.map((read) => asksEach(read, context.services));
  return {
    memory: m.memory,
    question(row, at) {
      const now = get(row, at + step);
      if (now === DEPLOYING2) return DEPLOY;
      if (now === RESTING) return SLEEP;
      return questions[now]?.[get(row, at + service2)];
    },
    judge(row, at, answer) {
      if (answer.read === "error") {
        return get(row, at + answered2) === 1 ? undecided(Missing.answer) : { verdict: "error", message: answer.message };
      }
      invariant(answer.read === READS[get(row, at + step)], "head-serves is given what it asked for");
      if (get(row, at + step) < INSPECT) return capture2(m, row, at, answer, context);
      return round(m, row, at, answer, context);
    },
    resume(row, at, atMs) {
      if (get(row, at + step) === DEPLOYING2) set(row, at + beganMs3, atMs);
      else if (isLate(m, row, at, atMs, context)) return undecided(get(row, at + missing));
      set(row, at + missing, Missing.nothing);
      set(row, at + step, INSPECT);
      return null;
    },
    standing(row, at) {
      const cleanSinceMs = get(row, at + m.stack.cleanSinceMs);
      return {
        missing: missingInWords(get(row, at + missing)),
        unchangedSinceMs: cleanSinceMs === NEVER ? null : cleanSinceMs
      };
    }
  };
}
function capture2(m, row, at, answer, { services, captured }) {
  if (answer.read === "inspect") {
    captureStamp(m, row, at, answer.service, captured);
    set(row, at + m.stack.step, CAPTURE_TASKS);
    return null;
  }
  if (answer.read === "list" && !captureTasks(m, row, at, answer.tasks, captured)) {
    return undecided(Missing.roomToCapture);
  }
  set(row, at + m.stack.step, toNextService(m, row, at, services) ? CAPTURE2 : DEPLOYING2);
  return null;
}
function round(m, row, at, answer, context) {
  const now = get(row, at + m.stack.step);
  if (answer.read === "inspect") {
    const failed = failsBy(m, row, at, answer.service, context.head);
    if (failed !== null) return failed;
    if (now === INSPECT) noteSpec(m, row, at, answer.service, context.head);
  }
  if (answer.read === "list") followHead(m, row, at, answer.tasks);
  if (get(row, at + m.stack.missing) === Missing.nothing) {
    const missing = take3(m, row, at, answer, context);
    if (missing !== Missing.nothing) m.lacks(row, at, missing);
  }
  set(row, at + m.stack.step, now + 1);
  if (now !== INSPECT_AGAIN) return null;
  if (get(row, at + m.stack.died) === 1) return FAIL["head-died"];
  if (!toNextService(m, row, at, context.services)) return endRound(m, row, at, answer.answeredMs, context);
  set(row, at + m.stack.step, INSPECT);
  return null;
}
function take3(m, row, at, answer, context) {
  switch (answer.read) {
    case "inspect":
      return get(row, at + m.stack.step) === INSPECT ? takeInspect(m, row, at, answer.service, answer.askedMs, context) : takeInspectAgain(m, row, at, answer.service);
    case "up-to-date":
      return takeUpToDate(m, row, at, answer.tasks);
    case "list":
      return takeList(m, row, at, answer.tasks);
    case "nodes":
      return takeNodes(m, row, at, answer.nodes);
    case "replicas":
    case "health":
      return Missing.nothing;
  }
}
function endRound(m, row, at, atMs, context) {
  const { step, missing, cleanSinceMs, tooSoon, answered: answered2 } = m.stack;
  if (get(row, at + missing) === Missing.nothing) {
    const isFirst = get(row, at + cleanSinceMs) === NEVER;
    if (!isFirst && get(row, at + tooSoon) === 0) return PASS;
    if (isFirst) set(row, at + cleanSinceMs, atMs);
    set(row, at + missing, Missing.longEnough);
  }
  set(row, at + tooSoon, 0);
  set(row, at + answered2, 1);
  set(row, at + step, RESTING);
  return isLate(m, row, at, atMs, context) ? undecided(get(row, at + missing)) : null;
}
function toNextService(m, row, at, services) {
  const next = get(row, at + m.stack.service) + 1;
  set(row, at + m.stack.service, next < services ? next : 0);
  return next < services;
}
var isLate = (m, row, at, atMs, { deadlineMs }) => atMs - get(row, at + m.stack.beganMs) >= deadlineMs;

// src/assertions/catalogue.ts
var CATALOGUE = [
  {
    name: "cc-ci/v0",
    summary: "every service has N of N tasks running; then the app answers and HC1 holds",
    needs: ["health"],
    create: harness(convergedV0)
  },
  {
    name: "cc-ci/v1",
    summary: "N of N, and every status unset, completed or rollback_completed; then the app answers and HC1 holds",
    needs: ["health"],
    create: harness(convergedV1)
  },
  {
    name: "cc-ci/v2",
    summary: "N of N, and no status updating or rollback_started; then the app answers and HC1 holds",
    needs: ["health"],
    create: harness(convergedV2)
  },
  {
    name: "cc-ci/v3",
    summary: "the app's status is unset or completed; then the app answers and HC1 holds",
    needs: ["health"],
    create: harness(convergedV3)
  },
  {
    name: "cc-ci/v4",
    summary: "v3, once the update was seen to start or a grace has run out; then the app answers and HC1 holds",
    needs: ["capture", "health"],
    create: harness(convergedV4)
  },
  {
    name: "head-serves",
    summary: "one up-to-date running task of the head in every slot, unchanged for longer than the engine's own window",
    create: headServes
  }
];
function ruleNamed(name) {
  const rule = CATALOGUE.find((candidate) => candidate.name === name);
  if (rule !== void 0) return rule;
  throw new SimError({
    code: "usage.unknown-rule",
    what: `no rule is called "${name}"`,
    remedy: `The rules are ${CATALOGUE.map((known) => known.name).join(", ")}.`
  });
}

// zz-b.ts
var base = { replicas: 1, order: "start-first", failureAction: "rollback", rollbackAction: "pause", fate: "dies", times: "persistent", memory: "ample", delay: "below", lag: 0, moves: [], maxMoves: 0, leaderChanges: 0, services: 1 };
var variants = JSON.parse(process.env.V ?? "null") ?? [
  ["base", {}],
  ["good", { fate: "good" }],
  ["late", { fate: "dies-late" }],
  ["unhealthy", { fate: "never-healthy" }],
  ["turns", { fate: "turns-unhealthy" }],
  ["slow", { fate: "starts-slowly" }],
  ["eats", { fate: "eats-memory" }],
  ["unsched", { fate: "unschedulable" }],
  ["image", { fate: "image-missing" }],
  ["once", { times: "once" }],
  ["continue", { failureAction: "continue" }],
  ["pause", { failureAction: "pause" }],
  ["tight", { memory: "tight", fate: "good" }],
  ["above", { delay: "above" }],
  ["lag", { lag: 1 }],
  ["lag good", { lag: 1, fate: "good" }],
  ...["identical", "label-only", "other-spec", "rollback", "scale", "force"].map((m) => [m, { moves: [m], maxMoves: 1 }]),
  ...["identical", "label-only", "other-spec", "rollback", "scale", "force"].map((m) => [m + " good", { fate: "good", moves: [m], maxMoves: 1 }]),
  ["leader", { leaderChanges: 1 }],
  ["leader good", { leaderChanges: 1, fate: "good" }],
  ["r2", { replicas: 2 }],
  ["r2 good", { replicas: 2, fate: "good" }],
  ["s2", { services: 2 }]
];
var most = +(process.env.MOST ?? 4e5);
for (const rule of (process.env.R ?? "head-serves").split(",")) for (const [name, o] of variants) {
  const sc = proofWorld(name, { ...base, ...o });
  const sys = proofSystem(sc, ruleNamed(rule), ALL_REDUCTIONS);
  const c0 = process.cpuUsage();
  const p = prove(sys, { tickMs: 1e3, refuting: /* @__PURE__ */ new Set(["masking-race", "misattribution", "false-alarm"]), witness: "true-pass", unjudged: "unjudged", limits: { states: most, bytes: 4e9, hasTimeLeft: () => true } });
  const c = process.cpuUsage(c0);
  console.log(rule.padEnd(12), name.padEnd(16), p.outcome.padEnd(10), String(p.states).padStart(8), String(p.depth).padStart(4), ((c.user + c.system) / 1e6).toFixed(2) + "s", p.limit ?? "", p.flaw ?? "", JSON.stringify(p.outcomes));
  if (p.counterexample && process.env.T) {
    const raw = watchedRollout(sc, ruleNamed(rule));
    const t = traceOf(raw, p.counterexample);
    const s = shrink(raw, p.counterexample, keyOf(t.outcome));
    console.log(JSON.stringify(s.outcome), t.schedule.length, s.schedule.length);
    for (const st of s.schedule) console.log("   ", st.atMs, nameOf(st), "|", st.shows.status, "|", st.shows.running);
  }
}
