"""Requests over every path and method of the OpenAPI description, with what is another tenant's swapped in at random.
Each has a twin that differs only in that it names nobody's things."""

import json
import re
import string
import urllib.parse
from dataclasses import dataclass, field

from contract import FORM, OPENAPI, form, part, pdf
from fuzz.disguises import PLACES, SPELLINGS, headers
from fuzz.tenants import SHARED, uuid7

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Answers that stay as they are while nobody changes the document, and while the tenant does nothing at all.
SETTLED = re.compile(r"^/(documents|api/tasks)/[^?]+$")
STABLE = re.compile(r"^/(status|api/tasks(\?[^?]*)?)$")


@dataclass
class Case:
    sender: object
    method: str
    target: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    # What was swapped in: the twin has others in these places.
    values: list[str] = field(default_factory=list)

    @property
    def sent(self):
        return "\n".join([self.target, *(value for _, value in self.headers), self.body.decode("latin-1")])

    @property
    def is_stable(self):
        """Whether the answer tells nothing new as long as its tenant does nothing new."""
        settled = SETTLED.match(self.target) or self.sender.is_quiet and STABLE.match(self.target)
        return bool(settled) and self.method != "POST"

    def __str__(self):
        lines = [f"{self.method} {self.target}", *(f"{name}: {value}" for name, value in self.headers)]
        return f"as {self.sender.slug if self.sender else 'nobody'}: " + "\n    ".join(lines)


class Pair:
    """Builds a case and its twin side by side: each value is given for both."""

    def __init__(self):
        self.swapped = ([], [])

    def swap(self, theirs, nobodys):
        for values, value in zip(self.swapped, (theirs, nobodys)):
            values.append(value)
        return theirs, nobodys


class Fuzzer:
    def __init__(self, tenants, random_, description=OPENAPI):
        self.tenants = tenants
        self.random = random_
        self.operations = [
            (method.upper(), path, item.get("parameters", []) + operation.get("parameters", []), operation)
            for path, item in description["paths"].items()
            for method, operation in item.items()
            if method.upper() in METHODS
        ]
        self.description = description

    def __next__(self):
        """(case, twin); no twin where nothing of another's is in it."""
        self.pair = Pair()
        self.sender = self.random.choice(self.tenants)
        self.other = self.random.choice([tenant for tenant in self.tenants if tenant is not self.sender])
        method, path, parameters, operation = self.random.choice(self.operations)
        if method not in ("GET", "HEAD") and self.random.random() < 0.7:
            method, path, parameters, operation = self.random.choice(self.operations)
        credential = self._credential()
        targets = self._target(path, [self._resolved(each) for each in parameters])
        if self.random.random() < 0.06:
            method = self.random.choice(METHODS)
        hidden = self.random.random() < 0.03
        if hidden:
            targets = self._hidden_place()
        bodies = ((b"", b""), [])
        if method in ("POST", "PUT", "PATCH"):
            if self.sender.is_quiet:
                self.sender = self.random.choice([tenant for tenant in self.tenants if not tenant.is_quiet])
                self.pair, self.other = Pair(), self.tenants[0]
                credential, targets = (
                    self._credential(),
                    self._target(path, [self._resolved(each) for each in parameters]),
                )
            bodies = self._body(operation)
        if method == "DELETE" and self.sender.is_quiet:
            method = "GET"
        extra = [] if hidden else self._headers(method)
        cases = [
            Case(
                self.known,
                method,
                targets[side],
                [*credential, *bodies[1], *((name, both[side]) for name, both in extra)],
                bodies[0][side],
                self.pair.swapped[side],
            )
            for side in (0, 1)
        ]
        return cases[0], cases[1] if self.pair.swapped[0] else None

    def _resolved(self, node):
        while "$ref" in node:
            found = self.description
            for name in node["$ref"].split("/")[1:]:
                found = found[name]
            node = found
        return node

    def _credential(self):
        """Headers; `known` is whose tenant the answer may tell of."""
        self.known = self.sender
        dice = self.random.random()
        if dice < 0.05:
            # A link is a credential too: without a key, it is the only one.
            return []
        if dice < 0.10:
            self.known = None
            key = self.random.choice(
                (
                    self.sender.keys["revoked"],
                    self.sender.keys["expired"],
                    self.other.keys["revoked"],
                    self.other.keys["expired"],
                    self.other.keys["full"][:-1],
                    self.other.keys["full"] + "x",
                    self.other.keys["full"].swapcase(),
                    self.other.key_ids[0],
                    self.other.uid,
                    "' OR 1=1 -- ",
                )
            )
        else:
            key = self.sender.keys[self.random.choices(("full", "reader", "writer"), (8, 1, 1))[0]]
        if self.random.random() < 0.3:
            return [("X-Api-Key", key)]
        headers = [("Authorization", f"Bearer {key}")]
        if self.random.random() < 0.05:
            headers.append(("X-Api-Key", self.other.keys["full"]))
        return headers

    def _nobody(self, like):
        """A value of the same form that is nobody's."""
        if re.fullmatch(r"[0-9a-f-]{36}", like):
            # Made in the same minute: it would stand among the other's own.
            return like[:9] + uuid7(self.random)[9:]
        return re.sub(r"[0-9a-z]", lambda _: self.random.choice("0123456789"), like)

    def _identifier(self):
        dice = self.random.random()
        if dice < 0.25 or not self.known:
            return (self.random.choice(self.sender.documents),) * 2
        if dice < 0.75:
            theirs = self.random.choice(self.other.documents)
        elif dice < 0.95:
            theirs = self.random.choice([self.other.uid, *self.other.media, *self.other.key_ids])
        else:
            return ("".join(self.random.choices(string.printable[:94], k=36)),) * 2
        return self.pair.swap(theirs, self._nobody(theirs))

    def _token(self):
        """The other's link, exchanged in one part or doctored; whole, it would be a credential."""
        theirs, own = (self.random.choice(tenant.tokens).split(".") for tenant in (self.other, self.sender))
        mixed = self.random.choice(
            (
                [own[0], theirs[1], own[2], own[3]],
                [theirs[0], theirs[1], own[2], own[3]],
                [theirs[0], own[1], theirs[2], theirs[3]],
                [theirs[0], theirs[1], str(int(theirs[2]) + 60), theirs[3]],
                [*theirs[:3], theirs[3][:-1] + "x"],
                theirs[:3],
                [theirs[0].upper(), *theirs[1:]],
                [*theirs, ""],
                [theirs[1], theirs[0], *theirs[2:]],
            )
        )
        nobodys = [self._nobody(each) if each in theirs else each for each in mixed]
        return self.pair.swap(".".join(mixed), ".".join(nobodys))

    def _target(self, path, parameters):
        spelling = self.random.choice(SPELLINGS)
        sides = [path, path]
        for name in re.findall(r"\{(\w+)\}", path):
            schema = next((each["schema"] for each in parameters if each["name"] == name), {})
            values = self._token() if name == "token" else self._value(name, self._resolved(schema))
            both = [spelling(urllib.parse.quote(value, safe="")) or "x" for value in values]
            # A spelling may undo what was doctored.
            whole = both[0] in self.other.tokens
            for side, spelled in enumerate(both):
                spelled += "x" * whole
                sides[side] = sides[side].replace("{%s}" % name, spelled)
                if values[0] != values[1]:
                    self.pair.swapped[side].append(spelled)
        query = [[], []]
        for each in parameters:
            if each["in"] == "query" and self.random.random() < 0.4:
                self._ask(query, each["name"], self._value(each["name"], self._resolved(each["schema"])))
        if self.random.random() < 0.05:
            name = self.random.choice(
                ("userId", "tenant", "tenant_id", "user_id", "key", "document_id", "cursor", "after")
            )
            theirs = self.random.choice((self.other.uid, self.other.slug, self.other.documents[0]))
            self._ask(query, name, self.pair.swap(theirs, self._nobody(theirs)))
        return [side + ("?" + "&".join(asked) if asked else "") for side, asked in zip(sides, query)]

    @staticmethod
    def _ask(query, name, values):
        for side, value in enumerate(values):
            query[side].append(f"{name}={urllib.parse.quote(str(value), safe='')}")

    def _value(self, name, schema):
        """A value of a parameter or a form's field, for the case and for its twin."""
        for either in ("anyOf", "oneOf"):
            if either in schema:
                schema = self._resolved(schema[either][0])
        kind = schema.get("type")
        if schema.get("format") == "uuid" or name == "id":
            if re.search("user|tenant", name, re.IGNORECASE):
                if self.random.random() < 0.4 or not self.known:
                    return (self.sender.uid,) * 2
                return self.pair.swap(self.other.uid, self._nobody(self.other.uid))
            return self._identifier()
        if kind == "integer":
            return (
                str(
                    self.random.choice(
                        (
                            schema.get("minimum", 0),
                            schema.get("maximum", 9),
                            -1,
                            0,
                            1,
                            2,
                            7,
                            10**6,
                            10**12,
                            "x",
                            "1e1",
                            "",
                        )
                    )
                ),
            ) * 2
        if kind == "boolean":
            return (self.random.choice(("true", "false", "x")),) * 2
        if "enum" in schema and self.random.random() < 0.8:
            return (str(self.random.choice(schema["enum"])),) * 2
        if self.random.random() < 0.5:
            return (self.random.choice(("", "x", "1", "2026-01-01", "ocr", "%", "' OR 1=1 -- ", "../..")),) * 2
        theirs = self.random.choice((self.other.slug, self.other.uid, self.other.documents[0], self.other.hashes[0]))
        return self.pair.swap(theirs, self._nobody(theirs))

    def _body(self, operation):
        """(body, twin's body), and the headers for both."""
        content = self._resolved(operation.get("requestBody", {})).get("content", {"multipart/form-data": {}})
        kind = self.random.choice(list(content))
        schema = self._resolved(content[kind].get("schema", {}))
        fields = {
            name: self._value(name, self._resolved(each))
            for name, each in schema.get("properties", {}).items()
            if name != "file" and self.random.random() < 0.3
        }
        if kind == "application/json":
            return [json_text(fields, side) for side in (0, 1)], [("Content-Type", kind)]
        file = self.random.choice(
            (
                SHARED,
                self.sender.invoice(0),
                pdf(f"{self.sender.marker} {self.random.random()}"),
                b"",
                b"%PDF-broken",
                b"text",
            )
        )
        parts = [part(file, b'name="file"; filename="a.pdf"')] if self.random.random() < 0.9 else []
        return [
            form(
                *parts,
                *(part(str(values[side]).encode(), f'name="{name}"'.encode()) for name, values in fields.items()),
            )
            for side in (0, 1)
        ], [("Content-Type", FORM)]

    def _headers(self, method):
        if method == "POST" and self.random.random() < 0.3:
            # The same words at every tenant.
            return [("Idempotency-Key", (f"key-{self.random.randrange(50)}",) * 2)]
        if self.random.random() < 0.75 or not self.known:
            return []
        other = self.other
        result = "/_results/" + (self.random.choice(other.result_keys) if other.result_keys else "x")
        name, value = self.random.choice(headers(other, result))
        nobodys = value
        for theirs in (
            other.documents[0],
            other.uid,
            other.slug,
            other.keys["full"],
            *other.result_keys,
            other.tokens[0],
        ):
            nobodys = nobodys.replace(theirs, self._nobody(theirs))
        if nobodys != value:
            self.pair.swap(value, nobodys)
        return [(name, (value, nobodys))]

    def _hidden_place(self):
        """Addresses that lead to no route: the inside of the house, by many ways."""
        other = self.other
        key = self.random.choice(other.result_keys) if other.result_keys else f"results/{other.uid}/result.html"
        place = self.random.choice(PLACES)
        values = self.pair.swap(
            key, "/".join(self._nobody(each) if len(each) == 36 else each for each in key.split("/"))
        )
        return [place.format(value) for value in values]


def json_text(fields, side):
    return json.dumps({name: values[side] for name, values in fields.items()}).encode()
