"""Facts come in: read once, judged together, loaded whole or not at all, and published as one snapshot."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from fairnotice.facts.column import Table
from fairnotice.facts.forbidden import unknown_column
from fairnotice.facts.tables import TABLES
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.warehouse.cells import is_nested
from fairnotice.warehouse.consistency import check_kept, check_keys, check_references, know
from fairnotice.warehouse.delta import commit
from fairnotice.warehouse.home import Warehouse, sql_text
from fairnotice.warehouse.lock import only_one
from fairnotice.warehouse.mapping import Mapping_
from fairnotice.warehouse.merging import Merge, content_of, find_moved, open_old, weigh, write_changed
from fairnotice.warehouse.quarantine import first_problems, problem_count, write_quarantine
from fairnotice.warehouse.reading import OpenFile, open_file
from fairnotice.warehouse.report import PROBLEMS_LISTED, ImportReport, LeftOut, TableReport
from fairnotice.warehouse.snapshot import SIXTY_FOUR_BITS, Snapshot, TableState, snapshot_of, write_snapshot
from fairnotice.warehouse.sources import Found, find_sources
from fairnotice.warehouse.staging import MEMORY, Input, Staging
