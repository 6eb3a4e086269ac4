"""GET /documents/{id}/status in Flask: one connection a worker, kept."""
import hashlib
import os
from pathlib import Path

import MySQLdb
from flask import Flask, jsonify, request

HERE = Path(__file__).parent
# MySQLdb writes a parameter as %s.
KEY = (HERE / "key.sql").read_text().replace("?", "%s")
DOCUMENT = (HERE / "document.sql").read_text().replace("?", "%s")

app = Flask(__name__)
app.json.sort_keys = False
database = None


def row(statement, *parameters):
    global database
    if database is None:
        database = MySQLdb.connect(
            unix_socket=os.environ["BENCH_DB_SOCKET"], user="bench", database="docket", charset="utf8mb4",
            autocommit=True)
    with database.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()


def instant(value):
    return value.isoformat(timespec="milliseconds") + "Z"


def answer(body, status=200):
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


@app.get("/documents/<uuid:document>/status")
def status(document):
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        return answer({"code": "key_missing"}, 401)
    tenant = row(KEY, hashlib.sha256(key.encode()).hexdigest())
    if tenant is None:
        return answer({"code": "key_invalid"}, 401)
    found = row(DOCUMENT, tenant[0], str(document))
    if found is None:
        return answer({"code": "document_unknown"}, 404)
    code, name, description, step, steps, quality, review, error, detail, created, updated = found
    return answer({
        "document_id": str(document),
        "status": code,
        "status_name": name,
        "status_description": description,
        "progress": {"current_step": step, "total_steps": steps, "percentage": step * 100 // max(1, steps)},
        "quality_score": None if quality is None else float(quality),
        "needs_review": bool(review),
        "error": None if error is None else {"code": error, "detail": detail},
        "created_at": instant(created),
        "last_update": instant(updated),
    })
