"""`python -m auditcheck`, and the `auditcheck` command."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    import gc
    import os

    # pydantic would look through all that is installed for plugins, and run those that it finds
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    gc.disable()  # one short run that makes trees, not cycles: looking for them only costs
    from auditcheck.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
