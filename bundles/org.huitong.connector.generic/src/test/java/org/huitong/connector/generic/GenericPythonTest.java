// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.outbox.Writing;
import org.junit.jupiter.api.Test;

/** Both directions against a platform that somebody wrote in another language, from the README alone. */
class GenericPythonTest {
    private final BlockingQueue<Reception> received = new LinkedBlockingQueue<>();
    private volatile GenericConnector connector = Portal.connector();

    @Test
    void saysAndHearsTheSame() throws Exception {
        HttpServer hub = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hub.createContext("/", exchange -> {
            try (exchange) {
                Map<String, List<String>> headers = new HashMap<>();
                exchange.getRequestHeaders().forEach((n, v) -> headers.put(n.toLowerCase(Locale.ROOT), v));
                Reception reception = connector.receive(new Callback(
                        exchange.getRequestMethod(),
                        Map.of(),
                        headers,
                        exchange.getRequestBody().readAllBytes(),
                        Instant.now()));
                received.add(reception);
                byte[] answer = reception instanceof Reception.Taken taken
                        ? taken.answer().body()
                        : Answer.text("refused").body();
                exchange.sendResponseHeaders(reception instanceof Reception.Taken ? 200 : 401, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        hub.start();
        Process platform = python("http://127.0.0.1:" + hub.getAddress().getPort() + "/connect/generic/test");
        try (BufferedReader out = platform.inputReader(StandardCharsets.UTF_8);
                Writer in = platform.outputWriter(StandardCharsets.UTF_8)) {
            String port = out.readLine();
            assertThat(port).startsWith("port ");

            in.write("{\"company\":\"acme\",\"id\":\"m-1\",\"room\":{\"id\":\"hall\"},\"from\":{\"id\":\"u-1\"},"
                    + "\"text\":\"从 Python 来 😀\",\"at\":\"2026-11-22T08:00:00Z\"}\n");
            in.flush();
            assertThat(out.readLine()).isEqualTo("posted 200 {\"ok\":true}");
            Reception.Taken taken = (Reception.Taken) received.poll(10, TimeUnit.SECONDS);
            Message message =
                    ((Sighting.Said) taken.deliveries().get(0).sightings().get(0)).message();
            assertThat(message.content().text()).contains("从 Python 来 😀");

            connector = Portal.connector(Map.of(
                    "secret", Portal.SECRET, "webhook", "http://127.0.0.1:" + port.substring(5) + "/in/hub?app=7"));
            Step<Sent> step = send();
            assertThat(out.readLine()).isEqualTo("letter key-1 {\"room\": \"hall\"}");
            assertThat(step).isEqualTo(Step.done(new Sent("py-1", true)));
        } finally {
            platform.destroy();
            hub.stop(0);
        }
    }

    private Step<Sent> send() throws IOException, InterruptedException {
        Outgoing letter = new Outgoing(
                "key-1",
                new Outgoing.Target(Outgoing.Target.Kind.ROOM, "hall"),
                new Writing.Text("到 Python 去 😀"),
                Instant.now());
        Trail beginning = Trail.beginning(Optional.empty());
        Call call = ((Step.Ask<Sent>) connector.send(letter, beginning)).call();
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return connector.send(letter, beginning.then("", new Reply(answer.statusCode(), Map.of(), answer.body())));
    }

    private static Process python(String hub) throws InterruptedException {
        try {
            Process asked = new ProcessBuilder("python3", "--version").start();
            assumeTrue(asked.waitFor() == 0, "no python3 here: not tried against a platform in another language");
            return new ProcessBuilder(
                            "python3",
                            Path.of("src", "test", "python", "platform.py").toString(),
                            hub,
                            Portal.SECRET)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "no python3 here: not tried against a platform in another language");
            throw new IllegalStateException(notInstalled);
        }
    }
}
