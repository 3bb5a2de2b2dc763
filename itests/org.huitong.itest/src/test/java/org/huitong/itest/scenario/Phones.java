// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phones of everybody on three platforms, as far as those take what is sent to people; each keeps what it got. */
final class Phones implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("(?<![0-9A-Za-z])[A-Z][0-9a-f]{6}(?![0-9A-Za-z])");

    private final HttpServer server;
    private final AtomicLong numbers = new AtomicLong();
    final List<Got> got = new CopyOnWriteArrayList<>();
    /** What was asked of a platform that is none of this. */
    final List<String> unknown = new CopyOnWriteArrayList<>();

    /**
     * What lies on somebody's phone.
     *
     * @param words every text of it, one by one
     */
    record Got(String platform, String user, List<String> words) {
        boolean is(String title) {
            return words.contains(title);
        }

        /** By which it is answered. */
        Optional<String> code() {
            Matcher matcher = CODE.matcher(String.join("\n", words));
            return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
        }
    }

    Phones() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String address(String platform) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + platform;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String words =
                    switch (path[1]) {
                        case "dingtalk" -> dingtalk(path[2], body);
                        case "wecom" -> wecom(path[2], body);
                        default -> feishu(exchange.getRequestMethod(), path[2], body);
                    };
            byte[] said = words.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private String dingtalk(String path, String body) throws IOException {
        if (path.equals("v1.0/oauth2/accessToken")) {
            return "{\"accessToken\":\"t\",\"expireIn\":7200}";
        }
        if (path.equals("v1.0/robot/oToMessages/readStatus")) {
            return "{\"sendStatus\":\"SUCCESS\",\"messageReadInfoList\":[{\"readStatus\":\"READ\"}]}";
        }
        if (path.equals("call_back/get_call_back_failed_result")) {
            return "{\"errcode\":0,\"failed_list\":[],\"has_more\":false}";
        }
        if (!path.equals("v1.0/robot/oToMessages/batchSend")) {
            return strange("dingtalk/" + path);
        }
        JsonNode call = JSON.readTree(body);
        take("dingtalk", call.path("userIds").path(0).asText(), call.path("msgParam"));
        return String.format("{\"processQueryKey\":\"q%d\",\"invalidStaffIdList\":[]}", numbers.incrementAndGet());
    }

    private String wecom(String path, String body) throws IOException {
        if (path.equals("cgi-bin/gettoken")) {
            return "{\"errcode\":0,\"access_token\":\"t\",\"expires_in\":7200}";
        }
        if (!path.equals("cgi-bin/message/send")) {
            return strange("wecom/" + path);
        }
        JsonNode call = JSON.readTree(body);
        take("wecom", call.path("touser").asText(), call);
        return String.format(
                "{\"errcode\":0,\"errmsg\":\"ok\",\"invaliduser\":\"\",\"msgid\":\"m%d\"}", numbers.incrementAndGet());
    }

    private String feishu(String method, String path, String body) throws IOException {
        if (path.equals("open-apis/auth/v3/tenant_access_token/internal")) {
            return "{\"code\":0,\"tenant_access_token\":\"t\",\"expire\":7200}";
        }
        if (path.endsWith("/read_users")) {
            return "{\"code\":0,\"data\":{\"items\":[{\"user_id\":\"ou_1\"}]}}";
        }
        if (method.equals("PATCH") && path.startsWith("open-apis/im/v1/messages/om_sent")) {
            // A card says what came of it elsewhere, where it lies: nobody's phone rings again.
            return "{\"code\":0,\"data\":{}}";
        }
        if (!path.equals("open-apis/im/v1/messages")) {
            return strange("feishu/" + path);
        }
        JsonNode call = JSON.readTree(body);
        take("feishu", call.path("receive_id").asText(), call.path("content"));
        return String.format("{\"code\":0,\"data\":{\"message_id\":\"om_sent%d\"}}", numbers.incrementAndGet());
    }

    private void take(String platform, String user, JsonNode content) throws IOException {
        List<String> words = new ArrayList<>();
        collect(content, words);
        got.add(new Got(platform, user, List.copyOf(words)));
    }

    private String strange(String path) {
        unknown.add(path);
        return "{\"errcode\":404,\"code\":404}";
    }

    /** Platforms have JSON travel as a text of JSON. */
    private static void collect(JsonNode node, List<String> words) throws IOException {
        if (node.isTextual() && node.asText().startsWith("{")) {
            collect(JSON.readTree(node.asText()), words);
        } else if (node.isTextual()) {
            words.add(node.asText());
        } else {
            for (JsonNode each : node) {
                collect(each, words);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
