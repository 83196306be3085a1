"""Brings a real Slurm up or down on this machine: one controller, several nodes of two processors, everything in one folder.

    slurm_cluster.py up DIR [NODES]    exits with 77 and a line if Slurm is not installed
    slurm_cluster.py down DIR

No systemd, no cgroups, no root needed. What is set and why was found by trying: several slurmd on one host need a port, a spool folder and a
temporary folder each; a requeued job waits for cred_expire, so it is short; a node that is lost is noticed after SlurmdTimeout.
"""
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time

SKIPPED = 77
PROGRAMS = ["slurmctld", "slurmd", "sbatch", "sinfo", "munged"]

CONFIGURATION = """ClusterName=enclosure
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket={folder}/munge/socket,cred_expire=5
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool/%n
SlurmctldPidFile={folder}/run/slurmctld.pid
SlurmdPidFile={folder}/run/slurmd-%n.pid
SlurmctldLogFile={folder}/log/slurmctld.log
SlurmdLogFile={folder}/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/log/jobs.txt
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,bf_interval=1
MpiDefault=none
ReturnToService=2
SlurmdTimeout=5
KillWait=2
MaxArraySize=10001
SlurmdParameters=config_overrides
TmpFS={folder}/tmp/%n
NodeName=n[1-{nodes}] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{first}-{last}] CPUs=2 Sockets=1 CoresPerSocket=2 ThreadsPerCore=1 RealMemory=1024
PartitionName=main Nodes=n[1-{nodes}] Default=YES MaxTime=INFINITE State=UP
"""


def find(program):
    """Daemons are where a user's path does not look."""
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def free_ports(count):
    """The first of that many ports in a row that are free now."""
    for first in range(20000 + os.getpid() % 10000, 60000, count):
        sockets = []
        try:
            for port in range(first, first + count):
                sockets.append(socket.socket())
                sockets[-1].bind(("127.0.0.1", port))
            return first
        except OSError:
            pass
        finally:
            for one in sockets:
                one.close()
    raise SystemExit("no free ports")


def pids(folder):
    for name in sorted(os.listdir(os.path.join(folder, "run"))):
        with open(os.path.join(folder, "run", name), encoding="ascii") as file:
            text = file.read().strip()
        if text:
            yield int(text)


def alive(pid):
    try:
        os.kill(pid, 0)
        return True
    except OSError:
        return False


def up(folder, nodes):
    missing = [program for program in PROGRAMS if not find(program)]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed; the packages are in the section [cluster] of the file packages")
        return SKIPPED
    if os.path.isdir(folder):
        down(folder)
        shutil.rmtree(folder)
    for name in ["munge", "state", "spool", "log", "run", "tmp"]:
        os.makedirs(os.path.join(folder, name), mode=0o700 if name == "munge" else 0o755)
    for node in range(1, nodes + 1):
        os.makedirs(f"{folder}/spool/n{node}")
        os.makedirs(f"{folder}/tmp/n{node}")
    port = free_ports(nodes + 1)
    configuration = os.path.join(folder, "slurm.conf")
    with open(configuration, "w", encoding="ascii") as file:
        file.write(CONFIGURATION.format(host=socket.gethostname().split(".")[0], port=port, user=pwd.getpwuid(os.geteuid()).pw_name, folder=folder,
                                        nodes=nodes, first=port + 1, last=port + nodes))
    key = os.path.join(folder, "munge", "key")
    with open(os.open(key, os.O_WRONLY | os.O_CREAT, 0o400), "wb") as file:
        file.write(os.urandom(128))
    environment = dict(os.environ, SLURM_CONF=configuration)
    subprocess.run([find("munged"), "--force", f"--key-file={key}", f"--socket={folder}/munge/socket", f"--pid-file={folder}/run/munged.pid",
                    f"--log-file={folder}/log/munged.log", f"--seed-file={folder}/munge/seed"], check=True)
    subprocess.run([find("slurmctld")], env=environment, check=True)
    for node in range(1, nodes + 1):
        subprocess.run([find("slurmd"), "-N", f"n{node}"], env=environment, check=True)
    for _ in range(300):
        idle = subprocess.run(["sinfo", "-h", "-t", "idle", "-o", "%D"], env=environment, capture_output=True, text=True).stdout.split()
        if sum(map(int, idle)) == nodes:
            print(f"{nodes} nodes are up")
            return 0
        time.sleep(0.1)
    print(subprocess.run(["sinfo"], env=environment, capture_output=True, text=True).stdout)
    down(folder)
    return 1


def down(folder):
    if not os.path.isdir(os.path.join(folder, "run")):
        return 0
    ended = list(pids(folder))
    for how in [signal.SIGTERM, signal.SIGKILL]:
        for pid in ended:
            if alive(pid):
                os.kill(pid, how)
        for _ in range(100):
            if not any(alive(pid) for pid in ended):
                return 0
            time.sleep(0.1)
    return 1


if __name__ == "__main__":
    where = os.path.abspath(sys.argv[2])
    sys.exit(up(where, int(sys.argv[3]) if len(sys.argv) > 3 else 2) if sys.argv[1] == "up" else down(where))
