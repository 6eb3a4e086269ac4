"""What may be configured: the private instance as rendered, and the public site."""
import json
import os
import subprocess
from pathlib import Path

import pytest
from fastcgi_stub import Answer, FastCGIStub, Request
from nginx_instance import ROOT, Nginx, free_port, render


def answer(request: Request) -> Answer:
    return Answer(body=json.dumps(request.params).encode())


def test_rendered_for_www_data_and_with_tls(tmp_path):
    cert, key = certificate(tmp_path)
    command = render(tmp_path, "--user", "www-data", "--cert", str(cert), "--key", str(key))
    assert_valid(command)
    assert "ssl http2" in (tmp_path / "etc/nginx.conf").read_text()


def test_render_refuses_what_would_end_the_quotes(tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        render(tmp_path, "--blobs", "/tmp/a;b")


@pytest.fixture
def site(tmp_path):
    """The public site, as Debian's nginx.conf includes it, on this test's paths and ports."""
    cert, key = certificate(tmp_path)
    running = Nginx(tmp_path)
    running.plain_port = free_port()
    text = (ROOT / "nginx/site.conf").read_text()
    for system, here in {
        "/etc/docket/tls/fullchain.pem": cert,
        "/etc/docket/tls/privkey.pem": key,
        "/var/log/nginx/docket.log": tmp_path / "log/access.log",
        "/var/log/nginx/docket-error.log": tmp_path / "log/error.log",
        "/var/lib/docket/blobs": tmp_path / "blobs",
        "/usr/share/docket": tmp_path / "etc",
        "/run/docket/fcgi.sock": tmp_path / "run/fcgi.sock",
        "/run/docket-ops/ops.sock": tmp_path / "run/ops.sock",
        "listen 80;": f"listen 127.0.0.1:{running.plain_port};",
        "listen 443 ssl": f"listen 127.0.0.1:{running.port} ssl",
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
    }.items():
        assert system in text
        text = text.replace(system, str(here))
    (tmp_path / "etc/site.conf").write_text(text)
    temps = "".join(f"{kind}_temp_path tmp/{kind};\n" for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    wrapper = f"{user}pid run/nginx.pid;\nevents {{}}\nhttp {{\n{temps}gzip on;\ninclude site.conf;\n}}\n"
    (tmp_path / "etc/nginx.conf").write_text(wrapper)
    return running


def test_site_is_valid(site):
    assert_valid(site.command)


def test_site_speaks_tls_only(site):
    with site, FastCGIStub(site.var / "run/fcgi.sock", answer):
        reply = site.request("GET", "/", tls=True)
        assert reply.status == 200
        assert "max-age" in reply.headers["Strict-Transport-Security"]
        assert reply.json["REQUEST_SCHEME"] == "https"
        description = site.request("GET", "/openapi.json", tls=True)
        assert description.json["openapi"].startswith("3.1")
        assert "max-age" in description.headers["Strict-Transport-Security"]
        hidden = site.request("GET", "/fcgi-status", tls=True)
        assert hidden.status == 404
        assert "max-age" in hidden.headers["Strict-Transport-Security"]

        site.port = site.plain_port
        reply = site.request("POST", "/a?b=1", b"", {"Host": "evil.example"})
        assert (reply.status, reply.headers["Location"]) == (308, "https://docket.example.org/a?b=1")


def assert_valid(command: list[str]) -> None:
    result = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "[warn]" not in result.stderr


def certificate(folder: Path) -> tuple[Path, Path]:
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
         "-subj", "/CN=docket.example.org", "-keyout", key, "-out", cert],
        check=True,
        capture_output=True,
    )
    return cert, key
