// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** As much of WeCom as logging in takes: whoever comes to its page is the one that the test says, and is sent back. */
final class WecomStandIn implements AutoCloseable {
    static final String CORP = "ww-login";
    private final HttpServer server;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    volatile String visitor = "";
    /** Which of its two pages was asked for last. */
    volatile String page = "";

    WecomStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::answer);
        server.start();
    }

    Map<String, String> settings() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "corpId",
                CORP,
                "agentId",
                "1000002",
                "secret",
                "a secret",
                "logins",
                "true",
                "baseUrl",
                url,
                "authorizeUrl",
                url + "/window",
                "scanUrl",
                url + "/scan");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/window") || path.equals("/scan")) {
                page = path;
                String code = UUID.randomUUID().toString();
                codes.put(code, visitor);
                exchange.getResponseHeaders()
                        .set("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            byte[] said = said(path, query).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private String said(String path, Map<String, String> query) {
        return path.equals("/cgi-bin/gettoken")
                ? "{\"errcode\":0,\"access_token\":\"t\",\"expires_in\":7200}"
                : Optional.ofNullable(codes.remove(query.getOrDefault("code", "")))
                        .map(user -> "{\"errcode\":0,\"userid\":\"" + user + "\"}")
                        .orElse("{\"errcode\":40029,\"errmsg\":\"invalid code\"}");
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
