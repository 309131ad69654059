"""`python -m tuiapp` is the command `tuiapp`."""

from tuiapp.cli.main import run

if __name__ == "__main__":
    run()
