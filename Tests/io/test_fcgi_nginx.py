"""What only holds together with a real nginx in front."""
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest
from conftest import until

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")

CONF = """
daemon off; worker_processes 1; pid {dir}/pid; error_log {dir}/error.log; user root;
events {{ worker_connections 64; }}
http {{
    access_log off; client_max_body_size 0;
    client_body_temp_path {dir}/body; fastcgi_temp_path {dir}/fastcgi;
    proxy_temp_path {dir}/proxy; uwsgi_temp_path {dir}/uwsgi; scgi_temp_path {dir}/scgi;
    server {{
        listen unix:{dir}/http.sock; listen 127.0.0.1:{port};
        include /etc/nginx/fastcgi_params;
        fastcgi_param REQUEST_ID $request_id;
        add_header X-Seen-Id $request_id always;
        location /store/ {{ internal; alias {dir}/store/; }}
        location = /operators {{ rewrite ^ /fcgi-status break; include /etc/nginx/fastcgi_params;
            fastcgi_param REQUEST_URI /fcgi-status; fastcgi_param DOCKET_INTERNAL 1; fastcgi_pass unix:{dir}/app.sock; }}
        location / {{ fastcgi_pass unix:{dir}/app.sock; }}
    }}
}}
"""


def free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def web(pool, tmp_path):
    port = free_port()
    (tmp_path / "store").mkdir()
    tmp_path.chmod(0o755)
    (tmp_path / "nginx.conf").write_text(CONF.format(dir=tmp_path, port=port))
    nginx = subprocess.Popen(["nginx", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)], stderr=subprocess.DEVNULL)
    pool.start(threads=2)

    def get(path, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def is_up():
        try:
            return get("/fcgi-ping")[0] == 200
        except urllib.error.URLError:
            return False

    until(is_up)
    yield get
    nginx.terminate()
    nginx.wait()


def test_files_are_sent_by_nginx(web, tmp_path):
    name, content = 'Größe 100% "a"?#+.pdf', bytes(range(256)) * 64
    (tmp_path / "store" / name).write_bytes(content)
    path = "/file/" + urllib.parse.quote(name)
    status, headers, body = web(path)
    assert (status, headers["Content-Type"], body) == (200, "application/pdf", content)
    assert urllib.parse.quote(name) in headers["Content-Disposition"]
    assert web(path, Range="bytes=2-5")[0::2] == (206, content[2:6])
    assert web("/store/" + urllib.parse.quote(name))[0] == 404


def test_ids_and_errors_pass_through(web):
    status, headers, body = web("/nothing")
    assert status == 404 and headers["Content-Type"] == "application/problem+json"
    assert headers["X-Request-Id"] == headers["X-Seen-Id"] and headers["X-Seen-Id"].encode() in body


def test_the_status_page_is_only_where_nginx_says_so(web):
    assert web("/fcgi-status")[0] == 404
    status, _, body = web("/operators")
    assert status == 200 and b"listen queue size:  511" in body
