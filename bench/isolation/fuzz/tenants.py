"""Tenants whose every text, id, name and hash is a canary: what is one's may be in no answer to another."""

import uuid
from dataclasses import dataclass, field

from contract import pdf
from stack import Client

SHARED = pdf("The same file at every tenant", "Total 10.00 EUR")
KEYS = {
    "full": (),
    "reader": ("--scopes", "documents:read"),
    "writer": ("--scopes", "documents:write"),
    "revoked": (),
    "expired": ("--days", "1"),
}

SEED = """INSERT INTO media (tenant_id, media_id, sha256, type, bytes, storage_key)
    SELECT tenant_id, '{media}', UNHEX('{sha256}'), 'application/pdf', 9, CONCAT('uploads/', uid, '/{marker}') FROM tenant
    WHERE slug = '{slug}';
INSERT INTO subject (tenant_id, subject_kind, subject_id)
    SELECT tenant_id, 'document', '{document}' FROM tenant WHERE slug = '{slug}';
INSERT INTO document (tenant_id, document_id, media_id, pipeline, status, filename, page_count, findings)
    SELECT tenant_id, '{document}', '{media}', '{pipeline}', '{status}', '{status} {marker}.pdf', 1, '[]' FROM tenant
    WHERE slug = '{slug}'"""


@dataclass
class Tenant:
    slug: str
    marker: str
    uid: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    key_ids: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    result_keys: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    # It changes nothing of its own, so each of its answers stays as it is, whatever the others do.
    is_quiet: bool = False

    def invoice(self, number):
        """A file that says whose it is in every field."""
        return pdf(
            f"{self.marker} Trading Ltd",
            "Invoice",
            f"Invoice number: {self.marker}-{number}",
            "Invoice date: 2026-09-08",
            "Due date: 2026-10-08",
            "Net 100.00 EUR",
            "VAT 20.00 EUR",
            "Total 120.00 EUR",
        )


def make(stack, random_, count, invoices=3):
    """So many tenants on a stack, each with real documents and one in every status; the first is the quiet one."""
    tenants = []
    for number in range(count):
        marker = "zq" + "".join(random_.choices("bcdfghjklmnpqrstvwxz", k=10))
        tenant = Tenant(f"{marker}-co", marker, is_quiet=number == 0)
        # As the tests make theirs: it may send as much as it likes.
        stack.tenant(tenant.slug)
        tenant.keys = {
            name: stack.make_key(tenant.slug, "--name", f"{marker} {name}", *options) for name, options in KEYS.items()
        }
        tenants.append(tenant)
    uploaded = {tenant.slug: _upload(stack, tenant, invoices) for tenant in tenants}
    for tenant in tenants:
        client = Client(stack.url, tenant.keys["full"])
        for document in uploaded[tenant.slug]:
            client.finish(document)
            answer = client.get(f"/api/tasks/{document}/result")
            if answer.status_code == 200:
                tenant.tokens.append(answer.json()["data"]["resultUrl"].split("/")[-2])
        assert tenant.tokens, "no document of the tenant was read"
        _close_keys(stack, tenant)
        _seed(stack, tenant, random_)
        _learn(stack, tenant)
    return tenants


def _upload(stack, tenant, invoices):
    client = Client(stack.url, tenant.keys["full"])
    documents = []
    for number in range(invoices):
        for path in ("/documents/upload", "/api/tasks"):
            answer = client.upload(tenant.invoice(number), f"{tenant.marker} {number}.pdf", path)
            assert answer.status_code == 201, answer.text
            told = answer.json()
            documents.append(told.get("task_id") or told["data"]["taskId"])
    return documents


def _close_keys(stack, tenant):
    for name, change in ("revoked", "revoked_at = NOW(6)"), ("expired", "expires_at = NOW(6) - INTERVAL 1 DAY"):
        stack.sql(f"UPDATE api_key SET {change} WHERE key_hash = UNHEX(SHA2('{tenant.keys[name]}', 256))")


def _seed(stack, tenant, random_):
    """A document in every status that there is, however briefly."""
    for pipeline, status in stack.sql("SELECT pipeline, status FROM document_status"):
        stack.sql(
            SEED.format(
                media=uuid7(random_),
                document=uuid7(random_),
                sha256=random_.randbytes(32).hex(),
                slug=tenant.slug,
                marker=tenant.marker,
                pipeline=pipeline,
                status=status,
            )
        )


def _learn(stack, tenant):
    """Everything of the tenant that an answer to another could show."""

    def column(name, table):
        where = f"WHERE tenant_id = (SELECT tenant_id FROM tenant WHERE slug = '{tenant.slug}')"
        return [row[0] for row in stack.sql(f"SELECT {name} FROM {table} {where}")]

    [tenant.uid] = column("uid", "tenant")
    tenant.key_ids = column("key_id", "api_key")
    tenant.documents = column("document_id", "document")
    tenant.media = column("media_id", "media")
    tenant.hashes = column("LOWER(HEX(sha256))", "media")
    tenant.result_keys = [key for key in column("result_key", "document") if key != "NULL"]


def uuid7(random_):
    """An id as the service makes them."""
    milliseconds = 0x01A0_0000_0000 + random_.randrange(1 << 30)
    return str(
        uuid.UUID(int=milliseconds << 80 | 7 << 76 | random_.getrandbits(12) << 64 | 2 << 62 | random_.getrandbits(62))
    )
