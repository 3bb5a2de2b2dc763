// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.simulator.archive.ArchiveBox;
import org.huitong.testkit.TestClock;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** An archive account, the company's archive beside it, and whoever asks for what there is. */
final class ArchiveDesk implements AutoCloseable {
    static final String CORP = "ww5f3a";

    final TestClock clock = new TestClock();
    final ArchiveBox box;
    final List<Sighting> sightings = new ArrayList<>();
    final List<Delivery.Unreadable> unreadable = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    ArchiveConnector connector;
    private final Path folder;
    private String keys = "";

    ArchiveDesk(Path folder) throws IOException {
        this.folder = folder;
        this.box = ArchiveBox.at(folder, CORP, "the-secret");
        keys += box.newKey();
        open();
    }

    /** A new connector, as after a restart. */
    void open() {
        if (connector != null) {
            connector.close();
        }
        connector = connector(Map.of());
    }

    ArchiveConnector connector(Map<String, String> other) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "corpId",
                CORP,
                "secret",
                "the-secret",
                "privateKeys",
                keys,
                "library",
                box.library().toString()));
        settings.putAll(other);
        ArchiveConfig config = Converters.standardConverter().convert(settings).to(ArchiveConfig.class);
        return new ArchiveConnector(
                config,
                Map.of("service.pid", "org.huitong.connector.wecom.archive~archive"),
                new LibraryCommand.Ground(folder.resolve("workshop"), Optional.empty()),
                new Wax(),
                clock,
                Duration.ofSeconds(8));
    }

    /** @return the new key, which the connector does not know yet */
    String changeKey() throws IOException {
        return box.newKey();
    }

    void enter(String key) {
        keys += key;
        open();
    }

    Step<Poller.Batch> poll() throws Exception {
        Step<Poller.Batch> step = connector.poll(cursor, Trail.beginning(Optional.empty()));
        return step instanceof Step.ByHand<Poller.Batch> byHand ? byHand.work().now() : step;
    }

    /** One question, and what came of it is kept. */
    Step<Poller.Batch> turn() throws Exception {
        Step<Poller.Batch> step = poll();
        if (step instanceof Step.Done<Poller.Batch> done) {
            for (Evidence evidence : done.value().came()) {
                Reading reading = connector.read(evidence);
                reading.deliveries().forEach(delivery -> {
                    sightings.addAll(delivery.sightings());
                    unreadable.addAll(delivery.unreadable());
                });
            }
            cursor = Optional.of(done.value().cursor());
        }
        return step;
    }

    List<Message> messages() {
        return sightings.stream()
                .filter(Sighting.Said.class::isInstance)
                .map(said -> ((Sighting.Said) said).message())
                .toList();
    }

    /** What a record says. */
    static Content content(String record) {
        Sighting said = new ArchiveWire("archive", CORP, java.time.ZoneId.of("Asia/Shanghai"))
                .read(ArchiveRounds.evidence(record, Map.of("seq", "1"), java.time.Instant.EPOCH))
                .deliveries()
                .get(0)
                .sightings()
                .get(0);
        return ((Sighting.Said) said).message().content();
    }

    @Override
    public void close() {
        connector.close();
    }
}
