"""What holds for every test: none keeps an answer of `check`, or is given one that was kept."""

import os

os.environ["AUDITCHECK_CACHE"] = ""  # tests that are about it name a folder of their own
