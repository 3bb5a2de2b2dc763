// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Profile;
import org.huitong.api.operation.Configurations;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.Measured;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.account.Tally;
import org.huitong.hub.gateway.Gateway;
import org.huitong.hub.journal.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see of accounts and of the log. */
@Component(service = {ConnectorBoard.class, Measured.class})
public final class Switchboard implements ConnectorBoard, Measured {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final AccountBook accounts;
    private final Journal journal;
    private final Gateway gateway;
    private final Configurations configurations;
    private final Launch launch;
    private final Clock clock;

    @Activate
    public Switchboard(
            @Reference AccountBook accounts,
            @Reference Journal journal,
            @Reference Gateway gateway,
            @Reference Configurations configurations,
            @Reference Launch launch,
            @Reference Clock clock) {
        this.accounts = accounts;
        this.journal = journal;
        this.gateway = gateway;
        this.configurations = configurations;
        this.launch = launch;
        this.clock = clock;
    }

    @Override
    public List<Standing> standings() {
        Map<AccountName, Long> letters = letters();
        Set<AccountName> paused = accounts.paused();
        Instant now = clock.instant();
        return accounts.all().stream()
                .flatMap(account -> Stream.concat(
                        Stream.of(standing(
                                account,
                                paused.contains(account.name()),
                                letters.getOrDefault(account.name(), 0L),
                                now)),
                        account.rivals().stream().map(rival -> waiting(account, rival))))
                .toList();
    }

    /** Without looking into the database, for every page asks when it begins. */
    @Override
    public Map<String, LocalText> platforms() {
        Map<String, LocalText> names = new TreeMap<>();
        for (ConnectedAccount account : accounts.all()) {
            account.connector()
                    .flatMap(connector -> profile(account, connector))
                    .ifPresent(profile -> names.putIfAbsent(account.name().platform(), profile.name()));
        }
        return names;
    }

    @Override
    public List<Measurement> measure() {
        List<Measurement> all = new ArrayList<>();
        gauge(all, "huitong_journal_head", "Last line of the log.", Map.of(), journal.head());
        gauge(all, "huitong_journal_waiting", "Calls that wait for the writer.", Map.of(), journal.waiting());
        gauge(all, "huitong_gateway_calls", "Calls on their way.", Map.of(), gateway.onTheirWay());
        Instant now = clock.instant();
        for (ConnectedAccount account : accounts.all()) {
            Map<String, String> labels = Map.of(
                    "platform",
                    account.name().platform(),
                    "account",
                    account.name().account());
            Tally tally = account.tally();
            gauge(
                    all,
                    "huitong_connector_up",
                    "Whether the account's connector is there.",
                    labels,
                    account.connector().isPresent() ? 1 : 0);
            counter(all, "huitong_messages_total", "New lines brought.", labels, tally.messages());
            counter(all, "huitong_seen_again_total", "Sightings of what was known.", labels, tally.seenAgain());
            counter(all, "huitong_refused_total", "Calls not let in.", labels, tally.refusals());
            counter(all, "huitong_sent_away_total", "Calls asked to come again.", labels, tally.sentAways());
            tally.delays(now).forEach((leg, delay) -> {
                quantile(all, labels, leg, "0.5", delay.p50());
                quantile(all, labels, leg, "0.95", delay.p95());
                quantile(all, labels, leg, "0.99", delay.p99());
            });
        }
        return all;
    }

    private static void quantile(
            List<Measurement> all, Map<String, String> account, String leg, String quantile, long millis) {
        Map<String, String> labels = new HashMap<>(account);
        labels.put("leg", leg);
        labels.put("quantile", quantile);
        gauge(all, "huitong_delay_seconds", "Delay over the last hour.", labels, millis / 1000.0);
    }

    private static void gauge(
            List<Measurement> all, String name, String help, Map<String, String> labels, double value) {
        all.add(new Measurement(name, help, Kind.GAUGE, labels, value));
    }

    private static void counter(
            List<Measurement> all, String name, String help, Map<String, String> labels, double value) {
        all.add(new Measurement(name, help, Kind.COUNTER, labels, value));
    }

    private Standing standing(ConnectedAccount account, boolean paused, long letters, Instant now) {
        Tally tally = account.tally();
        return new Standing(
                account.name().platform(),
                account.name().account(),
                paused,
                account.connector().flatMap(connector -> counted(account, connector)),
                account.problem().map(problem -> withUnread(problem, account)),
                Strain.of(account, now),
                tally.lastCall(),
                tally.lastMessage(),
                tally.lastRefusal(),
                tally.messages(),
                tally.refusals(),
                letters,
                tally.delays(now),
                account.line(),
                account.askedBack());
    }

    private Optional<Profile> counted(ConnectedAccount account, Connector connector) {
        return profile(account, connector).map(profile -> launch.counted(account.name(), profile));
    }

    /** A connector that cannot say what it is does not take the other lines of the board along. */
    static Optional<Profile> profile(ConnectedAccount account, Connector connector) {
        try {
            return Optional.of(connector.profile());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A connector cannot say what it is connector={}", account.name(), Unquoted.of(e));
            return Optional.empty();
        }
    }

    /** What was mistyped is the likely reason why something is missing. */
    private LocalText withUnread(LocalText problem, ConnectedAccount account) {
        List<String> unread =
                accounts.pid(account.name()).map(configurations::unread).orElse(List.of());
        return unread.isEmpty()
                ? problem
                : LocalText.of(
                        problem.zh() + "。没有人读取的设置：" + String.join("、", unread),
                        problem.en() + ". Settings that nobody reads: " + String.join(", ", unread));
    }

    /** A second connector of an account has a line of its own: nothing comes in by it, and the line says why. */
    private Standing waiting(ConnectedAccount account, Connector rival) {
        return new Standing(
                account.name().platform(),
                account.name().account(),
                false,
                counted(account, rival),
                accounts.rivalry(account),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                Map.of(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private Map<AccountName, Long> letters() {
        return journal.transactions().read(connection -> {
            Map<AccountName, Long> letters = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT platform, account, COUNT(*) FROM hub_dead_letter GROUP BY platform, account");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    letters.put(new AccountName(row.getString(1), row.getString(2)), row.getLong(3));
                }
            }
            return letters;
        });
    }
}
