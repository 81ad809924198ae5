"""What is found out about an endpoint, and that each fault is named with its remedy."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from rephrase.models import embedded
from rephrase.probe import Finding, Findings, probe
from rephrase.report.endpoint import report
from tests.endpoint import Reply, serving


def of(findings: Findings, name: str) -> Finding:
    (found,) = [finding for finding in findings.found if finding.name == name]
    return found


def answered(message: dict[str, Any], **usage: Any) -> Reply:
    body = {"choices": [{"index": 0, "finish_reason": "stop", "message": message}], "usage": usage}
    return Reply(body=json.dumps(body).encode(), headers={"x-ratelimit-limit-requests": "500"})


def fit(request: dict[str, Any]) -> Reply:
    if request.get("logprobs"):
        return Reply("Yes", first_token={"Yes": 0.9, "No": 0.1})
    cached = {"cached_tokens": 900 if len(request["messages"]) > 1 else 0}
    return answered({"content": "one two three"}, prompt_tokens=1000, completion_tokens=3, prompt_tokens_details=cached)


def test_all_that_a_run_needs_is_told_of_a_fit_endpoint() -> None:
    """Models, an answer, its speed, the prefix cache, logprobs and rate limits are told, and nothing is wrong."""
    with serving(fit) as endpoint:
        found = probe(endpoint.url)
    assert found.fit and found.model == "test-model"
    assert of(found, "prefix cache").said.startswith("900 of 1000 tokens")
    assert of(found, "logprobs").ok
    assert "500 requests" in of(found, "rate limits").said
    assert "tokens/s" in of(found, "speed").said
    assert report(found).endswith("\nfit for a run")
    assert max(len(request["messages"]) for request in endpoint.requests) == 2


@contextmanager
def saying(status: int, body: bytes, kind: str = "application/json") -> Iterator[str]:
    """A server that says the same to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def wrong(found: Findings) -> Finding:
    """The one thing that is wrong; the report says it in two lines."""
    (finding,) = [finding for finding in found.found if finding.ok is False]
    assert f"WRONG {finding.name}: " in report(found) and f"      mend: {finding.remedy}" in report(found)
    assert report(found).endswith("\nnot fit for a run")
    return finding


def test_a_dead_port_is_named() -> None:
    found = wrong(probe("http://127.0.0.1:9/v1"))
    assert (found.name, "start the server" in found.remedy) == ("connection", True)


def test_what_is_no_url_is_named() -> None:
    assert wrong(probe("localhost/v1")).name == "connection"


def test_a_site_that_is_no_language_model_is_named() -> None:
    with saying(200, b"<html>Welcome</html>", "text/html; charset=utf-8") as url:
        found = wrong(probe(url))
    assert "text/html" in found.said and "/v1" in found.remedy


@pytest.mark.parametrize("model", ["", "named"])
def test_a_server_that_knows_no_such_path_is_no_language_model(model: str) -> None:
    """A page of files answers 404 and 501 with HTML: it is told apart from a model that is not listed."""
    from http.server import SimpleHTTPRequestHandler

    class Files(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Files)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        found = wrong(probe(f"http://127.0.0.1:{server.server_port}/v1", model))
    finally:
        server.shutdown()
        server.server_close()
    assert "text/html" in found.said and "/v1" in found.remedy


def test_a_proxy_without_a_data_base_refuses_a_key_in_words_of_its_own() -> None:
    """LiteLLM answers 400 "No connected db." to every key but its master key."""
    said = b'{"error": {"message": "No connected db.", "type": "no_db_connection", "param": null, "code": "400"}}'
    with saying(400, said) as url:
        found = wrong(probe(f"{url}/v1", key="sk-wrong", key_name="MY_KEY"))
    assert found.name == "key" and "MY_KEY" in found.remedy


def test_a_list_of_models_that_fails_is_told_in_the_servers_words() -> None:
    with saying(500, b'{"error": {"message": "out of memory"}}') as url:
        found = probe(f"{url}/v1")
    assert "500: out of memory" in of(found, "models").said and "--model" in wrong(found).remedy


@pytest.mark.parametrize(("key", "said"), [("none", "without a key"), ("sk-wrong", "refuses the key in MY_KEY")])
def test_a_wrong_or_missing_key_is_named_and_never_shown(key: str, said: str) -> None:
    with serving(fit, key="right") as endpoint:
        found = probe(endpoint.url, key=key, key_name="MY_KEY")
    assert said in wrong(found).said and "MY_KEY" in wrong(found).remedy
    assert "sk-wrong" not in report(found)


def test_a_model_that_is_not_served_is_named_with_the_nearest() -> None:
    with serving(fit, models=("qwen3-8b", "llama-3")) as endpoint:
        found = wrong(probe(endpoint.url, "qwen3-8B"))
        assert probe(endpoint.url).model == "qwen3-8b"
    assert found.name == "model" and "qwen3-8b" in found.remedy


class OnlyBelow(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.path == "/v1/models"
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(b'{"data": [{"id": "m"}]}' if known else b"not found")

    def log_message(self, *args: object) -> None:
        pass


def test_the_address_that_lacks_v1_is_told_in_full() -> None:
    """A server that answers 404 at its root and lists models below /v1 gets the right --base-url as its remedy."""
    server = HTTPServer(("127.0.0.1", 0), OnlyBelow)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        assert wrong(probe(url)).remedy == f"--base-url {url}/v1"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"content": ""}, "the answer is empty"),
        ({"content": None, "reasoning_content": "Let me see"}, "all of the answer is thought"),
    ],
)
def test_an_answer_without_text_is_named(message: dict[str, Any], said: str) -> None:
    with serving(lambda request: answered(message, prompt_tokens=9, completion_tokens=3)) as endpoint:
        assert said in wrong(probe(endpoint.url)).said


@pytest.mark.parametrize(("status", "remedy"), [(429, "wait"), (402, "credit"), (503, "loaded"), (500, "log")])
def test_a_refusal_is_told_with_its_status(status: int, remedy: str) -> None:
    reply = Reply(status=status, body=b'{"error": {"message": "no\\u001b[31m"}}')
    with serving(lambda request: reply) as endpoint:
        found = probe(endpoint.url)
    assert str(status) in wrong(found).said and remedy in wrong(found).remedy
    assert "\x1b" not in report(found)


@pytest.mark.model
def test_the_model_that_comes_along_is_fit() -> None:
    """llama.cpp's server tells its context and its cache, and answers."""
    with embedded.serve(embedded.weights(""), 1) as server:
        found = probe(server.base_url)
    assert found.fit and found.model == server.model, report(found)
    assert "tokens" in of(found, "context").said
    assert of(found, "prefix cache").ok
