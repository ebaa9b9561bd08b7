#!/usr/bin/env python3
"""Deploys a commit with the docker command line, waits until it has converged, and checks that it is what runs.

Nothing but Python's standard library and `docker`. What "converged" means is a rule of one's choice:

    harness.py --rule v0     every service of the stack runs as many tasks as it should
    harness.py --rule v1     ... and each update status is none, completed or rollback_completed
    harness.py --rule v2     as many as it should, and no status is updating or rollback_started
    harness.py --rule v3     the app's status is none or completed; rollback_* and paused fail
    harness.py --rule v4     v3, once the update was seen to start, or 30 s after the deploy
    harness.py --rule head-serves    leaves it to `sim check --rule head-serves`

v0 to v4 go on alike: the app answers its health check, and the stamp that the service carries is the commit's.
Against a real swarm as in a pipeline; under `sim explore --exec` the same file is put to the test:

    STACK, SERVICE (of `docker service ls`), HEAD, HEALTH_URL      or SIM_STACK and so on, as sim sets them
    HARNESS_DEPLOY     a shell command that deploys; by default the service gets the image app:HEAD, and the stamp
    HARNESS_INTERVAL   seconds between two rounds (5)
    HARNESS_DEADLINE   seconds that each stage may take (600), HARNESS_GRACE those of v4 (30)

The 30 s of v4 are told by the engine's clock (`docker info`): in a simulated engine time is what its schedule says.
Exit code 0: the head runs. 1: it does not, and the reason is the last line. 3: undecided (head-serves).
"""

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import time


def setting(name, fallback=None):
    return os.environ.get(name) or os.environ.get("SIM_" + name) or fallback


STACK = setting("STACK", "demo")
APP = setting("SERVICE", STACK + "_app")
HEAD = setting("HEAD", "")
HEALTH_URL = setting("HEALTH_URL")
LABEL = "coop-cloud.%s.chaos-version" % STACK
INTERVAL = float(os.environ.get("HARNESS_INTERVAL", "5"))
DEADLINE = float(os.environ.get("HARNESS_DEADLINE", "600"))
GRACE = float(os.environ.get("HARNESS_GRACE", "30"))
SIM = os.environ.get("HARNESS_SIM", "sim")


class Fail(Exception):
    """The check is red; the message is the reason."""


# What is asked of the engine: each is one run of docker.


def docker(*arguments):
    return subprocess.run(["docker", *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def inspect(service):
    return json.loads(docker("service", "inspect", service))[0]


def status(service):
    """UpdateStatus.State; None before the first update has started."""
    return inspect(service).get("UpdateStatus", {}).get("State")


def replicas():
    """Running and desired tasks of each service of the stack."""
    listed = docker("service", "ls", "--filter", "label=com.docker.stack.namespace=" + STACK, "--format", "{{.Name}} {{.Replicas}}")
    found = re.findall(r"^(\S+) (\d+)/(\d+)", listed, re.MULTILINE)
    return {name: (int(running), int(desired)) for name, running, desired in found}


def engine_time():
    return instant(docker("info", "--format", "{{.SystemTime}}").strip())


def instant(text):
    """Of RFC 3339 with nanoseconds, as the engine writes it."""
    whole, fraction = re.match(r"(\d+-\d+-\d+T\d+:\d+:\d+)(\.\d+)?", text).groups()
    seconds = datetime.datetime.strptime(whole + "+0000", "%Y-%m-%dT%H:%M:%S%z").timestamp()
    return seconds + float(fraction or 0)


def healthy():
    import urllib.request  # late: it takes as long to load as docker takes to answer

    try:
        with urllib.request.urlopen(HEALTH_URL, timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


# The stages.


def deploy():
    command = os.environ.get("HARNESS_DEPLOY")
    if command is not None:
        subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL)
        return
    docker(
        "service", "update", "--detach", "--quiet", "--no-resolve-image",
        "--image", "app:" + HEAD, "--label-add", "%s=%s" % (LABEL, HEAD), APP,
    )  # fmt: skip


def poll(done, reason):
    """Asks every interval until it is done, or fails for this reason at the deadline."""
    end = time.monotonic() + DEADLINE
    while not done():
        if time.monotonic() >= end:
            raise Fail(reason)
        time.sleep(INTERVAL)


def all_run():
    return all(running == desired for running, desired in replicas().values())


def statuses():
    return [status(service) for service in replicas()]


def v0():
    return all_run()


def v1():
    return all_run() and all(state in (None, "completed", "rollback_completed") for state in statuses())


def v2():
    return all_run() and all(state not in ("updating", "rollback_started") for state in statuses())


def v3():
    state = status(APP)
    if state == "rollback_completed":
        raise Fail("rolled-back")
    if state in ("paused", "rollback_paused"):
        raise Fail("paused")
    return state in (None, "completed")


def started_at():
    return inspect(APP).get("UpdateStatus", {}).get("StartedAt")


def v4(before, deployed):
    def started():
        update = inspect(APP).get("UpdateStatus", {})
        moved = update.get("StartedAt") is not None and update["StartedAt"] != before
        return moved or update.get("State") in ("updating", "rollback_started") or engine_time() >= deployed + GRACE

    poll(started, "deadline")
    poll(v3, "deadline")


def check_stamp():
    stamp = inspect(APP)["Spec"]["Labels"].get(LABEL)
    if stamp is None:
        raise Fail("no-stamp")
    commit = stamp.split("+")[0]
    both = (commit, HEAD)
    are_commits = all(re.fullmatch("[0-9a-f]{7,}", text) for text in both)
    if not are_commits or not (commit.startswith(HEAD) or HEAD.startswith(commit)):
        raise Fail("stamp-mismatch")


def converge(rule):
    if rule == "v4":
        before = started_at()
        deploy()
        v4(before, engine_time())
    else:
        deploy()
        poll({"v0": v0, "v1": v1, "v2": v2, "v3": v3}[rule], "deadline")
    poll(healthy, "unhealthy")
    check_stamp()


def sim_check():
    """What was there before the deploy is captured first, so that the check can tell this rollout's tasks from older ones."""
    before = os.path.join(os.environ.get("TMPDIR", "/tmp"), "before.json")
    subprocess.run([*SIM.split(), "check", "--stack", STACK, "--capture", before], check=True)
    deploy()
    check = ["check", "--stack", STACK, "--rule", "head-serves", "--head", HEAD, "--before", before]
    limits = ["--interval", "%dms" % max(100, INTERVAL * 1000), "--timeout", "%ds" % DEADLINE]
    return subprocess.run([*SIM.split(), *check, *limits]).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rule", choices=["v0", "v1", "v2", "v3", "v4", "head-serves"], default="v4")
    rule = parser.parse_args().rule
    if rule == "head-serves":
        return sim_check()
    try:
        converge(rule)
    except Fail as reason:
        print("fail: %s" % reason)
        return 1
    print("pass")
    return 0


if __name__ == "__main__":
    sys.exit(main())
