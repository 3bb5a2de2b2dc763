// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.reader.Reader;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.hub.stage.StageBench;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where readers come and go; each gets a desk of its own and goes on where it left off. */
@Component(service = ReaderBoard.class, immediate = true)
public final class ReadingRoom implements ReaderBoard {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingRoom.class);

    private final Journal journal;
    private final StageBench bench;
    private final Clock clock;
    private final Masking masking;
    private final List<ReadingDesk> desks = new CopyOnWriteArrayList<>();
    private final Pace pace;
    private final AutoCloseable following;

    @Activate
    public ReadingRoom(
            @Reference Journal journal,
            @Reference StageBench bench,
            @Reference Masking masking,
            @Reference Clock clock) {
        this.journal = journal;
        this.masking = masking;
        this.bench = bench;
        this.clock = clock;
        this.pace = new Pace(
                journal::head,
                System::nanoTime,
                desks::size,
                Runtime.getRuntime().availableProcessors());
        this.following = journal.follow(entries -> desks.forEach(ReadingDesk::tell));
    }

    @Deactivate
    public void close() throws Exception {
        following.close();
        desks.forEach(ReadingDesk::close);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReader(Reader reader, Map<String, Object> properties) {
        Optional<ReaderCard> card = ReaderCard.of(properties);
        if (card.isEmpty()) {
            LOG.error("A reader without a name is not served; it needs @ReaderName class={}", reader.getClass());
            return;
        }
        ReadingDesk desk = new ReadingDesk(
                card.get().name(),
                new Handover(card.get(), reader, journal, clock),
                new Feed(
                        card.get().awaits(),
                        bench::isAwaited,
                        journal,
                        new Shade(masking, card.get().whole(), card.get().both())),
                Patience.USUAL,
                pace,
                clock);
        desks.add(desk);
        desk.open();
        LOG.info("A reader sits down reader={}", desk.name());
    }

    void removeReader(Reader reader) {
        for (ReadingDesk desk : desks) {
            if (desk.holds(reader)) {
                desks.remove(desk);
                desk.close();
            }
        }
    }

    @Override
    public List<ReaderStanding> readers() {
        Set<String> names = new LinkedHashSet<>(journal.transactions().read(Cursor::names));
        desks.forEach(d -> names.add(d.name()));
        return names.stream().map(this::standing).toList();
    }

    @Override
    public List<StageStanding> stages() {
        return bench.seats().stream()
                .map(seat -> new StageStanding(
                        seat.name(),
                        seat.version(),
                        seat.present(),
                        seat.snapshot(),
                        journal.transactions().read(connection -> Debts.size(connection, seat.name())),
                        seat.late()))
                .toList();
    }

    @Override
    public List<Parked> parked(String reader, int limit) {
        return journal.transactions().read(connection -> ParkedEntries.after(connection, reader, 0, limit));
    }

    @Override
    public boolean retry(String reader, long seq) {
        return desk(reader).map(d -> d.retry(seq)).orElse(false);
    }

    @Override
    public boolean replay(String reader, long seq) {
        long place = Math.min(seq, journal.head());
        boolean set = journal.transactions().write(connection -> Cursor.set(connection, reader, place));
        desk(reader).ifPresent(ReadingDesk::tell);
        return set;
    }

    /** How far a reader has come: for the trace of a message. */
    public Map<String, Long> positions() {
        return journal.transactions().read(connection -> {
            Map<String, Long> positions = new TreeMap<>();
            for (String name : Cursor.names(connection)) {
                positions.put(name, Cursor.of(connection, name).orElseThrow().position());
            }
            return positions;
        });
    }

    private ReaderStanding standing(String name) {
        Optional<Cursor> cursor = journal.transactions().read(connection -> Cursor.of(connection, name));
        long position = cursor.map(Cursor::position).orElse(0L);
        long parked = journal.transactions().read(connection -> ParkedEntries.count(connection, name));
        Optional<ReadingDesk> desk = desk(name);
        ReadingDesk.Trouble trouble = desk.map(ReadingDesk::trouble).orElse(ReadingDesk.Trouble.NONE);
        return new ReaderStanding(
                name,
                desk.isPresent(),
                position,
                Math.max(0, journal.head() - position),
                parked,
                desk.flatMap(d -> d.waitsFor(position)).orElse(""),
                desk.map(ReadingDesk::isAlive).orElse(false),
                trouble.tries(),
                trouble.last(),
                trouble.at());
    }

    private Optional<ReadingDesk> desk(String name) {
        return desks.stream().filter(d -> d.name().equals(name)).findFirst();
    }
}
