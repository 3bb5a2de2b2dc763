// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.huitong.api.access.Identity;
import org.huitong.api.access.LoginWay.Journey;
import org.huitong.api.access.Recognition;
import org.huitong.testkit.VendorPackage;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

/** The way leads through a certified provider (npm {@code oidc-provider}), which insists on what the standards demand. */
class RealProviderTest {
    private static final URI BACK = URI.create("http://127.0.0.1:8080/api/v1/logins/oidc-main/back");

    @Test
    void leadsThroughARealProviderOnceAndForOneJourney() throws IOException, InterruptedException {
        Path folder = new VendorPackage("provider.js").installed();
        Process node = new ProcessBuilder("node", "provider.js")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = node.inputReader(StandardCharsets.UTF_8);
                Writer asked = node.outputWriter(StandardCharsets.UTF_8)) {
            String issuer = said.readLine();
            OidcConfig config = Converters.standardConverter()
                    .convert(Map.of(
                            "issuer", issuer, "clientId", "huitong", "employee", "employee_number", "mail", "email"))
                    .to(OidcConfig.class);
            OidcWay way = new OidcWay(config, "main", "a secret & more", InstantSource.system());
            Journey journey = journey("n-1");
            asked.write("{\"who\":\"wang\",\"address\":\"" + way.leave(journey).orElseThrow() + "\"}\n");
            asked.flush();
            Map<String, String> told = query(said.readLine());
            assertThat(told).containsEntry("state", "s-n-1").containsEntry("iss", issuer);

            Identity identity = ((Recognition.Recognised) way.arrive(journey, told)).identity();
            assertThat(identity.subjects()).containsExactly("wang");
            assertThat(identity.employee()).contains("E-wang");
            assertThat(identity.login()).contains("wang");
            assertThat(identity.mail()).contains("wang@example.com");
            assertThat(way.arrive(journey, told)).as("its code is spent").isInstanceOf(Recognition.Wrong.class);

            asked.write("{\"who\":\"li\",\"address\":\"" + way.leave(journey).orElseThrow() + "\"}\n");
            asked.flush();
            Map<String, String> stolen = query(said.readLine());
            assertThat(way.arrive(journey("n-2"), stolen))
                    .as("redeemed by who did not ask for it")
                    .isInstanceOf(Recognition.Wrong.class);
        } finally {
            node.destroyForcibly();
        }
    }

    private static Journey journey(String nonce) {
        return new Journey(BACK, "s-" + nonce, nonce, (nonce + "v").repeat(12), false);
    }

    private static Map<String, String> query(String address) {
        assertThat(address).startsWith(BACK.toString());
        Map<String, String> query = new HashMap<>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
