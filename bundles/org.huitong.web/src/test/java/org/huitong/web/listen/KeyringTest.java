// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.huitong.api.operation.Check.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class KeyringTest {
    private static final String PASSWORD = "word of the company";

    @TempDir
    Path folder;

    private final Server server = new Server();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private Path given;
    private Path keys;
    private Keyring keyring;
    private PortsCheck check;
    private Tls tls;
    private final Logger logger = (Logger) LoggerFactory.getLogger(Keyring.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** What people bring instead of a key store. */
    enum Bad {
        WRONG_PASSWORD,
        JUNK,
        EMPTY_FILE,
        NO_FILE,
        A_FOLDER,
        NO_ENTRY,
        CERTIFICATE_ALONE
    }

    @BeforeEach
    void start() throws Exception {
        log.start();
        logger.addAppender(log);
        given = folder.resolve("company.p12");
        keys = Files.createDirectory(folder.resolve("keys"));
        keyring = new Keyring(new Keyring.Own(keys, InstantSource.system()));
        check = new PortsCheck(
                Map.of("https", 443, "callback", 8443, "http", 0), keyring, now::get, Duration.ofSeconds(10));
        bring(SelfSigned.make("company", PASSWORD, Instant.now()).keyStore(), PASSWORD);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        logger.detachAppender(log);
        server.stop();
        if (tls != null) {
            tls.close();
        }
    }

    @Test
    void theCompanysOwnIsShownAndTheCheckIsUp() throws Exception {
        assertThat(check.result().status()).isEqualTo(Status.DOWN);
        assertThat(check.result().message()).contains("https 443").contains("callback 8443");

        open();

        assertThat(shown("https"))
                .isEqualTo(Certificate.given(given, PASSWORD).keyStore().getCertificate("company"));
        assertThat(check.result().status()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeUsedAtAStartLeavesTheHubsOwn(Bad bad) throws Exception {
        spoil(bad);

        open();

        X509Certificate own = own();
        assertThat(shown("https")).isEqualTo(own);
        assertThat(shown("callback")).isEqualTo(own);
        assertThat(check.result().status()).isEqualTo(Status.DEGRADED);
        assertThat(check.result().message())
                .contains(given.toString())
                .contains("the hub's own certificate")
                .doesNotContain(PASSWORD);
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).isEqualTo(check.result().message());
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeUsedLaterLeavesTheOneBefore(Bad bad) throws Exception {
        open();
        X509Certificate before = shown("https");
        close();
        spoil(bad);

        open();

        assertThat(shown("https")).isEqualTo(before);
        assertThat(shown("callback")).isEqualTo(before);
        assertThat(check.result().status()).isEqualTo(Status.DEGRADED);
        assertThat(check.result().message()).contains("the one they had").doesNotContain(PASSWORD);

        close();
        bring(SelfSigned.make("company", PASSWORD, Instant.now()).keyStore(), PASSWORD);
        open();
        assertThat(shown("https")).isNotEqualTo(before);
        assertThat(check.result().status()).isEqualTo(Status.UP);
    }

    @Test
    void aPasswordThatCannotBeUnsealedLeavesTheHubsOwn() throws Exception {
        open(() -> keyring.open(given.toString(), () -> {
            throw new IllegalStateException("sealed by another hub");
        }));

        assertThat(shown("https")).isEqualTo(own());
        assertThat(check.result().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void withoutAnyCertificateThePortsStayShutAndTheCheckSaysWhy() throws Exception {
        spoil(Bad.JUNK);
        Files.delete(keys);

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);

        assertThat(check.result().status()).isEqualTo(Status.DOWN);
        assertThat(check.result().message()).contains(given.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void aSpoiledOneOfItsOwnIsMadeAnew() throws Exception {
        Certificate.ownIn(keys, Instant.now());
        Files.write(keys.resolve("https.p12"), new byte[0]);

        open(() -> keyring.open("", () -> ""));

        assertThat(shown("https")).isEqualTo(own());
        assertThat(check.result().status()).isEqualTo(Status.UP);
    }

    @Test
    void oneOfItsOwnThatWasMadeUnderAClockThatRanAheadIsMadeAnew() throws Exception {
        Instant now = Instant.now();
        Certificate early = Certificate.ownIn(keys, now.plus(Duration.ofDays(90)));

        open(() -> keyring.open("", () -> ""));

        X509Certificate shown = shown("https");
        assertThat(shown).isNotEqualTo(early.keyStore().getCertificate("huitong"));
        shown.checkValidity();
        assertThat(shown).isEqualTo(own());
    }

    @Test
    void onlyWithACertificateThatWasGivenBrowsersAreToldToComeByTlsAlone() throws Exception {
        open();
        assertThat(strictness("https")).startsWith("max-age=31536000");
        close();
        spoil(Bad.JUNK);
        open();
        assertThat(strictness("https")).as("the one they had").startsWith("max-age=31536000");
        close();

        open(() -> keyring.open("", () -> ""));
        assertThat(strictness("https")).as("its own").isNull();
        close();
        keyring = new Keyring(new Keyring.Own(keys, InstantSource.system()));
        open();
        assertThat(strictness("https")).as("its own, for want of a better").isNull();
    }

    private String strictness(String door) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Curious()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port(door))) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII)
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("strict-transport-security: "))
                    .map(line -> line.substring("strict-transport-security: ".length()))
                    .findFirst()
                    .orElse(null);
        }
    }

    @Test
    void portsThatAreOpenedAnewAreNotDownUntilItLasts() throws Exception {
        open();
        close();
        assertThat(check.result().status()).isEqualTo(Status.DEGRADED);

        now.updateAndGet(n -> n.plus(Duration.ofSeconds(30)));
        assertThat(check.result().status()).isEqualTo(Status.DOWN);

        open();
        assertThat(check.result().status()).isEqualTo(Status.UP);
        server.getConnectors()[1].stop();
        assertThat(check.result().status()).isEqualTo(Status.DOWN);
        assertThat(check.result().message()).contains("callback 8443").doesNotContain("https 443");
    }

    /** As Listening and the HTTP service do it. */
    private void open() throws Exception {
        open(() -> keyring.open(given.toString(), () -> PASSWORD));
    }

    private void open(Callable<Keyring.Shown> opening) throws Exception {
        tls = new Tls(opening);
        add("https", TlsDoor.forPeople(server, tls, 0, Proxies.at()));
        add("callback", TlsDoor.forPlatforms(server, tls, 0, Proxies.at()));
    }

    private void add(String door, ServerConnector connector) throws Exception {
        check.made(door, connector);
        server.addConnector(connector);
        connector.start();
    }

    private void close() throws Exception {
        check.shutting("https");
        check.shutting("callback");
        for (var connector : server.getConnectors()) {
            connector.stop();
            server.removeConnector(connector);
        }
        tls.close();
    }

    private X509Certificate own() throws Exception {
        return (X509Certificate)
                Certificate.ownIn(keys, Instant.now()).keyStore().getCertificate("huitong");
    }

    private void spoil(Bad bad) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        switch (bad) {
            case WRONG_PASSWORD -> bring(
                    SelfSigned.make("company", "another", Instant.now()).keyStore(), "another");
            case JUNK -> Files.writeString(given, "-----BEGIN CERTIFICATE-----");
            case EMPTY_FILE -> Files.write(given, new byte[0]);
            case NO_FILE -> Files.delete(given);
            case A_FOLDER -> {
                Files.delete(given);
                Files.createDirectory(given);
            }
            case NO_ENTRY -> bring(store, PASSWORD);
            case CERTIFICATE_ALONE -> {
                store.setCertificateEntry(
                        "company",
                        SelfSigned.make("company", PASSWORD, Instant.now())
                                .keyStore()
                                .getCertificate("company"));
                bring(store, PASSWORD);
            }
        }
    }

    private void bring(KeyStore store, String password) throws Exception {
        if (Files.isDirectory(given)) {
            Files.delete(given);
        }
        try (OutputStream out = Files.newOutputStream(given)) {
            store.store(out, password.toCharArray());
        }
    }

    private X509Certificate shown(String door) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Curious()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port(door))) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private int port(String door) {
        for (var connector : server.getConnectors()) {
            if (door.equals(connector.getName())) {
                return ((ServerConnector) connector).getLocalPort();
            }
        }
        throw new AssertionError("No door " + door);
    }

    /** Looks at every certificate and believes each. */
    private static final class Curious implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
