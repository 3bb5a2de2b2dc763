// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A hub of the built distribution in a process of its own, on free ports of this machine and in a folder of its own,
 * spoken to as the outside does. For suites, browser tests and benchmarks.
 */
public final class HubProcess implements AutoCloseable {
    public static final String PASSWORD = "Correct-Horse-" + UUID.randomUUID();
    /** A machine that has much else to do takes its time. */
    private static final Duration START = Duration.ofMinutes(5);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final int port = FreePort.next();
    private final int httpsPort = FreePort.next();
    private Process process;
    private String token = "";

    /** @param folder an empty folder, for program, data, keys and logs of this hub */
    public HubProcess(Path folder) {
        this.folder = folder;
        try {
            copy(distribution(), home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("HUITONG_HOME", home().toString());
        environment.put("HUITONG_DATA", data().toString());
        environment.put("HUITONG_KEYS", folder.resolve("keys").toString());
        environment.put("HUITONG_HTTP_PORT", Integer.toString(port));
        environment.put("HUITONG_HTTPS_PORT", Integer.toString(httpsPort));
        environment.put("HUITONG_ADMIN_PASSWORD", PASSWORD);
    }

    /** The distribution that this build has made; {@code -Dhuitong.distribution} names another one. */
    public static Path distribution() {
        String named = System.getProperty("huitong.distribution");
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path there = at.resolve("distribution/target/huitong");
            if (Files.isRegularFile(there.resolve("bin/huitong"))) {
                return there;
            }
        }
        throw new IllegalStateException("no distribution was built: mvn -DskipTests package");
    }

    public Path home() {
        return folder.resolve("huitong");
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Sets a variable of its environment, before it starts. */
    public HubProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What it is started with, for whoever speaks to it from a shell. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Writes {@code conf/<name>.cfg}. */
    public HubProcess configure(String name, Map<String, String> settings) {
        StringBuilder lines = new StringBuilder();
        settings.forEach((k, v) -> lines.append(k).append('=').append(v).append('\n'));
        try {
            Path conf = home().resolve("conf");
            Path part = Files.writeString(conf.resolve(name + ".part"), lines.toString());
            Files.move(part, conf.resolve(name + ".cfg"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts it and returns when {@code /health} is 200. */
    public HubProcess start(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.add(home().resolve("bin/huitong").toString());
        command.add("run");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String state = stateOfStart();
                process.destroyForcibly();
                throw new IllegalStateException("the hub did not start: " + state + "\n" + tail());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
        return this;
    }

    /** Another command of {@code bin/huitong} in the same environment, to its end. */
    public Said run(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.add(0, home().resolve("bin/huitong").toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process run = builder.start();
            String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(run.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isReady() {
        try {
            return call("GET", "/health", null, Map.of()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** SIGKILL, and it is gone when this returns. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM; returns when it has ended. */
    public void stop() {
        process.destroy();
        process.onExit().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    /** Logs in as the first administrator and keeps a token for the calls to come. */
    public HubProcess login() {
        token = tokenOf(session("admin"));
        return this;
    }

    /** A token of whoever has logged in. */
    public String tokenOf(LoggedIn session) {
        return read(call("POST", "/api/v1/tokens", "{\"name\":\"test\"}", session.headers())
                        .body())
                .get("token")
                .asText();
    }

    /** What somebody is answered who logs in. */
    public HttpResponse<String> enter(String account, String password) {
        return call(
                "POST",
                "/api/v1/session",
                "{\"user\":\"" + account + "\",\"password\":\"" + password + "\"}",
                Map.of("Content-Type", "application/json"));
    }

    /** Somebody logs in whose password is {@link #PASSWORD}. */
    public LoggedIn session(String account) {
        return LoggedIn.of(enter(account, PASSWORD));
    }

    /** Somebody logs in for the first time. @param given to be changed, and {@link #PASSWORD} from then on */
    public LoggedIn firstSession(String account, String given) {
        LoggedIn session = LoggedIn.of(enter(account, given));
        HttpResponse<String> changed = call(
                "PUT",
                "/api/v1/session/password",
                "{\"old\":\"" + given + "\",\"new\":\"" + PASSWORD + "\"}",
                session.headers());
        if (changed.statusCode() >= 300) {
            throw new IllegalStateException("no new password: " + changed.statusCode() + " " + changed.body());
        }
        return session;
    }

    public String token() {
        return token;
    }

    /** GET of a JSON answer as the administrator; fails where it is not 200. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = call("GET", path, null, Map.of("Authorization", "Bearer " + token));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return read(answer.body());
    }

    /** A call with a JSON body as the administrator. */
    public HttpResponse<String> send(String method, String path, String body) {
        return call(method, path, body, Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
    }

    /** One page of messages; parameters as in the contract. */
    public List<JsonNode> messages(Map<String, String> query) {
        StringBuilder path = new StringBuilder("/api/v1/messages?");
        query.forEach((k, v) -> path.append(k)
                .append('=')
                .append(URLEncoder.encode(v, StandardCharsets.UTF_8))
                .append('&'));
        List<JsonNode> items = new ArrayList<>();
        get(path.toString()).get("items").forEach(items::add);
        return items;
    }

    /** Every message there is, in the order of the log. */
    public List<JsonNode> everyMessage() {
        List<JsonNode> all = new ArrayList<>();
        String after = "0";
        while (true) {
            List<JsonNode> page = messages(Map.of("after", after, "limit", "500"));
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            after = page.get(page.size() - 1).get("seq").asText();
        }
    }

    /** Any call at all. */
    public HttpResponse<String> call(String method, String path, String bodyOrNull, Map<String, String> headers) {
        HttpRequest.BodyPublisher body = bodyOrNull == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(bodyOrNull);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Path log() {
        return folder.resolve("console.log");
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
    }

    /** What a hub that does not come up says of itself. */
    private String stateOfStart() {
        if (!process.isAlive()) {
            return "it ended with " + process.exitValue();
        }
        try {
            HttpResponse<String> health = call("GET", "/health", null, Map.of());
            return health.statusCode() + " " + health.body();
        } catch (UncheckedIOException e) {
            return e.toString();
        }
    }

    private String tail() {
        try {
            String all = Files.readString(log());
            return all.substring(Math.max(0, all.length() - 2000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.sorted(Comparator.naturalOrder()).toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** How a command ended, and all that it printed. */
    public record Said(int exit, String output) {}
}
