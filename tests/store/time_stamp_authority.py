"""A time-stamp authority on this machine, made with `openssl ts`, and a tiny server in front of it."""

import shutil
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

NEEDS_OPENSSL = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed, which plays the authority")
_CONFIGURATION = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ts]
default_tsa = authority
[authority]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """Keys and certificates in a folder."""

    folder: Path

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def answer(self, query: bytes) -> bytes:
        """Return the time stamp asked for, signed."""
        (self.folder / "query.tsq").write_bytes(query)
        openssl(
            self.folder,
            "ts",
            "-reply",
            "-config",
            "conf",
            "-section",
            "authority",
            "-queryfile",
            "query.tsq",
            "-out",
            "reply.tsr",
        )
        return (self.folder / "reply.tsr").read_bytes()


def make_authority(folder: Path) -> Authority:
    """Make a root and, under it, the authority's own certificate."""
    folder.mkdir()
    (folder / "conf").write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    new = ("req", "-config", "conf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl(
        folder, *new, "-x509", "-extensions", "root", "-subj", "/CN=Root", "-keyout", "root.key", "-out", "root.pem", "-days", "9"
    )
    openssl(folder, *new, "-subj", "/CN=Authority", "-keyout", "tsa.key", "-out", "tsa.csr")
    signing = ("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "9")
    openssl(folder, *signing, "-extfile", "conf", "-extensions", "tsa", "-out", "tsa.pem")
    return Authority(folder)


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)


@dataclass
class Answer:
    """What the server says: `make` turns a query into a body."""

    make: object
    kind: str = "application/timestamp-reply"
    status: int = 200
    seen: list[tuple[str, bytes]] = field(default_factory=list)


@contextmanager
def serving(answer: Answer):
    """Serve on a free port of this machine and give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            answer.seen.append((self.headers["Content-Type"], query))
            body = answer.make(query)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
