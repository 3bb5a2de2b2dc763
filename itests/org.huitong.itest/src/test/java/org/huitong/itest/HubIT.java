// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.inject.Inject;
import org.huitong.api.access.Asker;
import org.huitong.api.filter.Filter;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.Installer;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.web.Page;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The distribution in one framework: it comes up whole, takes a message in, and bundles come and go. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HubIT {
    private static final Asker READER = new Asker("admin", "admin", Optional.empty());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final List<String> IDS = List.of("1", "p1", "c1", "d1", "j1", "0".repeat(32), "2026-01-01");
    private static final String MESSAGE = "A".repeat(22);
    private static final Set<String> OPEN = Set.of("everybody", "public");
    private static final String SECRET = "a secret for the exam";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Inject
    private MessageDoor door;

    @Inject
    private ConnectorBoard connectors;

    @Inject
    private Installer installer;

    private final HttpClient http = HttpClient.newHttpClient();

    @Configuration
    public Option[] distribution() {
        return HuitongRuntime.distribution();
    }

    @Before
    public void awaitTheHub() {
        until("health is 200", () -> status("/health") == 200, () -> "");
    }

    @Test
    public void everyBundleIsActive() {
        until("every bundle is active", () -> notActive().isEmpty(), () -> notActive()
                .toString());
    }

    @Test
    public void theHubSaysHowItIs() throws Exception {
        HttpResponse<String> health = get("/health");
        assertTrue(health.body(), health.body().contains("\"status\""));
    }

    @Test
    public void aMessageGoesFromThePlatformToTheDoor() throws Exception {
        connect();
        String id = UUID.randomUUID().toString();
        assertEquals(200, push(id));
        assertEquals("a re-push is taken and changes nothing", 200, push(id));
        List<MessageView> found = messages(id);
        assertEquals(1, found.size());
        assertEquals("你好", found.get(0).message().content().text().orElseThrow());
    }

    private void connect() throws Exception {
        Hashtable<String, Object> settings = new Hashtable<>();
        settings.put("secret", SECRET);
        settings.put("stage", "test");
        configurations
                .getFactoryConfiguration("org.huitong.connector.echo", "exam", "?")
                .update(settings);
        until(
                "the account is there",
                () -> connectors.standings().stream()
                        .anyMatch(s -> s.account().equals("exam") && s.profile().isPresent()),
                () -> connectors.standings().toString());
    }

    @Test
    public void aCapabilityComesAndGoesWithItsPageAndNobodyElseNotices() throws Exception {
        until("statistics is there", () -> pages("statistics") == 1, () -> "");
        List<Long> others = startedOthers();
        assertDone(installer.apply(installer.planFeature("statistics", false).id()));
        assertEquals(0, pages("statistics"));
        assertDone(installer.apply(installer.planFeature("statistics", true).id()));
        until("statistics is back", () -> pages("statistics") == 1, () -> "");
        assertEquals(others, startedOthers());
    }

    @Test
    public void eachCapabilityComesAndGoesAndMissesNothing() throws Exception {
        connect();
        String cookie = session().cookie();
        new Comings(context, http, uri("/"), cookie).eachGoesAndComesBack(name -> {
            String id = name + "-" + UUID.randomUUID();
            assertEquals(name, 200, push(id));
            assertEquals(name, 1, messages(id).size());
        });
    }

    /** Ids have shapes; one of another shape is an address at which there is nothing, for everybody. */
    private HttpResponse<String> callOfSomeShape(String method, String path, String token) throws Exception {
        HttpResponse<String> answer = null;
        for (String id : IDS) {
            answer = call(
                    method.toUpperCase(Locale.ROOT),
                    "/api/v1" + path.replace("{message}", MESSAGE).replaceAll("\\{[^}]*}", id)
                            + "?limit=nonsense&person=%01",
                    token,
                    "{ this is no json");
            if (answer.statusCode() != 404) {
                return answer;
            }
        }
        return answer;
    }

    /** What asks for content, security or audit is refused before anything of the call is looked at. */
    @Test
    public void whoOnlyManagesIsRefusedWhateverIsNotManaging() throws Exception {
        String token = tokenOf("manages-alone", "hub.administer");
        Map<String, String> kinds = new HashMap<>();
        JSON.readTree(call("GET", "/api/v1/permissions", token, "").body())
                .path("items")
                .forEach(item ->
                        kinds.put(item.path("word").asText(), item.path("kind").asText()));
        JsonNode api =
                JSON.readTree(call("GET", "/api/v1/openapi.json", token, "").body());
        int refused = 0;
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!METHODS.contains(operation.getKey())) {
                    continue;
                }
                String permission = operation.getValue().path("x-permission").asText();
                String what = operation.getKey() + " " + path.getKey() + " " + permission;
                assertTrue("each operation says who may call it: " + what, !permission.isEmpty());
                if (OPEN.contains(permission) || "manage".equals(kinds.get(permission))) {
                    continue;
                }
                HttpResponse<String> answer = callOfSomeShape(operation.getKey(), path.getKey(), token);
                assertEquals(what + ": " + answer.body(), 403, answer.statusCode());
                assertTrue(what + ": " + answer.body(), answer.body().contains(permission));
                refused++;
            }
        }
        assertTrue("there is something to refuse: " + refused, refused > 20);
    }

    @Test
    public void everyServletSaysWhoMayComeByIt() throws Exception {
        List<String> silent = new ArrayList<>();
        int declared = 0;
        for (ServiceReference<?> way :
                context.getAllServiceReferences(null, "(osgi.http.whiteboard.servlet.pattern=*)")) {
            if (way.getProperty("huitong.permitted") != null) {
                declared++;
            } else if (!way.getBundle().getSymbolicName().equals("org.apache.felix.webconsole")) {
                silent.add(way.getBundle().getSymbolicName() + " " + way);
            }
        }
        assertEquals(List.of(), silent);
        assertTrue("some are there: " + declared, declared > 5);
    }

    @Test
    public void whatSaysNothingIsNotServed() throws Exception {
        Hashtable<String, Object> silent = new Hashtable<>(Map.of("osgi.http.whiteboard.servlet.pattern", "/silent"));
        Hashtable<String, Object> open = new Hashtable<>(
                Map.of("osgi.http.whiteboard.servlet.pattern", "/spoken", "huitong.permitted", "public"));
        ServiceRegistration<Servlet> one = context.registerService(Servlet.class, new Hello(), silent);
        ServiceRegistration<Servlet> other = context.registerService(Servlet.class, new Hello(), open);
        try {
            until("what says who may come is served", () -> status("/spoken") == 200, () -> "");
            assertEquals(404, status("/silent"));
            assertTrue(get("/health").body().contains("/silent"));
        } finally {
            one.unregister();
            other.unregister();
        }
        until("nobody misses it", () -> !get0("/health").contains("/silent"), () -> "");
    }

    private String get0(String path) {
        try {
            return get(path).body();
        } catch (java.io.IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private record Session(String cookie, String csrf) {}

    private Session session() throws Exception {
        HttpResponse<String> login = http.send(
                HttpRequest.newBuilder(uri("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"user\":\"admin\",\"password\":\""
                                + System.getenv("HUITONG_ADMIN_PASSWORD") + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(login.body(), 200, login.statusCode());
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return new Session(cookie, JSON.readTree(login.body()).path("csrf").asText());
    }

    /** A token of a program that holds these permissions alone. */
    private String tokenOf(String account, String... permissions) throws Exception {
        Session admin = session();
        String given = JSON.writeValueAsString(List.of(permissions));
        post(
                "/api/v1/accounts",
                admin,
                "{\"account\":\"" + account + "\",\"kind\":\"service\",\"permissions\":" + given + "}");
        String made = post("/api/v1/accounts/" + account + "/tokens", admin, "{\"name\":\"exam\"}");
        return JSON.readTree(made).path("token").asText();
    }

    private String post(String path, Session session, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .header("Cookie", session.cookie())
                        .header("X-CSRF-Token", session.csrf())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(answer.body(), 201, answer.statusCode());
        return answer.body();
    }

    private HttpResponse<String> call(String method, String path, String token, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Says hello to whoever comes. */
    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(200);
        }
    }

    /** The windows of platforms have browsers without import maps: the server puts addresses for names. */
    @Test
    public void everyModuleOfEveryPageNamesAddressesAtWhichThereAreModules() throws Exception {
        String front = get("/").body();
        assertTrue(front, !front.contains("importmap"));
        List<URI> first = new ArrayList<>();
        Matcher script =
                Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"").matcher(front);
        while (script.find()) {
            first.add(uri(script.group(1)));
        }
        for (ServiceReference<Page> page : context.getServiceReferences(Page.class, null)) {
            Object path = page.getProperty("huitong.page.path");
            first.add(uri("/pages/" + path + "/" + path + ".js"));
        }
        Modules modules = new Modules(http).follow(first);
        assertEquals(List.of(), modules.lost());
        assertTrue("there are many: " + modules.served(), modules.served() > 60);
    }

    private static void assertDone(Installer.Outcome outcome) {
        assertTrue(outcome.toString(), outcome instanceof Installer.Outcome.Done);
    }

    /** When every bundle but the capability was last changed: a refresh would show. */
    private List<Long> startedOthers() {
        List<Long> modified = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (!bundle.getSymbolicName().equals("org.huitong.capability.statistics")) {
                modified.add(bundle.getLastModified());
            }
        }
        return modified;
    }

    private int pages(String path) {
        try {
            return context.getServiceReferences(Page.class, "(huitong.page.path=" + path + ")")
                    .size();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<MessageView> messages(String id) {
        Filter account = new Filter.OnPlatform("echo").and(new Filter.OnAccount("exam"));
        MessageQuery query = MessageQuery.newest(account, 10);
        MessageDoor.Reading<MessageDoor.Listing> reading = door.list(READER, query);
        return ((MessageDoor.Reading.Granted<MessageDoor.Listing>) reading)
                .value().items().stream()
                        .filter(view -> view.message().key().nativeId().equals(id))
                        .toList();
    }

    private int push(String id) throws Exception {
        String body = "{\"delivery\":\"d-" + id + "\",\"company\":\"acme\",\"id\":\"" + id
                + "\",\"room\":\"hall\",\"from\":{\"id\":\"u-1\",\"name\":\"张三\"},\"text\":\"你好\",\"at\":\""
                + Instant.now() + "\"}";
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((timestamp + "\n" + body).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri("/connect/echo/exam"))
                .header("X-Echo-Timestamp", timestamp)
                .header("X-Echo-Signature", HexFormat.of().formatHex(signature))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
        } catch (java.io.IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws java.io.IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + System.getProperty("huitong.exam.port") + path);
    }

    private List<String> notActive() {
        List<String> names = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            int expected = fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
            // Lazy ones are as good as active: they start with their first class.
            if (bundle.getState() != expected && bundle.getState() != Bundle.STARTING) {
                names.add(bundle.getSymbolicName() + " " + bundle.getState());
            }
        }
        return names;
    }

    static void until(String what, BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue("not within three minutes: " + what + " " + otherwise.get(), System.nanoTime() < end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
