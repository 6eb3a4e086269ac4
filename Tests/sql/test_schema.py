"""sql/schema.sql is what the migrations make."""
from stack import ROOT


def test_the_dumped_schema_is_that_of_a_new_database(server):
    made = server.run("bin/lib/dump-schema").stdout
    assert made == (ROOT / "sql/schema.sql").read_text(), "run bin/schema"
