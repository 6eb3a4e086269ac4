"""Parts of bin/samples."""
