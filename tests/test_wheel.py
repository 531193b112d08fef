"""The wheel: what a person gets who installs auditcheck and has no repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auditcheck.files.shipped import PACKS
from variants import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the working tree, installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    return target


def test_the_wheel_does_the_main_job_away_from_the_repository(
    installed: Path, tmp_path: Path
) -> None:
    """The shipped pack and templates are in it: a copied audit is assessed and reported."""
    shutil.copytree(ROOT / "evidence", tmp_path / "audit")
    command = ["-m", "auditcheck", "evaluate", "audit", "--report", "out/report.html"]
    ran = subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        check=False,
    )
    shown = ran.stdout.decode()
    assert ran.returncode == 0, ran.stderr.decode()
    assert "Samlad bedömning" in shown
    assert "I allt väsentligt / Nej" in shown
    assert (tmp_path / "out" / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_wheel_has_every_pack(installed: Path, tmp_path: Path) -> None:
    """An audit by the second pack is assessed, and one can be begun and read by each."""
    shutil.copytree(ROOT / "packs" / "exempelby", tmp_path / "audit")
    commands = [["evaluate", "audit"]]
    for pack in PACKS:
        commands += [["rules", pack], ["init", pack, "--rules", pack], ["check", pack]]
    for command in commands:
        ran = subprocess.run(
            [sys.executable, "-m", "auditcheck", *command],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(installed)},
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, (command, ran.stderr.decode())


def test_the_wheel_is_what_was_run(installed: Path, tmp_path: Path) -> None:
    """The test above would prove nothing if the working tree answered it."""
    code = "import auditcheck; print(auditcheck.__file__)"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert Path(ran.stdout.strip()).is_relative_to(installed)
