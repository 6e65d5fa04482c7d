"""Packages of npm that tests compare with, installed below build/."""
import os
import pathlib
import shutil
import subprocess


def npm_modules(folder, *packages):
    """The folder `node_modules` that holds the packages, installed when they are not there; None where that cannot be
    done."""
    folder = pathlib.Path(folder)
    modules = folder / "node_modules"
    missing = [package for package in packages if not (modules / package).exists()]
    if missing and (not shutil.which("npm") or not shutil.which("node")):
        return None
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, *packages]
        done = subprocess.run(install, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300, check=False,
                              env=dict(os.environ, npm_config_fetch_retries="0"))
        if done.returncode:
            return None
    return modules
