"""Make `.venv` ready: `python3 tools/environment.py run` (to serve) or `dev` (to check as well).

Not for: anything after the installation. Only the standard library, and readable by an old Python, so that it can say
what is missing instead of failing with a syntax error. The decision a reader would ask about: "installed already" is
a stamp (lock hashes, interpreter, path) that is written last; a half-made `.venv` never counts. `dev` contains `run`
(its lock is constrained by the other), so `make demo` and `make check` do not rebuild each other's environment.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PACKAGES = ("directory", "matching", "importers", "referrals", "api", "tools")
OLDEST_PYTHON = (3, 11)  # StrEnum, tomllib and exception notes are used throughout


def lock_of(kind):
    """The path of the lock file of `run` or `dev`."""
    return os.path.join(ROOT, "requirements", kind + ".txt")


def stamp_text(kind):
    """What a finished installation of this kind is recognised by."""
    digest = hashlib.sha256()
    for path in (lock_of("build"), lock_of(kind)):
        with open(path, "rb") as handle:
            digest.update(handle.read())
    return "\n".join([digest.hexdigest(), sys.version, ROOT])


def is_ready(kind):
    """Whether the environment for this kind is whole."""
    for stamped in ("dev", kind):
        try:
            with open(os.path.join(VENV, stamped + ".stamp"), encoding="utf-8") as handle:
                if handle.read() == stamp_text(stamped):
                    return True
        except OSError:
            continue
    return False


def stop(sentence):
    """Say what is missing and how to get it, and end with 2."""
    sys.stderr.write(sentence + "\n")
    sys.exit(2)


def check_python():
    """Stop with the sentence that helps when this Python cannot do it."""
    if sys.version_info < OLDEST_PYTHON:
        stop(
            "Wraparound needs Python 3.11 or newer; this is Python %d.%d (%s). "
            "Name another with: make demo PYTHON=python3.11"
            % (sys.version_info[0], sys.version_info[1], sys.executable)
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        package = "python%d.%d-venv" % sys.version_info[:2]
        stop("This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install " + package)


def install(kind):
    """Make the environment anew where it is broken, and install the locks and the project itself into it."""
    if os.path.isdir(VENV) and not os.path.exists(os.path.join(VENV, "run.stamp")):
        shutil.rmtree(VENV)
    subprocess.check_call([sys.executable, "-m", "venv", VENV])
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # without compiled files every start takes seconds
    pip = [os.path.join(VENV, "bin", "python"), "-m", "pip", "install", "--quiet", "--compile"]
    locked = ["--require-hashes", "--only-binary", ":all:"]
    for arguments in (
        [*locked, "-r", lock_of("build")],
        [*locked, "-r", lock_of(kind)],
        ["--no-deps", "--no-build-isolation", "--editable", ROOT],
    ):
        subprocess.check_call(pip + arguments, env=environment, cwd=ROOT)


def compile_packages():
    """Compile what has changed. Where PYTHONDONTWRITEBYTECODE is set, each process would compile all it imports anew."""
    python = os.path.join(VENV, "bin", "python")
    subprocess.call([python, "-m", "compileall", "-q", *PACKAGES], cwd=ROOT)


def main():
    """Install what is missing; a second call takes a moment."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    if kind not in ("run", "dev"):
        stop("usage: python3 tools/environment.py [run|dev]")
    check_python()
    if is_ready(kind):
        compile_packages()
        return
    sys.stderr.write("Installing into .venv (%s), once; this takes about a minute.\n" % kind)
    try:
        install(kind)
    except subprocess.CalledProcessError as error:
        stop(
            "The installation stopped: %s ended with %d. Its own message stands above."
            % (error.cmd[0], error.returncode)
        )
    for stamped in {"run", kind}:
        with open(os.path.join(VENV, stamped + ".stamp"), "w", encoding="utf-8") as handle:
            handle.write(stamp_text(stamped))
    compile_packages()


if __name__ == "__main__":
    main()
