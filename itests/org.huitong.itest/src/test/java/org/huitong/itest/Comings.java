// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Alarms;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Feature;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.operation.ReaderBoard.ReaderStanding;
import org.huitong.api.reader.Reader;
import org.huitong.api.store.Transactions;
import org.huitong.api.web.Page;
import org.huitong.api.web.RestResource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/**
 * Takes one capability after the other out of the running hub and puts it back. Whose a route is, nobody has to write
 * down: it is that capability's with which it goes and the fewest others go. With others it may go only where its own
 * capability has declared that it cannot do without them.
 */
final class Comings {
    /** Which bundles are capabilities. */
    private static final String CAPABILITY = "org.huitong.capability.";

    /** A key that no alarm of the hub has: it is this test that sets it, and nobody else moves it. */
    private static final String KEY = "0";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BundleContext context;
    private final HttpClient http;
    private final URI hub;
    private final String cookie;
    private final Installer installer;
    private final Map<String, Loss> losses = new TreeMap<>();
    private final Map<String, Long> due = new HashMap<>();

    /** @param cookie the session of an administrator who may do everything */
    Comings(BundleContext context, HttpClient http, URI hub, String cookie) {
        this.context = context;
        this.http = http;
        this.hub = hub;
        this.cookie = cookie;
        this.installer = service(Installer.class);
    }

    /** Says something on a platform; what is said arrives at the hub or the test fails. */
    interface Speaker {
        void say(String id) throws Exception;
    }

    /** What somebody sees who looks from outside: operations, their answers, the menu, and how the hub's parts stand. */
    private record View(
            Set<String> routes, Map<String, Integer> answers, Set<String> menu, Map<String, String> checks) {}

    /** What went with a capability, and the bundles that have declared that they cannot do without it. */
    private record Loss(Part part, Set<String> gone, Set<String> stranded) {}

    /** What one capability is to the hub while it is there. */
    private record Part(
            Feature feature,
            Set<String> bundles,
            Set<String> pages,
            Set<String> readers,
            Set<String> alarms,
            boolean serves) {}

    void eachGoesAndComesBack(Speaker speaker) throws Exception {
        List<Feature> capabilities = installer.features().stream()
                .filter(Feature::on)
                .filter(feature -> feature.bundles().stream().anyMatch(name -> name.startsWith(CAPABILITY)))
                .toList();
        Set<String> reached =
                capabilities.stream().flatMap(f -> f.bundles().stream()).collect(Collectors.toSet());
        Set<String> there = Stream.of(context.getBundles())
                .map(Bundle::getSymbolicName)
                .filter(name -> name.startsWith(CAPABILITY))
                .collect(Collectors.toCollection(TreeSet::new));
        there.removeAll(reached);
        assertEquals("each capability can be switched off", Set.of(), there);
        View whole = view();
        for (Feature capability : capabilities) {
            goesAndComesBack(part(capability), whole, speaker);
        }
        losses.forEach((name, loss) ->
                System.out.println("Comings: " + name + " takes " + loss.gone().size() + " along" + also(loss)));
        assertEquals(List.of(), takenAlong());
    }

    private void goesAndComesBack(Part part, View whole, Speaker speaker) throws Exception {
        String name = part.feature().name();
        Map<String, Long> others = changed(part.bundles());
        Set<String> stranded = stranded();
        List<String> parked = parked();

        change(name, false);
        View without = view();
        Set<String> gone = less(whole.routes(), without.routes());
        assertEquals(name, Set.of(), both(part.pages(), without.menu()));
        for (String page : part.pages()) {
            assertEquals(name, 404, status("/pages/" + page + "/" + page + ".js"));
        }
        assertEquals(name + " has routes", part.serves(), !gone.isEmpty());
        for (String route : gone) {
            if (isPlain(route)) {
                assertEquals(name + ": " + route, 404, status(address(route)));
            }
        }
        Map<String, Integer> answers = new TreeMap<>(whole.answers());
        answers.keySet().removeAll(gone);
        assertEquals("nobody else notices that " + name + " is gone", answers, without.answers());
        Set<String> left = less(stranded(), stranded);
        List<String> worse = worse(whole.checks(), without.checks());
        worse.removeIf(check -> left.stream().anyMatch(check::contains));
        assertEquals("others are as well without " + name + ", or it is said who waits for it", List.of(), worse);
        gone.addAll(less(whole.menu(), without.menu()));
        losses.put(name, new Loss(part, gone, left));
        speaker.say(name);
        set(part.alarms());

        change(name, true);
        HubIT.until(
                name + " is back as it was",
                () -> isWhole(whole),
                () -> less(whole.routes(), routes()) + " " + worse(whole.checks(), checks()));
        HubIT.until(
                name + " has rung what it missed", () -> silent(part.alarms()).isEmpty(), () -> silent(part.alarms())
                        .toString());
        cancel(part.alarms());
        HubIT.until(name + " has read on", () -> behind().isEmpty(), () -> behind().toString());
        Set<String> present = standings().stream()
                .filter(ReaderStanding::present)
                .map(ReaderStanding::name)
                .collect(Collectors.toSet());
        assertEquals(name, Set.of(), less(part.readers(), present));
        assertEquals(name + " has refused nothing", parked, parked());
        assertEquals("nobody else is touched by " + name, others, changed(part.bundles()));
    }

    /** What went with a capability that it does not belong to, and without a declared need for it. */
    private List<String> takenAlong() {
        Map<String, String> owners = new HashMap<>();
        losses.keySet().stream()
                .sorted(Comparator.comparing(name -> -losses.get(name).gone().size()))
                .forEach(name -> losses.get(name).gone().forEach(what -> owners.put(what, name)));
        List<String> wrong = new ArrayList<>();
        losses.forEach((name, loss) -> loss.gone().forEach(what -> {
            String owner = owners.get(what);
            if (!owner.equals(name)
                    && both(losses.get(owner).part().bundles(), loss.stranded()).isEmpty()) {
                wrong.add(what + " of " + owner + " went with " + name);
            }
        }));
        return wrong;
    }

    private static String also(Loss loss) {
        return loss.stranded().isEmpty() ? "" : ", and what stands on it: " + loss.stranded();
    }

    private Part part(Feature feature) {
        Set<String> bundles = Set.copyOf(feature.bundles());
        return new Part(
                feature,
                bundles,
                words(bundles, Page.class, "huitong.page.path"),
                words(bundles, Reader.class, "huitong.reader"),
                words(bundles, Alarm.class, "huitong.alarm"),
                !words(bundles, RestResource.class, "huitong.rest.subject").isEmpty());
    }

    private Set<String> words(Set<String> bundles, Class<?> service, String property) {
        try {
            Set<String> words = new TreeSet<>();
            for (ServiceReference<?> reference : context.getServiceReferences(service, null)) {
                if (bundles.contains(reference.getBundle().getSymbolicName())) {
                    words.add((String) reference.getProperty(property));
                }
            }
            return words;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void change(String feature, boolean on) {
        Installer.Outcome outcome =
                installer.apply(installer.planFeature(feature, on).id());
        assertTrue(feature + ": " + outcome, outcome instanceof Installer.Outcome.Done);
    }

    /** What is quick to see comes first, since it is looked again and again. */
    private boolean isWhole(View whole) {
        return routes().equals(whole.routes())
                && menu().equals(whole.menu())
                && answers(whole.routes()).equals(whole.answers())
                && worse(whole.checks(), checks()).isEmpty();
    }

    private View view() {
        Set<String> routes = routes();
        return new View(routes, answers(routes), menu(), checks());
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        json("/api/v1/openapi.json").path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    if (operation.getValue().has("x-permission")) {
                        routes.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        return routes;
    }

    private Map<String, Integer> answers(Set<String> routes) {
        return routes.stream()
                .filter(Comings::isPlain)
                .collect(Collectors.toMap(route -> route, route -> status(address(route)), (a, b) -> a, TreeMap::new));
    }

    private Set<String> menu() {
        Set<String> menu = new TreeSet<>();
        json("/api/v1/pages")
                .path("items")
                .forEach(item -> menu.add(item.path("path").asText()));
        return menu;
    }

    /** How the hub's parts say that they are. */
    private Map<String, String> checks() {
        Map<String, String> checks = new TreeMap<>();
        json("/health")
                .path("checks")
                .forEach(check -> checks.put(
                        check.path("name").asText(),
                        check.path("status").asText() + " "
                                + check.path("message").asText()));
        return checks;
    }

    private static List<String> worse(Map<String, String> before, Map<String, String> after) {
        List<String> worse = new ArrayList<>();
        after.forEach((name, result) -> {
            if (before.containsKey(name) && rank(result) > rank(before.get(name))) {
                worse.add(name + ": " + result);
            }
        });
        return worse;
    }

    private static int rank(String result) {
        return Check.Status.valueOf(result.split(" ")[0]).ordinal();
    }

    /** A question that needs nothing to be known before. */
    private static boolean isPlain(String route) {
        return route.startsWith("get ") && !route.contains("{");
    }

    private static String address(String route) {
        return "/api/v1" + route.substring("get ".length());
    }

    /** When every other bundle was last changed: a refresh would show. */
    private Map<String, Long> changed(Set<String> but) {
        return Stream.of(context.getBundles())
                .filter(bundle -> !but.contains(bundle.getSymbolicName()))
                .collect(Collectors.toMap(
                        bundle -> bundle.getBundleId() + " " + bundle.getSymbolicName(), Bundle::getLastModified));
    }

    /** The bundles of which a component has declared that it needs what is not there. */
    private Set<String> stranded() {
        ServiceComponentRuntime components = service(ServiceComponentRuntime.class);
        return components.getComponentDescriptionDTOs().stream()
                .flatMap(one -> components.getComponentConfigurationDTOs(one).stream())
                .filter(one -> one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                .map(one -> one.description.bundle.symbolicName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<ReaderStanding> standings() {
        return service(ReaderBoard.class).readers();
    }

    private List<String> behind() {
        return standings().stream()
                .filter(ReaderStanding::present)
                .filter(reader -> reader.lag() > 0 || reader.tries() > 0)
                .map(ReaderStanding::toString)
                .toList();
    }

    private List<String> parked() {
        return standings().stream()
                .filter(reader -> reader.parked() > 0)
                .map(reader -> reader.name() + " " + reader.parked())
                .toList();
    }

    /** Due at once; nobody is there who would answer. */
    private void set(Set<String> names) {
        Instant now = Instant.now();
        service(Transactions.class).write(transaction -> {
            for (String name : names) {
                service(Alarms.class).set(transaction, name, KEY, now);
                due.put(name, now.toEpochMilli());
            }
            return null;
        });
    }

    private Set<String> silent(Set<String> names) {
        return service(Transactions.class).read(transaction -> {
            Set<String> silent = new TreeSet<>();
            for (String name : names) {
                Optional<Instant> at = service(Alarms.class).due(transaction, name, KEY);
                if (at.isPresent() && at.get().toEpochMilli() == due.get(name)) {
                    silent.add(name);
                }
            }
            return silent;
        });
    }

    private void cancel(Set<String> names) {
        service(Transactions.class).write(transaction -> {
            for (String name : names) {
                service(Alarms.class).cancel(transaction, name, KEY);
            }
            return null;
        });
    }

    private static Set<String> less(Set<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        assertFalse("there is no " + type, reference == null);
        return context.getService(reference);
    }

    private JsonNode json(String path) {
        try (InputStream body = get(path).body()) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** As soon as it is known: some answers go on and on. */
    private int status(String path) {
        HttpResponse<InputStream> answer = get(path);
        try (InputStream body = answer.body()) {
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private HttpResponse<InputStream> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(hub.resolve(path))
                            .header("Cookie", cookie)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
