"""rapidocr.py OUT FILE…: the text of each file, line by line, as NAME.txt."""
import sys
from pathlib import Path

from rapidocr_onnxruntime import RapidOCR

engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
for name in sys.argv[2:]:
    found, _ = engine(name)
    lines = [text for _, text, _ in found or []]
    (Path(sys.argv[1]) / f"{Path(name).stem}.txt").write_text("\n".join(lines))
