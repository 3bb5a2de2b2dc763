// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.huitong.api.operation.Check;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.web.FakeBundles;
import org.huitong.web.FakeEntrance;
import org.huitong.web.House;
import org.huitong.web.Overheard;
import org.huitong.web.Undeclared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** One resource does not take another of its subject along, whatever is wrong with it. */
@Timeout(60)
class RestSubjectTest {
    private static final String[] TOKEN = {"Authorization", "Bearer t-anna"};

    @TempDir
    private java.nio.file.Path folder;

    private RestRoot root;
    private ResourcesCheck check;
    private House house;

    @BeforeEach
    void open() throws Exception {
        root = new RestRoot(
                FakeBundles.context(FakeBundles.bundle(folder)), new FakeEntrance().doorkeeper(), new Undeclared());
        check = new ResourcesCheck(root);
        house = new House().with(root, "/api/v1/*").open();
        root.addResource(resource(10, new First()));
        assertThat(get("")).isEqualTo("200 first");
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    static Stream<RestResource> intruders() {
        return Stream.of(
                new SameCall(),
                new SameSubResource(),
                new OtherNameOfTheVariable(),
                new OtherExpressionOfTheVariable(),
                new OtherExpressionForAnotherMethod(),
                new ClassPathThatIsAVariable(),
                new ClassPathThatIsAWord(),
                new Everything(),
                new Crossing(),
                new LocatorOverAll(),
                new TwoMethodsForOneCall(),
                new NoPath(),
                new TwoBodies(),
                new BadExpression());
    }

    @ParameterizedTest
    @MethodSource("intruders")
    void theFirstOneStaysAndTheLaterOneIsNamed(RestResource intruder) throws Exception {
        try (Overheard log = new Overheard()) {
            ServiceReference<RestResource> later = resource(20, intruder);
            root.addResource(later);

            assertAllOfTheFirstAnswers();
            assertThat(check.result().status()).isEqualTo(Check.Status.DEGRADED);
            assertThat(check.result().message())
                    .contains("/api/v1/things", "bundle-20", "is not served", "没有提供服务")
                    .doesNotContain("of bundle-10");
            assertAllOfTheFirstAnswers();
            assertThat(log.count("is not served")).isEqualTo(1);

            root.removeResource(later);
            assertAllOfTheFirstAnswers();
            assertThat(check.result().status()).isEqualTo(Check.Status.UP);
        }
    }

    /** Told to whoever installs it, before anybody has called. */
    @Test
    void aClashIsToldAsItComes() {
        root.addResource(resource(20, new SameCall()));
        assertThat(check.result().message()).contains("it takes GET /api/v1/things from bundle-10");
    }

    @Test
    void theLaterOneIsServedOnceTheFirstHasLeft() throws Exception {
        ServiceReference<RestResource> first = resource(11, new Other());
        root.addResource(first);
        root.addResource(resource(20, new SameAsOther()));
        assertThat(get("/other")).isEqualTo("200 other");
        root.removeResource(first);
        assertThat(get("/other")).isEqualTo("200 same as other");
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);

        // It comes back, as after an upgrade: whoever was installed first is the first again.
        root.addResource(resource(11, new Other()));
        assertThat(get("/other")).isEqualTo("200 other");
        assertThat(check.result().message()).contains("bundle-20");
    }

    @Test
    void whatNarrowsAVariableStandsBesideIt() throws Exception {
        root.addResource(resource(20, new Narrower()));
        assertThat(get("/today")).isEqualTo("200 today");
        assertThat(get("/7/parts/a/notes")).isEqualTo("200 notes of 7");
        assertThat(post("/7")).isEqualTo("200 changed 7");
        assertAllOfTheFirstAnswers();
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);
    }

    @Test
    void oneWhoseClassDoesNotLoadIsNamed() throws Exception {
        root.addResource(resource(20, lacking()));
        assertAllOfTheFirstAnswers();
        assertThat(check.result().message()).contains("bundle-20", "NoClassDefFoundError");
    }

    @Test
    void oneWithoutAPathIsToldWhatItLacks() {
        root.addResource(resource(20, new NoPath()));
        assertThat(check.result().message()).contains("its class has no @Path");
    }

    @Test
    void oneWhoseComponentDoesNotStartIsNamed() throws Exception {
        root.addResource(FakeBundles.reference(
                FakeBundles.bundle(folder, 20),
                () -> null,
                Map.of("huitong.rest.subject", "things", Permitted.PROPERTY, "everybody")));
        assertAllOfTheFirstAnswers();
        assertThat(check.result().message()).contains("bundle-20", "component does not start");
    }

    @Test
    void oneWhoseConstructorHangsKeepsNobodyWhoCalls() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch cured = new CountDownLatch(1);
        Supplier<RestResource> hanging = () -> {
            inside.countDown();
            await(cured);
            return new Narrower();
        };
        ServiceReference<RestResource> later = FakeBundles.reference(
                FakeBundles.bundle(folder, 20),
                hanging,
                Map.of("huitong.rest.subject", "things", Permitted.PROPERTY, "everybody"));
        CompletableFuture<Void> installs = CompletableFuture.runAsync(() -> root.addResource(later));
        await(inside);
        assertAllOfTheFirstAnswers();

        cured.countDown();
        installs.get(20, TimeUnit.SECONDS);
        assertThat(get("/today")).isEqualTo("200 today");
    }

    @Test
    void whoCallsWhileTheOnlyOneIsBeingCreatedIsNotToldThatNothingIsThere() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch created = new CountDownLatch(1);
        Supplier<RestResource> slow = () -> {
            inside.countDown();
            await(created);
            return new Other();
        };
        root.addResource(FakeBundles.reference(
                FakeBundles.bundle(folder, 30),
                slow,
                Map.of("huitong.rest.subject", "slow", Permitted.PROPERTY, "everybody")));
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> status("/api/v1/slow/other")));
        }
        await(inside);

        created.countDown();
        for (CompletableFuture<Integer> call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    private int status(String path) {
        try {
            return house.get(path, TOKEN).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAllOfTheFirstAnswers() throws Exception {
        assertThat(List.of(get(""), get("/5"), get("/5/parts/a"), get("/word/x"), post("")))
                .containsExactly("200 first", "200 one 5", "200 part a", "200 word x", "200 made");
    }

    private String get(String path) throws Exception {
        var response = house.get("/api/v1/things" + path, TOKEN);
        return response.statusCode() + " " + response.body();
    }

    private String post(String path) throws Exception {
        var response = house.send(house.to("/api/v1/things" + path)
                .headers(TOKEN)
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
        return response.statusCode() + " " + response.body();
    }

    private ServiceReference<RestResource> resource(long bundle, RestResource resource) {
        Bundle owner = FakeBundles.bundle(folder, bundle);
        return FakeBundles.reference(
                owner, resource, Map.of("huitong.rest.subject", "things", Permitted.PROPERTY, "everybody"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A class that mentions one which is not there, as after an upgrade of what it was built against. */
    private static RestResource lacking() throws Exception {
        Set<String> missing = Set.of(Missing.class.getName());
        ClassLoader loader = new ClassLoader(RestSubjectTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (missing.contains(name)) {
                    throw new ClassNotFoundException(name);
                }
                if (!name.equals(Lacking.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                try (var in = RestSubjectTest.class.getResourceAsStream("RestSubjectTest$Lacking.class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (java.io.IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        return (RestResource)
                loader.loadClass(Lacking.class.getName()).getConstructor().newInstance();
    }

    @Path("")
    public static final class First implements RestResource {
        @GET
        public String all() {
            return "first";
        }

        @POST
        public String make() {
            return "made";
        }

        @GET
        @Path("{id}")
        public String one(@PathParam("id") String id) {
            return "one " + id;
        }

        @GET
        @Path("{id}/parts/{part}")
        public String part(@PathParam("part") String part) {
            return "part " + part;
        }

        @GET
        @Path("word/{word}")
        public String word(@PathParam("word") String word) {
            return "word " + word;
        }
    }

    @Path("")
    public static final class SameCall implements RestResource {
        @GET
        public String all() {
            return "taken";
        }
    }

    @Path("/")
    public static final class SameSubResource implements RestResource {
        @GET
        @Path("/word/{word}/")
        public String word() {
            return "taken";
        }
    }

    @Path("")
    public static final class OtherNameOfTheVariable implements RestResource {
        @GET
        @Path("{name}")
        public String one() {
            return "taken";
        }
    }

    @Path("")
    public static final class OtherExpressionOfTheVariable implements RestResource {
        @GET
        @Path("{id: [0-9]+}")
        public String one() {
            return "taken";
        }
    }

    @Path("")
    public static final class OtherExpressionForAnotherMethod implements RestResource {
        @POST
        @Path("{id: [0-9]+}")
        public String one() {
            return "taken";
        }
    }

    @Path("{id}")
    public static final class ClassPathThatIsAVariable implements RestResource {
        @POST
        public String one() {
            return "taken";
        }
    }

    @Path("word")
    public static final class ClassPathThatIsAWord implements RestResource {
        @GET
        @Path("{word}/more")
        public String one() {
            return "taken";
        }
    }

    @Path("")
    public static final class Everything implements RestResource {
        @GET
        @Path("{path: .+}")
        public String all() {
            return "taken";
        }
    }

    /** Of {@code word/x} nobody knows whose it is. */
    @Path("")
    public static final class Crossing implements RestResource {
        @GET
        @Path("{any}/xxxx")
        public String all() {
            return "taken";
        }
    }

    @Path("")
    public static final class LocatorOverAll implements RestResource {
        @Path("{id}")
        public Object all() {
            return new SameCall();
        }
    }

    @Path("")
    public static final class TwoMethodsForOneCall implements RestResource {
        @GET
        @Path("mine")
        public String one() {
            return "";
        }

        @GET
        @Path("mine")
        public String other() {
            return "";
        }
    }

    public static final class NoPath implements RestResource {
        @GET
        public String all() {
            return "";
        }
    }

    @Path("")
    public static final class TwoBodies implements RestResource {
        @POST
        @Path("mine")
        public String one(String one, String other) {
            return "";
        }
    }

    @Path("")
    public static final class BadExpression implements RestResource {
        @GET
        @Path("mine/{id: [}")
        public String one() {
            return "";
        }
    }

    @Path("")
    public static final class Narrower implements RestResource {
        @GET
        @Path("today")
        public String today() {
            return "today";
        }

        @GET
        @Path("{id}/parts/{part}/notes")
        public String notes(@PathParam("id") String id) {
            return "notes of " + id;
        }

        @POST
        @Path("{name}")
        public String change(@PathParam("name") String name) {
            return "changed " + name;
        }
    }

    @Path("")
    public static final class Other implements RestResource {
        @GET
        @Path("other")
        public String get() {
            return "other";
        }
    }

    @Path("")
    public static final class SameAsOther implements RestResource {
        @GET
        @Path("other")
        public String get() {
            return "same as other";
        }
    }

    public static final class Missing {}

    @Path("")
    public static final class Lacking implements RestResource {
        @GET
        @Path("mine")
        public Missing get() {
            return null;
        }
    }
}
