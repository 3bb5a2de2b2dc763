// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** Mailboxes of a company that is called acme.test. */
final class Boxes {
    static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    static final String PASSWORD = "secret-of-mail";

    private Boxes() {}

    static MailConnector connector(Map<String, String> settings) {
        MailConfig config = Converters.standardConverter().convert(settings).to(MailConfig.class);
        return new MailConnector(
                config, Map.of("service.pid", "org.huitong.connector.mail~test"), new Wax(), () -> NOW);
    }

    static Map<String, String> of(String address) {
        return new HashMap<>(Map.of("address", address, "password", "sealed:" + PASSWORD));
    }

    static Mailbox box(String address) {
        MailConfig config = Converters.standardConverter().convert(of(address)).to(MailConfig.class);
        return Mailbox.of(config, PASSWORD).orElseThrow().good().orElseThrow();
    }
}
