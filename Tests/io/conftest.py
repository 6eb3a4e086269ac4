"""What the tests of this folder share: the repository's root, and Tests/support on the path."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
