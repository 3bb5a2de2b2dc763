// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsDoorTest {
    @TempDir
    Path keys;

    private final Server server = new Server();
    private Certificate certificate;
    private Tls tls;

    @BeforeEach
    void start() throws Exception {
        certificate = Certificate.ownIn(keys, Instant.now());
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(200);
                Content.Sink.write(response, true, request.isSecure() ? "secure" : "plain", callback);
                return true;
            }
        });
        tls = new Tls(() -> new Keyring(new Keyring.Own(keys, InstantSource.system())).open("", () -> ""));
        server.addConnector(TlsDoor.forPeople(server, tls, 0, Proxies.at()));
        server.addConnector(TlsDoor.forPlatforms(server, tls, 0, Proxies.at()));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        tls.close();
    }

    @Test
    void itsOwnCertificateIsTrustedByNameAndKeptForTheNextStart() throws Exception {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(trusting(certificate))
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port(0) + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("secure");
        Certificate again = Certificate.ownIn(keys, Instant.now());
        assertThat(again.keyStore().getCertificate("huitong"))
                .isEqualTo(certificate.keyStore().getCertificate("huitong"));
        for (String name : new String[] {"https.p12", "https.password"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/connect/wecom/bar, 200",
        "/connect/, 200",
        "/, 404",
        "/connect, 404",
        "/connected/x, 404",
        "/api/v1/messages, 404",
        "/connect/../api/v1/messages, 404",
        "/connect/%2e%2e/api/v1/messages, 404",
        "/connect/..;/api/v1/messages, 404",
        "//connect/x, 404",
    })
    void thePlatformsDoorLeadsToCallbacksAlone(String path, int status) throws Exception {
        // By hand, since a client tidies paths up before it sends them.
        try (SSLSocket socket =
                (SSLSocket) trusting(certificate).getSocketFactory().createSocket("localhost", port(1))) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer)
                    .satisfiesAnyOf(
                            a -> assertThat(a).startsWith("HTTP/1.1 " + status),
                            // Ambiguous paths never come as far as the handler.
                            a -> assertThat(a).startsWith("HTTP/1.1 400"));
            if (status != 200) {
                assertThat(answer).doesNotContain("secure");
            }
        }
    }

    private int port(int connector) {
        return ((ServerConnector) server.getConnectors()[connector]).getLocalPort();
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("hub", certificate.keyStore().getCertificate("huitong"));
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
