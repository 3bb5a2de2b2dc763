// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.dysmsapi20170525.models.SendSmsResponse;
import com.aliyun.teaopenapi.models.Config;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's Java SDK and the connector send the same letter to the same server, and must say the same. */
class AliyunSdkTest {
    private static final String SECRET = "a secret of theirs";
    private static final String WORDS = "3 号线 *停机* ~ & +1=\"是\"/？";

    private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    /** A call as it came over the wire. */
    private record Heard(String method, String path, String query, SortedMap<String, String> headers, byte[] body) {
        static Heard of(HttpExchange call) throws IOException {
            SortedMap<String, String> headers = new TreeMap<>();
            call.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return new Heard(
                    call.getRequestMethod(),
                    call.getRequestURI().getRawPath(),
                    call.getRequestURI().getRawQuery(),
                    headers,
                    call.getRequestBody().readAllBytes());
        }

        Map<String, String> parameters() {
            Map<String, String> parameters = new TreeMap<>();
            for (String each : query.split("&")) {
                String[] pair = each.split("=", 2);
                parameters.put(decoded(pair[0]), decoded(pair[1]));
            }
            return parameters;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        List<String> signedNames() {
            return List.of(part("SignedHeaders").split(";"));
        }

        String part(String name) {
            for (String part : headers.get("authorization").split("[ ,]")) {
                if (part.startsWith(name + "=")) {
                    return part.substring(name.length() + 1);
                }
            }
            return "";
        }
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            heard.add(Heard.of(call));
            byte[] answer = "{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"900^0\",\"RequestId\":\"r\"}"
                    .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void saysWhatTheSdkSays() throws Exception {
        Heard theirs = theirs();
        Heard ours = ours();

        assertThat(ours.method()).isEqualTo(theirs.method());
        assertThat(ours.path()).isEqualTo(theirs.path());
        assertThat(ours.parameters()).isEqualTo(theirs.parameters());
        assertThat(ours.body()).isEqualTo(theirs.body());
        for (String name : List.of("x-acs-action", "x-acs-version", "x-acs-content-sha256")) {
            assertThat(ours.headers().get(name))
                    .as(name)
                    .isEqualTo(theirs.headers().get(name));
        }
        assertThat(ours.headers().get("authorization"))
                .startsWith(AliyunSignature.ALGORITHM + " Credential=LTAI-test,");
        assertThat(theirs.headers().get("authorization")).startsWith(AliyunSignature.ALGORITHM + " ");
        // Nonce and moment are each one's own, so each signature is judged by what it signs.
        for (Heard each : List.of(theirs, ours)) {
            SortedMap<String, String> signed = new TreeMap<>(each.headers());
            signed.keySet().retainAll(each.signedNames());
            SortedMap<String, String> query = new TreeMap<>(each.parameters());
            assertThat(AliyunSignature.sign(
                            SECRET,
                            each.method(),
                            each.path(),
                            AliyunSignature.query(query),
                            signed,
                            each.headers().get("x-acs-content-sha256")))
                    .isEqualTo(each.part("Signature"));
        }
    }

    private Heard theirs() throws Exception {
        Config config = new Config()
                .setAccessKeyId("LTAI-test")
                .setAccessKeySecret(SECRET)
                .setEndpoint(authority())
                .setProtocol("http");
        SendSmsResponse answer = new Client(config)
                .sendSms(new SendSmsRequest()
                        .setPhoneNumbers("13800138000")
                        .setSignName("华诚制造")
                        .setTemplateCode("SMS_1")
                        .setTemplateParam(
                                JsonText.object().with("content", WORDS).toString())
                        .setOutId("key-1"));
        assertThat(answer.getBody().getBizId()).isEqualTo("900^0");
        return heard.remove();
    }

    private Heard ours() throws Exception {
        AliyunConnector connector = Customer.connector(Map.of(
                "accessKeyId", "LTAI-test",
                "accessKeySecret", "sealed:" + SECRET,
                "signName", "华诚制造",
                "templates", "SMS_1=急：${content}。",
                "baseUrl", "http://" + authority()));
        Outgoing letter = new Outgoing(
                "key-1",
                new Outgoing.Target(Outgoing.Target.Kind.MOBILE, "+8613800138000"),
                new Writing.Text("急：" + WORDS + "。"),
                Instant.parse("2026-11-29T08:00:00Z"));
        Call call = ((Step.Ask<?>) connector.send(letter, Trail.beginning(Optional.empty()))).call();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(call.address().toString()))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        assertThat(HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        return heard.remove();
    }
}
