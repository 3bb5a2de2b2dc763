// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Stage;
import org.huitong.api.store.Transactions;
import org.huitong.hub.journal.Journal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the stages sit, present and away. Known stages stand in the database: what is owed survives a restart. */
@Component(service = StageBench.class)
public final class StageBench {
    private static final Logger LOG = LoggerFactory.getLogger(StageBench.class);

    private final Transactions transactions;
    private final Predicate<String> installed;

    private volatile List<StageSeat> seats;

    @Activate
    public StageBench(@Reference Journal journal, BundleContext framework) {
        this(journal, name -> Arrays.stream(framework.getBundles()).anyMatch(b -> name.equals(b.getSymbolicName())));
    }

    /** @param installed whether a bundle of this name is there, running or not */
    public StageBench(Journal journal, Predicate<String> installed) {
        this.installed = installed;
        this.transactions = journal.transactions();
        this.seats = transactions.read(connection -> {
            List<StageSeat> known = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT name, version, bundle, follows FROM hub_stage ORDER BY name");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(new StageSeat(
                            row.getString(1), row.getInt(2), row.getString(3), words(row.getString(4)), null));
                }
            }
            return inOrder(known);
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addStage(Stage stage, Map<String, Object> properties, ServiceReference<Stage> reference) {
        if (!(properties.get("huitong.stage") instanceof String name) || name.isBlank() || name.equals(Finding.HAND)) {
            LOG.error(
                    "A stage without a name, or with that of people, is not asked; it needs @StageName class={}",
                    stage.getClass());
            return;
        }
        int version = properties.get("huitong.stage.version") instanceof Integer v ? v : 1;
        // Of whoever offers it; its class may be the kit's.
        Bundle bundle = reference.getBundle();
        StageSeat seat =
                new StageSeat(name, version, bundle == null ? "" : bundle.getSymbolicName(), after(properties), stage);
        remember(seat);
        List<StageSeat> now = new ArrayList<>(seats);
        now.removeIf(s -> s.name().equals(name));
        now.add(seat);
        seats = inOrder(now);
        LOG.info("A stage takes its seat stage={} version={}", name, version);
    }

    synchronized void removeStage(Stage stage) {
        seats = seats.stream().map(s -> s.holds(stage) ? s.left() : s).toList();
    }

    public List<StageSeat> seats() {
        return seats;
    }

    public Optional<StageSeat> seat(String name) {
        return seats.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /**
     * A stage is waited for as long as its bundle is installed: while it is being updated, and also when it is stopped.
     * Once its bundle is gone nobody will ever make up its findings, and who waited for it would stand still for ever.
     */
    public boolean isAwaited(String name) {
        Optional<StageSeat> seat = seat(name);
        return seat.isPresent()
                && (seat.get().present() || installed.test(seat.get().bundle()));
    }

    /**
     * The stages whose findings one sees: of those that it asks for, those that sit before it. Of a ring one wish is left
     * out, the same one always, so that nobody waits for somebody who waits for them.
     */
    public List<String> predecessors(String name) {
        return predecessors(seats, name);
    }

    private static List<String> predecessors(List<StageSeat> seats, String name) {
        List<String> before = new ArrayList<>();
        for (StageSeat seat : seats) {
            if (seat.name().equals(name)) {
                return seat.after().stream().filter(before::contains).toList();
            }
            before.add(seat.name());
        }
        return List.of();
    }

    /** The stages that see what this one finds. */
    public List<String> successors(String name) {
        List<StageSeat> now = seats;
        return now.stream()
                .map(StageSeat::name)
                .filter(other -> predecessors(now, other).contains(name))
                .toList();
    }

    private static List<String> after(Map<String, Object> properties) {
        Object after = properties.get("huitong.stage.after");
        return after instanceof String[] many ? List.of(many) : after instanceof String one ? words(one) : List.of();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** Each after those that it wants to be asked after; of a ring the first by name comes first. */
    private static List<StageSeat> inOrder(List<StageSeat> seats) {
        List<StageSeat> left = new ArrayList<>(seats);
        left.sort(Comparator.comparing(StageSeat::name));
        List<StageSeat> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            StageSeat next = left.stream()
                    .filter(seat -> left.stream()
                            .noneMatch(other -> other != seat && seat.after().contains(other.name())))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return List.copyOf(ordered);
    }

    /**
     * Lets every stage judge one message, on the calling thread. {@code progress} sees each finding as it comes, so
     * that whoever watches the clock can go on with what is there. One that comes after another whose finding is owed owes
     * its own, unless the bundle of that one is gone: nobody waits for what never comes.
     */
    public void judge(Message message, Progress progress) {
        List<Finding> found = new ArrayList<>();
        Set<String> owed = new HashSet<>();
        List<StageSeat> now = seats;
        for (StageSeat seat : now) {
            progress.asks(seat);
            List<String> before = seat.after().isEmpty() ? List.of() : predecessors(now, seat.name());
            Optional<Finding> finding = before.stream().anyMatch(stage -> owed.contains(stage) && isAwaited(stage))
                    ? Optional.empty()
                    : seat.judge(message, seen(before, found));
            if (finding.isPresent()) {
                found.add(finding.get());
                progress.found(finding.get());
            } else {
                owed.add(seat.name());
                progress.owes(seat.name());
            }
        }
        progress.asks(null);
    }

    private static List<Finding> seen(List<String> before, List<Finding> found) {
        return before.isEmpty()
                ? List.of()
                : found.stream().filter(f -> before.contains(f.stage())).toList();
    }

    /** Follows the judging of one message. */
    public interface Progress {
        /** @param seat who is asked now, null: nobody any more */
        void asks(StageSeat seat);

        void found(Finding finding);

        void owes(String stage);
    }

    private void remember(StageSeat seat) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE hub_stage SET version = ?, bundle = ?, follows = ? WHERE name = ?")) {
                update.setInt(1, seat.version());
                update.setString(2, seat.bundle());
                update.setString(3, String.join(" ", seat.after()));
                update.setString(4, seat.name());
                if (update.executeUpdate() > 0) {
                    return null;
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO hub_stage (name, version, bundle, follows) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, seat.name());
                insert.setInt(2, seat.version());
                insert.setString(3, seat.bundle());
                insert.setString(4, String.join(" ", seat.after()));
                insert.executeUpdate();
            }
            return null;
        });
    }
}
