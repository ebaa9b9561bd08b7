import { DRILLS } from './drill/drills.ts';
import { AXES } from './map/axis-names.ts';

/** The texts that `--help` adds to the lists of options. */

export const ABOUT = `Finds the races that a deploy check would miss.

sim simulates the rolling update of a Docker Swarm service and searches the
orders in which things can happen for a masking race: the check passes, and yet
the head (the commit being deployed) is not what runs for good.`;

export const EXPLORE = `Searches schedules of a rolling update, rule by rule, for masking races.

The stack of a Compose file becomes a scenario: each service's update_config,
resources, healthcheck and so on (sim scenario shows what was read). Without a
file the scenarios are those of the incident that sim was built after, once with
order start-first and once with stop-first. Each rule is a deploy check as a
pipeline would run it. Every bad run is shrunk to a short trace and written to
--out.

--strategy exhaustive searches every state instead: its verdicts are proved or refuted,
or undecided where a limit was met (--limit). Its clock ticks at the greatest common
divisor of all times (--tick), so it gets through where they are whole numbers of one
step, as in whole seconds, and deadlines are short.

With --exec the check is a command of yours. For each schedule it runs against a
simulated engine (DOCKER_HOST), with SIM_STACK, SIM_SERVICE, SIM_HEAD and
SIM_HEALTH_URL set; its exit code is the verdict. It deploys the head itself, or
finds it just deployed (--deploy by-schedule). Time passes only while a request
of it waits for the answer, so its own pauses may be short. What it printed is
kept beside the trace. sim replay runs the command of a trace again.`;

export const PROVE = `Searches every state of a family of small worlds, so that what it says of a rule is no
sample: proved (no masking race in any of them, and of rules that claim so neither a
misattribution nor a false alarm, nor a good head that is not passed in time), or
refuted, with a shortest trace.

A world fixes order, failure action, what becomes of the head, and so on (--list);
time is a clock of ticks, and everything that may happen at a tick is tried in every
order: what the engine's parts do, the rule's reads one by one, and the operator's
moves. --bounds names the family, and the bounds are part of every verdict: a proof
is about them. A limit that is met ends in undecided, never in a claim.

--teeth --exec COMMAND shows a command of yours (see sim explore --help) every wrong
stamp after its deploy: it must be red each time, and pass over the right one.

Exit code 0: every rule is proved. 1: one is refuted. 3: nothing is claimed of one.
--against CERTIFICATE: 0 when neither code nor results changed for the worse.`;

export const MAP = `Shows with which settings a deploy check is safe: a plane of two of them, and in each cell
what a search of every state says of the rule, as sim prove does. Where one simple
inequality holds exactly in the cells in which the rule is not fooled, it is printed as
advice. Cells beside the border have a trace file that replays.

A cell is a small world in the settings' own times: one service whose head is good or
dies before the engine's window is over (--deaths any-time: or later), no part of the
engine takes time of its own, nobody interferes, and no deadline ends a wait. The app has
to answer twice (health_answers=2). A Compose file, --set and --head change that. The
clock ticks at half the greatest common divisor of all times, so choose ranges in whole
steps; what a cell leaves out of a real engine is a reason to leave a margin.

Exit code 0: every cell is decided, whatever it says. 3: some are not (--limit).`;

export const REPLAY = `Follows a trace file step by step and prints it as a table.

It checks that each step can be taken in this version's model, and that what
comes of it is, to the byte, what the file says. A trace of sim explore --exec holds
a command, which is run again: it asks first, or wants --yes; trust such a file as you
would a script. With --json it prints the trace file anew.`;

export const CONFORM = `Holds recordings of a real engine against the model: is there a schedule, with the
recording's parameters and every delay free (restart delay, update delay, monitor
and healthcheck are lower bounds), that shows these samples in this order?

A recording is a file of JSON lines, gzipped or not. Where no schedule explains
it, the first sample that nothing explains is shown beside what comes nearest.`;

export const RECORD = `Writes down what a live service and its tasks look like, change by change, in the format
that sim conform judges. Start it before the deploy, while the service runs
undisturbed. It only reads. Values of environments are hashed; commands, labels and
whatever else a spec holds are written as they are.

The engine is found as the docker command line finds it: --context, -H, DOCKER_HOST,
DOCKER_CONTEXT, the current context, the default socket.`;

export const RULES = `Lists the deploy checks that can be put to the test, and when each one passes.`;

export const SCENARIO = `Shows the scenario that a Compose file gives: each value and where it comes from
(the file, --set, an x-sim block, Swarm's default or sim's own). What is of the
whole stack (host, timing, watcher, operator, faults, bounds) may stand in the
file's x-sim block or the app's; what is of one service, in its own or in the
file's, where it holds for every service.`;

export const CHECK = `Waits until a stack that was just deployed runs its head for good, or says why not.

It asks the engine of a manager, and only asks: every request is a GET. A rule
(sim rules) judges the answers, by default head-serves: one up-to-date running
task of the head in every slot, and nothing changes for longer than the engine
itself may still change its mind (the monitor and delay of update_config and
rollback_config). "docker stack deploy" returning, an update status of
"completed" or "N of N running" are not enough: an engine that rolls back puts
the old labels back as well.

The head is told by its stamp, the service label
coop-cloud.<stack>.chaos-version, that every service of the stack must carry.

--capture FILE before the deploy and --before FILE after it tell this rollout's
tasks from older ones. Without them the engine's timestamps do, which is weaker:
the result says so (claimHolds).

While it waits it shows how things stand, on stderr: one block on a terminal,
elsewhere a line a change. The result goes to stdout.`;

export const WATCH = `Shows how a stack's rollout stands, until it is interrupted or --for is over: each
service's update status, its stamp, and its tasks by spec. It judges nothing, and
like sim check it only asks.`;

export const DRILL = `Deploys on a live swarm what a check has to tell apart: a good head, wrong stamps,
heads that die, a label alone, a deploy that is repeated. Lets the rules watch each of
them, and holds their verdicts against what the engine then runs.

It is the only verb that writes. It creates services named sim-drill-*, on the node that
is asked and with an image that this node has, and removes them again, also after an
interrupt (a second one leaves them). It asks first, unless it is told --yes, and
refuses an engine on which there are such services already.

Times are short: the engine monitors for 2 s, a rule gives up after 12 s, the grace of
cc-ci/v4 is 4 s. Rules that wait for the app's answer are tested only with --health-url.`;

const SERVICES = `Services: the app is --service, and the file's other services stand beside it.
  --set KEY=VALUE, --head FATE          are about the app, or about the whole stack
  --set SERVICE:KEY=VALUE               a service beside it, as in worker:replicas=2
  --head SERVICE=FATE                   its head, as in worker=dies:1s..4s:1,good: a
                                        name holds for what follows in its --head
  --set beside=NAMES                    which services to simulate beside it, or none
Nothing said, the app may meet every fate, a service beside it good and dies, and
each has the app's stamps (--set worker:base_stamp=none: it has no such label).`;

const EXIT_CODES = `Exit codes:
  0    the claim stands: no rule was refuted in this budget, the trace fits
  1    a rule was refuted: a masking race was found
  2    usage: an unknown rule or option, a malformed scenario
  3    undecided: a rule never rightly passed either, runs were not judged, or a limit
       of an exhaustive search was met
  4    the trace does not fit this model, or it does not explain the recording
  5    environment: a file cannot be read, --out cannot be written to
  70   a bug in sim
  130  interrupted (143: terminated)`;

const CHECK_EXIT_CODES = `Exit codes:
  0    pass: the head runs
  1    fail: it does not, and the reason says why
  2    usage: a missing or malformed option, a capture of something else
  3    undecided: the time was up, or the engine stopped answering. Not green
  5    the engine never answered, is no manager, or has no such stack
  70   a bug in sim
  130  interrupted (143: terminated)`;

export const CHECK_EXAMPLES = `
Examples:
  sim check --stack disc-ae10f0 --head "$(git rev-parse HEAD)"
  sim check --stack disc-ae10f0 --capture before.json
  docker stack deploy -c compose.yml disc-ae10f0
  sim check --stack disc-ae10f0 --before before.json --head 7ae7b0f76efb
  sim check -H ssh://deploy@swarm1 --stack blog --head 7ae7b0f76efb --timeout 5m
  sim check --stack blog --head 7ae7b0f76efb --format junit > check.xml

${CHECK_EXIT_CODES}
`;

export const WATCH_EXAMPLES = `
Examples:
  sim watch --stack disc-ae10f0
  sim watch -H ssh://deploy@swarm1 --stack blog --head 7ae7b0f76efb --for 5m

Exit codes: 0 --for is over, 2 usage, 3 the engine had stopped answering by then,
5 it never answered, 130 interrupted.
`;

export const MAIN_EXAMPLES = `
Examples:
  sim explore                              every rule on the incident's scenarios
  sim explore compose.yml --service app    every rule on a recipe of your own
  sim explore --rule cc-ci/v3 --for 10s    one rule, for ten seconds
  sim replay sim-traces/TRACE.json         one finding once more, step by step
  sim scenario compose.yml                 what sim reads in a Compose file
  sim check --stack blog --head 7ae7b0f    is that commit what a live stack runs?

${EXIT_CODES}
`;

export const EXPLORE_EXAMPLES = `
Examples:
  sim explore compose.yml --service app --rule cc-ci/v3 --rule head-serves
  sim explore --set update_config.order=stop-first --runs 20000
  sim explore compose.yml --head eats-memory --moves none
  sim explore compose.yml --strategy exhaustive --limit states=5000000,time=2m
  sim explore --refute misattribution --json > report.json
  sim explore compose.yml --head good --head worker=dies --moves leader-change
  sim explore compose.yml --exec './deploy.sh' --workers 4 --for 2m
  sim explore compose.yml --exec './check.sh' --deploy by-schedule --pass-code 0

${SERVICES}

${EXIT_CODES}
`;

export const PROVE_EXAMPLES = `
Examples:
  sim prove --bounds small
  sim prove --rule head-serves --json > certificate.json
  sim prove --rule head-serves --against certificate.json
  sim prove --bounds standard --list
  sim prove --bounds large --rule head-serves --resume large.jsonl
  sim prove compose.yml --teeth --exec './deploy.sh'
  sim prove --rule cc-ci/v4 --world 'rollback/pause good, identical'`;

export const MAP_EXAMPLES = `
Settings: ${Object.keys(AXES).join(', ')},
and every other key of sim scenario that is a time or a number. A setting that is a
window of time, such as lag, may take any time up to the cell's value.

Examples:
  sim map --x monitor=1s..20s --y poll_interval=1s..20s --svg map.svg
  sim map --rule peer/terraform --x monitor=1s..10s --y poll_interval=1s..3s
  sim map --rule peer/docker-cli --x monitor=1s..4s --y delay=0s..4s --set update_config.failure_action=pause
  sim map compose.yml --rule cc-ci/v4 --x monitor=5s..20s/5s --y lag=0s..4s --json

Exit codes: 0 all cells are decided, 2 usage, 3 some are not, 5 a file cannot be
read or written, 70 a bug in sim, 130 interrupted.
`;

export const REPLAY_EXAMPLES = `
Example:
  sim replay sim-traces/incident-start-first--cc-ci-v3--masking-race-1.json

${EXIT_CODES}
`;

export const CONFORM_EXAMPLES = `
Example:
  sim conform test/recordings/*.jsonl.gz

${EXIT_CODES}
`;

export const RECORD_EXAMPLES = `
Examples:
  sim record --stack blog -o deploy.jsonl --for 5m
  sim record --stack blog --service app -H ssh://root@example.org -o deploy.jsonl --interval 100ms

${EXIT_CODES}
`;

export const SCENARIO_EXAMPLES = `
Examples:
  sim scenario compose.yml --service app
  sim scenario compose.yml --set update_config.monitor=30s --json
  sim scenario compose.yml --set worker:replicas=2 --set host.nodes=3

${SERVICES}
`;

export const DRILL_EXAMPLES = `
Drills:
${DRILLS.map(({ name, summary }) => `  ${name.padEnd(15)}${summary}`).join('\n')}

Examples:
  sim drill
  sim drill -H unix:///tmp/sim-engine/docker.sock --image busybox:sim --yes
  sim drill --drill good --drill dies --order stop-first --rule head-serves --yes

Exit codes:
  0    head-serves, or the rules of --rule, were never fooled
  1    one was: a masking race or a false alarm
  2    usage: an unknown rule or drill; nobody to ask, and no --yes
  3    undecided: a drill did not settle, or a rule never rightly passed
  5    the engine is no manager, has no such image, or was silent; something is left
  70   a bug in sim
  130  interrupted (143: terminated)
`;

export const SERVE = `Answers docker clients, in any language, as the engine of a swarm would that is
simulated: nothing runs.

The services of a Compose file run there, settled (--empty: none do). Whoever writes
is the operator: a new image, command or environment gets one of the fates of --head,
by chance (--seed) or as its environment says (SIM_FATE=dies), and is rolled out,
rolled back or paused as Swarm would. Every step is printed on stderr.

With --pace request time stands still between requests, and each one is answered at
any instant up to a poll interval after the last; with --pace real it passes by the
clock, times --time-scale.

--trace follows a race that sim explore has found: each look is answered as the rule's
next look of its kind was (an inspect as its next inspect), so that you see, with your
own tools, what it saw.`;

export const SERVE_EXAMPLES = `
Examples:
  $ sim serve compose.yml --head good,dies:1s..4s:1 --listen unix:///tmp/sim.sock
  $ export DOCKER_HOST=unix:///tmp/sim.sock                     (in another terminal)
  $ docker stack deploy -c compose.yml demo && docker service ps demo_app
  $ docker service update --env-add SIM_FATE=dies demo_app      (exits 0: rolled back)
  $ sim serve --trace sim-traces/incident-stop-first--cc-ci-v3--masking-race-1.json

It prints the line that points docker to it on stdout, and ends when it is interrupted
(130, or 143).`;
