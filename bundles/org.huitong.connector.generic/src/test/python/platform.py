# SPDX-License-Identifier: Apache-2.0
# A company's own platform in Python, as its developer would write it from the README: python3 platform.py HUB_URL SECRET
# It posts each line of its input to the hub and prints the status, and prints each letter that the hub posts to it.
import hashlib, hmac, http.server, json, secrets, sys, threading, time, urllib.parse, urllib.request

hub, secret = sys.argv[1], sys.argv[2]

def sign(at, nonce, path, body):
    text = ":".join(["v1", at, nonce, "POST", path, hashlib.sha256(body).hexdigest()])
    return "v1=" + hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()

class Webhook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body, h = self.rfile.read(int(self.headers["Content-Length"])), self.headers
        right = hmac.compare_digest(sign(h["X-Hub-Timestamp"], h["X-Hub-Nonce"], self.path, body), h["X-Hub-Signature"])
        self.send_response(200 if right else 401)
        self.end_headers()
        self.wfile.write(json.dumps({"id": "py-1"} if right else {"message": "bad signature"}).encode())
        print("letter", h["Idempotency-Key"], json.dumps(json.loads(body)["to"]), flush=True)
    def log_message(self, *ignored): pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("port", server.server_port, flush=True)
for line in sys.stdin:
    body, at, nonce = line.strip().encode(), str(int(time.time())), secrets.token_hex(8)
    headers = {"Content-Type": "application/json", "X-Hub-Key-Id": "k1", "X-Hub-Timestamp": at, "X-Hub-Nonce": nonce,
               "X-Hub-Signature": sign(at, nonce, urllib.parse.urlsplit(hub).path, body)}
    with urllib.request.urlopen(urllib.request.Request(hub, body, headers)) as answer:
        print("posted", answer.status, answer.read().decode(), flush=True)
