// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.testkit.WireContract;
import org.huitong.testkit.WireSample;

/** One file of {@code src/test/resources/wire} for each kind of mail; {@code told} is the characters it travels in. */
class MailWireTest implements WireContract {
    private final MailConnector connector = Boxes.connector(Boxes.of("huitong@acme.test"));

    @Override
    public Callback call(WireSample sample) {
        Charset charset = sample.told().equals("gb18030") ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
        return new Callback(
                "LINE", Map.of(), Map.of(), sample.in().replace("\n", "\r\n").getBytes(charset), Boxes.NOW);
    }

    @Override
    public Delivery delivery(Callback call) {
        Map<String, String> notes =
                Map.of("folder", "INBOX", "validity", "7", "uid", "42", "arrived", "2026-11-29T07:59:59Z");
        return connector
                .read(new Evidence(call.body(), notes, call.receivedAt()))
                .deliveries()
                .get(0);
    }

    @Override
    public Message message(Callback call) {
        return ((Sighting.Said) delivery(call).sightings().get(0)).message();
    }
}
